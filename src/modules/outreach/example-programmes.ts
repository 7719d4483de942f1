import { createHash } from 'node:crypto'
import type { Base } from './bases-read-model.ts'
import type { VolunteerState } from './tables.ts'

export interface ExampleUnit {
  id: string
  level: string
}

export interface ExampleProgramme {
  workUnitId: string
  id: string
  bases: string[]
  targetPeople: number | null
  volunteers: { id: string; base: string; name: string; state: VolunteerState }[]
}

/** Words for names nobody bears: flowers, birds and weather, then a word that says "made up". */
const given =
  'Melati Kenanga Cempaka Mawar Teratai Anggrek Dahlia Kamboja Seroja Flamboyan Merpati Kutilang Cendrawasih Jalak Kenari Murai Elang Awan Hujan Angin Embun Pelangi Bintang Fajar Senja Purnama Samudra Telaga Rimba Lembah'.split(
    ' ',
  )
const middle =
  'Biru Jingga Ungu Hijau Perak Emas Pagi Siang Malam Utara Selatan Timur Barat Tenang Riang Cerah'.split(' ')
const last = 'Rekaan Karangan Contoh Imajiner Misalnya Khayali Percobaan Umpama'.split(' ')

/** Numbers between 0 and 1 that follow from a text (mulberry32 over its hash): the same on every machine. */
function numbersFrom(text: string): () => number {
  let state = createHash('sha256').update(text).digest().readUInt32LE(0)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const pick = <T>(from: readonly T[], next: () => number): T => from[Math.floor(next() * from.length)] as T

/** UUID version 8 from the stream of numbers. */
function idFrom(next: () => number): string {
  const word = () =>
    Math.floor(next() * 4294967296)
      .toString(16)
      .padStart(8, '0')
  const hex = word() + word() + word() + word()
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`
}

/**
 * The made-up programme of a unit, or null where it has none. Every province and the national office have one,
 * without volunteers; of the districts 93 in 100 do, most of them with as many volunteers as the quotas allow
 * (55 in 2019), some with gaps, a few with nobody, so that there is something to attend to.
 */
export function exampleProgrammes(unit: ExampleUnit, all: readonly Base[]): ExampleProgramme | null {
  const next = numbersFrom(`season of volunteers ${unit.id}`)
  const used = all.filter(({ isUsed }) => isUsed)
  const programme = { workUnitId: unit.id, id: idFrom(next), volunteers: [] }
  if (unit.level !== 'district') {
    return { ...programme, bases: used.map(({ code }) => code), targetPeople: null }
  }
  if (next() >= 0.93) return null
  const manner = next()
  const bases = manner < 0.04 ? used.filter(() => next() < 0.8) : used
  const isDeserted = manner > 0.988
  const isShort = manner > 0.88
  return {
    ...programme,
    bases: bases.map(({ code }) => code),
    targetPeople: 1000 * (2 + Math.floor(next() * 9)),
    volunteers: bases.flatMap(({ code, quota }) => {
      const gap = isDeserted ? quota : isShort && next() < 0.3 ? Math.ceil(next() * quota) : 0
      return Array.from({ length: quota - gap }, () => ({
        id: idFrom(next),
        base: code,
        name: `${pick(given, next)} ${pick(middle, next)} ${pick(last, next)}`,
        state: (next() < 0.004 ? 'released' : 'active') as VolunteerState,
      }))
    }),
  }
}
