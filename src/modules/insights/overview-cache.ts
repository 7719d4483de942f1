import { dayIn } from '../../platform/clock.ts'
import { changeMarks } from '../../platform/db/change-marks.ts'
import { KeptAnswers } from '../../platform/kept-answers.ts'
import { coverage, type UnitCoverage } from '../outreach/index.ts'
import type { Overview, OverviewQuestion } from './overview.ts'
import { type ReadServices, readOverview } from './overview-read-model.ts'

/** The tables that coverage is read from. */
const ofCoverage = [
  'work_unit',
  'voter_base',
  'base_setting',
  'programme',
  'programme_base',
  'volunteer',
] as const

/** Every table that the overview is read from. Each has the trigger that raises its mark; a test compares. */
export const ofOverview = [
  ...ofCoverage,
  'registered_voters',
  'link_channel',
  'reach_rollup',
  'reach_release',
  'reach_held',
] as const

/** What is kept of a database in this process. */
interface KeptOverviews {
  whole: KeptAnswers<Overview>
  /** Half of what reading costs, and hits do not change it. */
  coverage: KeptAnswers<readonly UnitCoverage[]>
}

const kept = new WeakMap<object, KeptOverviews>()
const atMost = 200

function keptOf({ database }: ReadServices): KeptOverviews {
  const known = kept.get(database)
  if (known) return known
  const fresh = {
    whole: new KeptAnswers<Overview>(atMost),
    coverage: new KeptAnswers<readonly UnitCoverage[]>(atMost),
  }
  kept.set(database, fresh)
  return fresh
}

/**
 * The overview of a unit, read again only when something it is read from has changed since: so a figure is never older
 * than it says, in no process, and what else is written (scans at the doors) costs nothing here. Hits show when the
 * batch they are folded with is through. What a reader may see is decided by the route before this is asked.
 */
export async function overviewOf(services: ReadServices, question: OverviewQuestion): Promise<Overview> {
  const { db, clock } = services
  const { whole, coverage: ofUnits } = keptOf(services)
  const { unit, election } = question
  const asked = { scope: unit.id, electionId: election.id }
  // The whole question, since the answer holds names and days of it that may change.
  return whole.get(JSON.stringify([question, dayIn(unit.timeZone, clock.now())]), {
    state: () => changeMarks(db, ofOverview),
    read: () =>
      readOverview(services, question, () =>
        ofUnits.get(JSON.stringify(asked), {
          state: () => changeMarks(db, ofCoverage),
          read: () => coverage(db, asked),
        }),
      ),
  })
}
