import { type Measure, measures } from './figures.ts'
import { holdBack } from './held-back.ts'
import type { HitsJudgement } from './held-hits.ts'
import type { HitPlace } from './hit-places.ts'
import { atOnce } from './in-steps.ts'
import { judgeHitsOfAll } from './judgement.ts'
import { buildLattice, type CellName, isOwnPart, type Lattice, nameOfCell } from './lattice.ts'
import { scopesAbove } from './periods.ts'
import { makeRoomInSteps, type PublicationHits } from './publication-room.ts'
import { drawRestsInSteps } from './rest-lines.ts'
import { keptCuts } from './rollups.ts'
import {
  bases,
  channels,
  days,
  type Hit,
  minCell,
  type Place,
  publications,
  units,
} from './testing-seasons.ts'

// A made-up season with its cells counted anew, person by person, and judged as the program does.

/** The cells that a hit is counted in, as the rollups keep them. */
export const namesOf = ({ unit, publication, ...place }: Place): CellName[] =>
  scopesAbove(unit).flatMap((workUnitId) =>
    keptCuts({ ...place, publicationId: publication }).map(([period, base, channel, published]) => ({
      workUnitId,
      period,
      base,
      channel,
      publication: published,
    })),
  )

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
      return { ...name, people: numbers, ...(isOwnPart(name.workUnitId) ? { least: numbers } : {}) }
    }),
  )
  const rests = atOnce(drawRestsInSteps(lattice.cells, minCell))
  const members = lattice.cells.flatMap((cell) => measures.map((measure) => cell.members[measure]))
  holdBack([...members, ...rests], minCell)
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
