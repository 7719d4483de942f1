import { dayIn } from '../../platform/clock.ts'
import { type Programme, programmeOf, type Volunteer, volunteersOf } from '../outreach/index.ts'
import { linksOf, publishedNotices } from '../publications/index.ts'
import { type ReachCell, reachMatrix } from '../reach/index.ts'
import type { OverviewQuestion } from './overview.ts'
import type { ReadServices } from './overview-read-model.ts'

/** The steps from a plan to measured reach, in their order. */
export const steps = ['programme', 'volunteers', 'notice', 'links', 'reach'] as const
export type Step = (typeof steps)[number]

/** What one unit does by itself for an election. */
export interface OwnWork {
  programme: Programme | undefined
  activeVolunteers: number
  hasNotice: boolean
  hasLinks: boolean
  hasReach: boolean
  /** Reach of the links of each volunteer who had a hit; `volunteer` is null for links without a person. */
  byVolunteer: readonly { volunteer: Volunteer | null; cell: ReachCell }[]
}

/** The first step that is not done; undefined when the loop runs, or ran and its programme is closed. */
export const nextStep = (work: OwnWork): Step | undefined =>
  work.hasReach || work.programme?.state === 'closed' ? undefined : emptySteps(work)[0]

/** The steps that have no result, also where people were reached without them. */
export function emptySteps(work: OwnWork): Step[] {
  const done: Record<Step, boolean> = {
    programme: work.programme !== undefined,
    volunteers: work.activeVolunteers > 0,
    notice: work.hasNotice,
    links: work.hasLinks,
    reach: work.hasReach,
  }
  return steps.filter((step) => !done[step])
}

/** Own programme, volunteers, notices and links of a unit with what they reached. */
export async function readOwnWork(services: ReadServices, question: OverviewQuestion): Promise<OwnWork> {
  const { unit, election, base } = question
  const { db, clock } = services
  const programme = await programmeOf(db, unit.id, election.id)
  const volunteers = programme
    ? await volunteersOf(db, { workUnitId: unit.id, programmeId: programme.id })
    : []
  const notices = await publishedNotices(db, {
    workUnitIds: [unit.id],
    day: dayIn(unit.timeZone, clock.now()),
    limit: 1,
  })
  const links = await linksOf(db, { scope: unit.id, electionId: election.id, limit: 1 })
  const { cells } = await reachMatrix(services, {
    scope: unit.id,
    electionId: election.id,
    base: base?.code,
    rows: 'volunteer',
  })
  const byId = new Map(volunteers.map((volunteer) => [volunteer.id, volunteer]))
  return {
    programme,
    activeVolunteers: volunteers.filter(({ state }) => state === 'active').length,
    hasNotice: notices.length > 0,
    hasLinks: links.length > 0,
    hasReach: cells.length > 0,
    byVolunteer: cells.map((cell) => ({ volunteer: byId.get(cell.row) ?? null, cell })),
  }
}
