import type { Actor } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { MeetingKey, ParticipantSide } from '../meetings/index.ts'
import { changeParticipantRow } from './participants-store.ts'
import { quotaOf, quotasOf } from './rules-read-model.ts'

interface Place {
  unitId: string
  side: ParticipantSide
}

/** How many more of a side a unit may send; endless without a quota. */
export async function placesLeft(tx: Tx, meeting: MeetingKey, { unitId, side }: Place): Promise<number> {
  const quota = quotaOf(await quotasOf(tx, meeting), { unitId, side })
  if (quota === Number.POSITIVE_INFINITY) return quota
  const { taken } = await tx
    .selectFrom('participant')
    .select((e) => e.fn.countAll<number>().as('taken'))
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .where('unit_id', '=', unitId)
    .where('side', '=', side)
    .where('state', 'in', ['invited', 'coming'])
    .executeTakeFirstOrThrow()
  return quota - Number(taken)
}

/** Gives the places a unit has left to those of it who wait, who has waited longest first. */
export async function fillPlaces(
  tx: Tx,
  actor: Actor,
  meeting: MeetingKey,
  { place, at }: { place: Place; at: Date },
): Promise<void> {
  const left = await placesLeft(tx, meeting, place)
  if (left <= 0) return
  const waiting = await tx
    .selectFrom('participant')
    .leftJoin('position', 'position.code', 'participant.position_code')
    .select('participant.id')
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .where('unit_id', '=', place.unitId)
    .where('participant.side', '=', place.side)
    .where('state', '=', 'waiting')
    .orderBy('created_at')
    .orderBy(
      (e) => e.ref('position.rank'),
      (order) => order.asc().nullsLast(),
    )
    .orderBy('participant.id')
    .execute()
  for (const { id } of waiting.slice(0, Math.min(left, waiting.length))) {
    await moveUpRow(tx, actor, meeting, { id, at, freed: true })
  }
}

/** Turns a waiting participant into an invited one. */
export async function moveUpRow(
  tx: Tx,
  actor: Actor,
  meeting: MeetingKey,
  { id, at, freed }: { id: string; at: Date; freed: boolean },
): Promise<void> {
  await changeParticipantRow(tx, meeting, id, { state: 'invited', changed_at: at })
  await audit(
    tx,
    actor,
    {
      action: 'participants.move-up',
      subject: `participant ${id}`,
      scope: meeting.workUnitId,
      before: { state: 'waiting' },
      after: { state: 'invited', freed },
    },
    at,
  )
}
