import type { Services } from '../../platform/services.ts'
import { unitTree } from '../directory/index.ts'
import { registeredVoters } from '../elections/index.ts'
import { type LinkTarget, loadLinks } from '../publications/index.ts'
import { scopesAbove } from './periods.ts'
import { type Schedule, type SeasonSpan, scheduleUnit } from './season-model.ts'

export interface SimulationWishes {
  electionId: string
  span: SeasonSpan
  /** People of the whole country who come at full rate. */
  people: number
  /** One in so many of them is simulated. */
  oneIn: number
  seed: string
  progress(text: string): void
}

export interface UnitLinks {
  list: LinkTarget[]
  /** Place in the list of each unit's links. */
  byUnit: Map<string, number[]>
}

/** The links of an election, and whose they are. */
export async function linksByUnit({ db }: Services, electionId: string): Promise<UnitLinks> {
  const list: LinkTarget[] = []
  const byUnit = new Map<string, number[]>()
  for await (const link of loadLinks(db)) {
    if (link.electionId !== electionId) continue
    const places = byUnit.get(link.workUnitId) ?? []
    byUnit.set(link.workUnitId, places)
    places.push(list.push(link) - 1)
  }
  return { list, byUnit }
}

/** Visits of every unit's people, in proportion to the voters of its province. */
export async function scheduleOf(
  services: Services,
  { byUnit }: UnitLinks,
  { electionId, people, oneIn, span, seed }: SimulationWishes,
): Promise<Schedule> {
  const tree = await unitTree(services)
  const voters = new Map(
    (await registeredVoters(services.db, { electionId })).map((row) => [row.scope, row.voters]),
  )
  const districts = tree.all.filter(({ id }) => byUnit.has(id))
  const provinceOf = (id: string) => scopesAbove(id)[1] ?? id
  const inProvince = Map.groupBy(districts, ({ id }) => provinceOf(id))
  const weightOf = (id: string) =>
    (voters.get(provinceOf(id)) ?? 1_000_000) / (inProvince.get(provinceOf(id))?.length ?? 1)
  const total = districts.reduce((sum, { id }) => sum + weightOf(id), 0)
  const schedule: Schedule = new Map()
  for (const [network, { id, timeZone }] of districts.entries()) {
    const places = byUnit.get(id) ?? []
    const unit = {
      id,
      timeZone,
      people: Math.round(((people / oneIn) * weightOf(id)) / total),
      links: places.length,
      network,
    }
    const ofUnit: Schedule = new Map()
    scheduleUnit(ofUnit, unit, span, seed)
    for (const [hour, visits] of ofUnit) {
      const all = schedule.get(hour) ?? []
      for (const visit of visits) all.push({ ...visit, link: places[visit.link] as number })
      schedule.set(hour, all)
    }
  }
  return schedule
}
