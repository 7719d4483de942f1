import type { Services } from '../../platform/services.ts'
import { newestHit } from './cells-read-model.ts'
import { changesOf, type FigureChange, isRebuilding } from './change-store.ts'
import { isLate } from './late.ts'
import { reachMatrix } from './reach-matrix.ts'
import type { ReachView } from './reach-view.ts'
import { readRelease } from './release-store.ts'
import { seasonErasedAt } from './season-store.ts'

/** Why figures are not what they were, or will not be what they are. Each part is empty where there is nothing to say. */
export interface Corrections {
  /** Days that still changed after they were over, oldest first, with their newest hit. */
  lateDays: readonly { day: string; at: Date }[]
  /** The last day with hits, where that is after voting day. */
  afterVoting: string | null
  changes: readonly FigureChange[]
  /** Sums are being made anew at the moment. */
  isRebuilding: boolean
  /** When the key was destroyed: from then on nothing is counted. */
  erasedAt: Date | null
  /** What is held back was judged on hits up to here, while newer ones are in the figures; null where it is up to date. */
  judgedUpTo: Date | null
}

/** What changed late or was corrected in the figures of a unit and everything under it. */
export async function readCorrections(
  services: Pick<Services, 'db' | 'database' | 'config' | 'clock'>,
  { tree, unit, election }: Pick<ReachView, 'tree' | 'unit' | 'election'>,
): Promise<Corrections> {
  const { db } = services
  const { cells, until } = await reachMatrix(services, {
    scope: unit.id,
    electionId: election.id,
    rows: 'day',
  })
  const zones = zonesOf({ tree, unit })
  const release = await readRelease(db, election.id)
  const newest = await newestHit(db, election.id)
  const isBehind = release && newest !== null && (release.asOf?.getTime() ?? 0) < newest.getTime()
  return {
    lateDays: cells.flatMap((cell) =>
      cell.asOf && isLate(cell, 'day', zones) ? [{ day: cell.row, at: cell.asOf }] : [],
    ),
    afterVoting: until !== null && election.votingOn !== null && until > election.votingOn ? until : null,
    changes: await changesOf(db, election.id),
    isRebuilding: await isRebuilding(db, election.id),
    erasedAt: await seasonErasedAt(db, election.id),
    judgedUpTo: isBehind ? release.asOf : null,
  }
}

/** The time zones of a unit and everything under it. */
export const zonesOf = ({ tree, unit }: Pick<ReachView, 'tree' | 'unit'>): Set<string> =>
  new Set(tree.within(unit.id).map(({ timeZone }) => timeZone))
