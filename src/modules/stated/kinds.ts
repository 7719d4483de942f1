/**
 * What a stated figure is of: times something was shown or played, people as the stater counts them, interactions
 * with it, followers of an account. The first three are _delivered_ and _engaged_ as the platform states them, the
 * last is _potential_: an upper bound.
 */
export const statedKinds = ['impressions', 'people', 'interactions', 'followers'] as const
export type StatedKind = (typeof statedKinds)[number]

/** The kinds that come in a platform's export. */
export const exportedKinds = ['impressions', 'people', 'interactions'] as const
export type ExportedKind = (typeof exportedKinds)[number]
