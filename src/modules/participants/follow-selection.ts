import { createHash } from 'node:crypto'
import type { ChangedPerson, InvitationPlan } from './invitation-plan.ts'

/** In the order in which they are applied: who goes makes room for who comes. */
export const followKinds = ['gone', 'changed', 'new'] as const
export type FollowKind = (typeof followKinds)[number]

/** What of the differences is to be followed: all of them, those of one kind, or one person's. */
export interface Selection {
  kind: FollowKind | 'all'
  /** Id of a participant; of the person where he or she is new on the list. Null: everybody. */
  one: string | null
}

/** Differences between the list and what the rules find, those chosen. */
export interface Chosen {
  added: InvitationPlan['added']
  returning: InvitationPlan['returning']
  changed: ChangedPerson[]
  gone: string[]
}

/** The differences that a selection means. */
export function choose(plan: InvitationPlan, { kind, one }: Selection): Chosen {
  const of = <Difference>(its: FollowKind, all: readonly Difference[], idOf: (one: Difference) => string) =>
    kind === 'all' || kind === its ? all.filter((each) => one === null || idOf(each) === one) : []
  return {
    added: of('new', plan.added, ({ personId }) => personId),
    returning: of('new', plan.returning, ({ rowId }) => rowId),
    changed: of('changed', plan.changed, ({ id }) => id),
    gone: of('gone', plan.noLonger, (id) => id),
  }
}

export const countOf = ({ added, returning, changed, gone }: Chosen) => ({
  added: added.length + returning.length,
  changed: changed.length,
  gone: gone.length,
  all: added.length + returning.length + changed.length + gone.length,
})

/** Participants whose rows are changed; who is new has none yet. */
export const concerned = ({ returning, changed, gone }: Chosen): string[] => [
  ...gone,
  ...changed.map(({ id }) => id),
  ...returning.map(({ rowId }) => rowId),
]

/** A mark of what was shown, so that nothing else than that is applied: 32 hexadecimal digits of SHA-256. */
export const markOf = ({ added, returning, changed, gone }: Chosen): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        gone.toSorted(),
        changed.map(({ id, after }) => [id, after]).toSorted(),
        returning.map(({ rowId, unitId, position }) => [rowId, unitId, position]).toSorted(),
        added.map(({ personId, unitId, position }) => [personId, unitId, position]).toSorted(),
      ]),
    )
    .digest('hex')
    .slice(0, 32)
