import { covers } from '../../platform/access.ts'
import { distance } from './edit-distance.ts'
import { plainWords, unitWords, withoutKind } from './search-words.ts'

/** A unit as far as a roster needs it. */
export interface RosterUnit {
  id: string
  code: string
  name: string
  shortName: string
  level: string
}

export type UnitReading =
  | { unit: string }
  /** The unit is known but lies outside the scope of the import. */
  | { outside: string }
  /** Mends nearest first; a tie when none is nearer than the others. */
  | { unknown: true; mends: string[]; isTie: boolean }

interface Known extends RosterUnit {
  full: string
  bare: string
}

/**
 * Finds the unit behind what an office wrote: `KPU Kab. Semarang`, `Kabupaten Semarang`, `Semarang Kab`, `33.22`.
 * A name that fits several units of the scope (`Semarang`) or none (`Kab Semarng`) gives the likely ones to choose from:
 * never a silent guess.
 */
export class UnitFinder {
  readonly #known: Known[]
  readonly #scope: string
  readonly #byCode = new Map<string, Known>()
  readonly #byName = new Map<string, Known[]>()
  readonly #readings = new Map<string, UnitReading>()

  constructor(units: readonly RosterUnit[], scope: string) {
    this.#scope = scope
    this.#known = units.map((unit) => {
      const words = unitWords(unit.name)
      return { ...unit, full: [...words].sort().join(' '), bare: withoutKind(words).join('') }
    })
    const add = (name: string, unit: Known) => {
      const there = this.#byName.get(name) ?? []
      if (!there.includes(unit)) this.#byName.set(name, [...there, unit])
    }
    for (const unit of this.#known) {
      this.#byCode.set(plainWords(unit.code).join(''), unit)
      add(unit.full, unit)
      add([...unitWords(unit.shortName)].sort().join(' '), unit)
      add(`bare ${unit.bare}`, unit)
    }
  }

  byCode(text: string): UnitReading {
    const unit = this.#byCode.get(plainWords(text).join(''))
    return unit ? this.#place(unit) : { unknown: true, mends: [], isTie: false }
  }

  byName(text: string): UnitReading {
    let reading = this.#readings.get(text)
    if (!reading) {
      reading = this.#find(text)
      this.#readings.set(text, reading)
    }
    return reading
  }

  #place(unit: Known): UnitReading {
    return covers(this.#scope, unit.id) ? { unit: unit.id } : { outside: unit.id }
  }

  #find(text: string): UnitReading {
    const plain = plainWords(text)
    if (/^\d{2,4}$/.test(plain.join(''))) return this.byCode(text)
    const words = unitWords(text)
    const saysProvince = plain.some((word) => /^(prov|provinsi|propinsi)$/.test(word))
    const saysKind = saysProvince || words.some((word) => word === 'kabupaten' || word === 'kota')
    const exact = (this.#byName.get([...words].sort().join(' ')) ?? []).filter(
      (unit) => !saysProvince || unit.level === 'province',
    )
    const alike = this.#byName.get(`bare ${withoutKind(words).join('')}`) ?? []
    const within = (units: readonly Known[]) => units.filter((unit) => covers(this.#scope, unit.id))
    const fits = saysKind ? exact : [...new Set([...exact, ...alike])]
    const inside = within(fits)
    if (inside.length === 1 && inside[0]) return { unit: inside[0].id }
    if (inside.length > 1) return { unknown: true, mends: inside.map(({ id }) => id), isTie: true }
    if (fits[0]) return { outside: fits[0].id }
    const near = this.#near(words)
    const same = within(alike).map(({ id }) => id)
    const mends = [...new Set([...same, ...near.map(({ id }) => id)])].slice(0, 4)
    const isTie = same.length > 1 || (same.length === 0 && near.length > 1 && near[0]?.away === near[1]?.away)
    return { unknown: true, mends, isTie }
  }

  /** Units of the scope whose name is a few letters away, nearest first. */
  #near(words: readonly string[]): { id: string; away: number }[] {
    const asked = [...words].sort().join(' ')
    const bare = withoutKind(words).join('')
    const most = Math.max(1, Math.min(4, Math.floor(bare.length / 3)))
    return this.#known
      .filter((unit) => covers(this.#scope, unit.id))
      .flatMap((unit) => {
        const away = distance(bare, unit.bare, most)
        // The kind of district, and the order of the words, only count among names that are near.
        return away > most
          ? []
          : [{ id: unit.id, away: Math.min(away + 0.5, distance(asked, unit.full, most)) }]
      })
      .filter(({ away }) => away <= most)
      .sort((a, b) => a.away - b.away)
      .slice(0, 4)
  }
}
