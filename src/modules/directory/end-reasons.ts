/** Why an appointment ended before its term was up. `moved`: to another position, from the next day on. */
export const endReasons = ['resigned', 'moved', 'retired', 'dismissed', 'died', 'other'] as const

export type EndReason = (typeof endReasons)[number]
