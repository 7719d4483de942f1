import fc from 'fast-check'
import { ownPart } from './lattice.ts'

// Made-up seasons, small enough to be judged in a moment and reasoned about whole.

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

export type Place = Pick<Hit, 'unit' | 'base' | 'channel' | 'publication' | 'day'>

export const units = ['id.11.01', 'id.11.02', 'id.12.01', 'id.12.02', 'id.12.03', ownPart('id.12')]
export const bases = ['netizen', 'women', 'youth']
export const channels = ['whatsapp', 'paper']
export const publications = ['invitation', 'poster', 'answer']
export const days = ['2019-03-04', '2019-03-06', '2019-03-12']

/** People who all did the same at one place. */
export interface Crowd extends Place {
  size: number
  /** The number of the first of them; the others have those that follow. */
  from: number
  /** Hits of each of them, clicks and views. */
  engaged: number
  views: number
}

export const hitsOfCrowd = ({ size, from, engaged, views, ...place }: Crowd): Hit[] =>
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
