import fc from 'fast-check'
import loadHighs, { type Highs } from 'highs'
import { type Measure, measures } from './figures.ts'
import { holdBack } from './held-back.ts'
import type { HitsJudgement } from './held-hits.ts'
import type { HitPlace } from './hit-places.ts'
import { atOnce } from './in-steps.ts'
import { judgeHitsOfAll } from './judgement.ts'
import { buildLattice, type CellName, type Lattice, nameOfCell, ownPart } from './lattice.ts'
import { mondayOf } from './periods.ts'
import { makeRoomInSteps, type PublicationHits } from './publication-room.ts'

// Made-up seasons, and who reads every figure of them that is shown and reasons about the rest. For tests.

/** People of a figure that may be shown, in these seasons. */
export const minCell = 6

/**
 * How many made-up seasons are attacked, from which seed. The rules look at one way at a time, an attacker at all of
 * them: `ATTACKS=100 SEED=7` looks for seasons where that is not the same; every run attacks the same few.
 */
export const attacks = (usual: number) => ({
  numRuns: Number(process.env.ATTACKS ?? usual),
  seed: Number(process.env.SEED ?? 20_191_117),
})

/** A hit of somebody, at one of the smallest places there are. */
export interface Hit {
  unit: string
  base: string
  channel: string
  publication: string
  day: string
  person: number
  isEngaged: boolean
}

type Place = Pick<Hit, 'unit' | 'base' | 'channel' | 'publication' | 'day'>

const units = ['id.11.01', 'id.11.02', 'id.12.01', 'id.12.02', 'id.12.03', ownPart('id.12')]
const bases = ['netizen', 'women', 'youth']
const channels = ['whatsapp', 'paper']
const publications = ['invitation', 'poster', 'answer']
const days = ['2019-03-04', '2019-03-06', '2019-03-12']

interface Crowd extends Place {
  size: number
  from: number
  engaged: number
  views: number
}

const hitsOfCrowd = ({ size, from, engaged, views, ...place }: Crowd): Hit[] =>
  Array.from({ length: size }, (_, at) => from + at).flatMap((person) => [
    ...Array.from({ length: views }, () => ({ ...place, person, isEngaged: false })),
    ...Array.from({ length: engaged }, () => ({ ...place, person, isEngaged: true })),
  ])

const crowdAt = (places: { [K in keyof Place]: readonly string[] }, sizes: fc.Arbitrary<number>) =>
  fc
    .record({
      unit: fc.constantFrom(...places.unit),
      base: fc.constantFrom(...places.base),
      channel: fc.constantFrom(...places.channel),
      publication: fc.constantFrom(...places.publication),
      day: fc.constantFrom(...places.day),
      size: sizes,
      from: fc.integer({ min: 0, max: 40 }),
      engaged: fc.integer({ min: 0, max: 2 }),
      views: fc.integer({ min: 0, max: 3 }),
    })
    .filter(({ engaged, views }) => engaged + views > 0)

const everywhere = { unit: units, base: bases, channel: channels, publication: publications, day: days }
const few = fc.integer({ min: 1, max: 5 })
const some = fc.integer({ min: 6, max: 30 })

/** A few places with crowds and many with somebody: what hits in a young season look like. */
const young = fc.array(crowdAt(everywhere, fc.oneof(few, some)), { minLength: 1, maxLength: 14 })

/** Crowds nearly everywhere and somebody now and then: a season later on. */
const full = fc
  .tuple(
    fc.array(crowdAt(everywhere, some), { minLength: 30, maxLength: 70 }),
    fc.array(crowdAt(everywhere, few), { minLength: 1, maxLength: 12 }),
  )
  .map(([crowds, others]) => [...crowds, ...others])

/** One base, or one district. */
const narrow = fc
  .constantFrom({ ...everywhere, base: ['netizen'] }, { ...everywhere, unit: ['id.11.01'] })
  .chain((places) => fc.array(crowdAt(places, fc.oneof(few, some)), { minLength: 4, maxLength: 24 }))

/** Nobody came twice: whom hits bound, people bound. */
const thin = fc
  .array(crowdAt({ ...everywhere, base: ['netizen'], channel: ['paper'] }, fc.oneof(few, some)), {
    minLength: 4,
    maxLength: 12,
  })
  .map((crowds) =>
    crowds.map((crowd, at) => ({
      ...crowd,
      from: at * 100,
      views: crowd.engaged > 0 ? 0 : 1,
      engaged: Math.min(1, crowd.engaged),
    })),
  )

/** Whoever comes clicks: links that lead to pages of others, where no view is counted. */
const onlyClicks = (crowds: Crowd[]): Crowd[] =>
  crowds.map((crowd) => ({ ...crowd, engaged: crowd.engaged + crowd.views, views: 0 }))

const viewed = fc.oneof({ weight: 2, arbitrary: young }, { weight: 3, arbitrary: full }, narrow, thin)

export const seasons = fc
  .oneof({ weight: 3, arbitrary: viewed }, viewed.map(onlyClicks))
  .map((crowds) => crowds.flatMap(hitsOfCrowd))

