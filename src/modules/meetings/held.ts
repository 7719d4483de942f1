import type { Db } from '../../platform/db/database.ts'
import type { MeetingKey } from './meetings-read-model.ts'

/** What a meeting holds once somebody outside its preparation has had to do with it. */
export type HeldKind = 'people' | 'doors' | 'questionnaires' | 'minutes' | 'evidence'

const counts = new Map<HeldKind, (db: Db, key: MeetingKey) => Promise<number>>()

/** Lets another room count what would be lost with a meeting; called once, when it is loaded. */
export function addHeld(kind: HeldKind, count: (db: Db, key: MeetingKey) => Promise<number>): void {
  counts.set(kind, count)
}

/** What a meeting holds by kind, 0 where a room is not loaded. */
export async function heldIn(db: Db, key: MeetingKey): Promise<Record<HeldKind, number>> {
  const held = { people: 0, doors: 0, questionnaires: 0, minutes: 0, evidence: 0 }
  for (const [kind, count] of counts) held[kind] = await count(db, key)
  return held
}
