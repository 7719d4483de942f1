import type { Services } from '../../platform/services.ts'
import {
  comparableList,
  type Denominator,
  registeredVoters,
  statedVoters,
  votersOf,
} from '../elections/index.ts'
import type { ReachView } from './reach-view.ts'

/** Whom shares of a page are shares of: one list for the unit and those under it, so that areas can be compared. */
export interface Voters {
  /** Of the unit; null where no record says so, nor all of its parts. */
  own: Denominator | null
  /** Of a unit right under it, as its own record states. */
  of(unitId: string): Denominator | null
}

/** The registered voters of a unit and of those right under it; nothing is filled in. */
export async function readVoters(
  { db }: Pick<Services, 'db'>,
  { tree, unit, election }: Pick<ReachView, 'tree' | 'unit' | 'election'>,
): Promise<Voters> {
  const areas = tree.childrenOf(unit.id).map(({ id }) => id)
  const known = await registeredVoters(db, { electionId: election.id })
  const list = comparableList([unit.id, ...areas], known)
  return {
    own: votersOf(unit.id, areas, list, known),
    of: (unitId) => statedVoters(unitId, list, known),
  }
}