/** The cells that a hit is counted in, as the rollups keep them. */
export function namesOf({ unit, day, ...place }: Place): CellName[] {
  const parts = unit.split('.')
  const scopes = parts.map((_, at) => parts.slice(0, at + 1).join('.'))
  const week = `week:${mondayOf(day)}`
  const cuts = [
    ['season', place.base, place.channel],
    ['season', place.base, '*'],
    ['season', '*', place.channel],
    ['season', '*', '*'],
    [week, place.base, place.channel],
    [week, place.base, '*'],
    [week, '*', place.channel],
    [week, '*', '*'],
    [`day:${day}`, place.base, '*'],
    [`day:${day}`, '*', place.channel],
    [`day:${day}`, '*', '*'],
    ['season', '*', '*', place.publication],
  ] as const
  return scopes.flatMap((workUnitId) =>
    cuts.map(([period, base, channel, publication = '*']) => ({
      workUnitId,
      period,
      base,
      channel,
      publication,
    })),
  )
}

export interface Judged {
  lattice: Lattice
  told: HitsJudgement
}

/** A season with everything that is held back of it. */
export function judged(all: readonly Hit[]): Judged {
  const lattice = latticeOf(all)
  atOnce(makeRoomInSteps(lattice.cells, publicationsOf(all), minCell))
  return {
    lattice,
    told: atOnce(judgeHitsOfAll(lattice.cells, { places: placesOf(all), hours: [] }, minCell)),
  }
}

function latticeOf(all: readonly Hit[]): Lattice {
  const found = new Map<string, { name: CellName; people: Record<Measure, Set<number>> }>()
  for (const hit of all) {
    for (const name of namesOf(hit)) {
      const text = nameOfCell(name)
      const cell = found.get(text) ?? { name, people: { delivered: new Set(), engaged: new Set() } }
      found.set(text, cell)
      cell.people.delivered.add(hit.person)
      if (hit.isEngaged) cell.people.engaged.add(hit.person)
    }
  }
  const lattice = buildLattice(
    [...found.values()].map(({ name, people }) => {
      const numbers = { delivered: people.delivered.size, engaged: people.engaged.size }
      return { ...name, people: numbers, ...(name.workUnitId.endsWith('@') ? { least: numbers } : {}) }
    }),
  )
  holdBack(
    lattice.cells.flatMap(({ members }) => measures.map((measure) => members[measure])),
    minCell,
  )
  return lattice
}

/** A place as hits are judged on it, over all publications. */
const placeName = ({ unit, base, channel, day }: Place) => `${unit} ${base} ${channel} ${day}`

function placesOf(all: readonly Hit[]): HitPlace[] {
  return [...Map.groupBy(all, placeName).values()].map((hits) => {
    const [{ unit, base, channel, day }] = hits as [Hit]
    const people = (some: readonly Hit[]) => new Set(some.map(({ person }) => person)).size
    const engaged = hits.filter(({ isEngaged }) => isEngaged)
    return {
      workUnitId: unit,
      base,
      channel,
      day,
      hits: hits.length,
      views: hits.length - engaged.length,
      delivered: people(hits),
      engaged: people(engaged),
    }
  })
}

const publicationsOf = (all: readonly Hit[]): PublicationHits[] =>
  [...Map.groupBy(all, ({ unit, publication }) => `${unit} ${publication}`).values()].map((hits) => {
    const [{ unit: workUnitId, publication }] = hits as [Hit]
    const views = hits.filter(({ isEngaged }) => !isEngaged)
    return { workUnitId, publication, hits: hits.length, views: views.length }
  })

/** Every place where a hit may have been, as far as it is known that there was any. */
export const placesIn = (lattice: Lattice): Place[] =>
  units.flatMap((unit) =>
    days.flatMap((day) =>
      bases.flatMap((base) =>
        channels.flatMap((channel) =>
          publications.flatMap((publication) => {
            const place = { unit, base, channel, publication, day }
            return namesOf(place).every((name) => lattice.at(name)) ? [place] : []
          }),
        ),
      ),
    ),
  )

export const hitsIn = (all: readonly Hit[], cell: CellName) => {
  const text = nameOfCell(cell)
  return all.filter((hit) => namesOf(hit).some((name) => nameOfCell(name) === text))
}

let highs: Promise<Highs> | undefined
const load = loadHighs as unknown as typeof loadHighs.default

/** The least or most that a sum of variables can be under some linear conditions; infinity without a bound. */
export async function extreme(
  sense: 'Minimize' | 'Maximize',
  sum: string,
  conditions: readonly string[],
): Promise<number> {
  highs ??= load()
  const model = `${sense}\n obj: ${sum}\nSubject To\n${conditions.map((one, at) => ` c${at}: ${one}`).join('\n')}\nEnd`
  const solved = (await highs).solve(model)
  if (solved.Status === 'Unbounded') return Number.POSITIVE_INFINITY
  if (solved.Status !== 'Optimal') throw new Error(`HiGHS says ${solved.Status}.`)
  return solved.ObjectiveValue
}
