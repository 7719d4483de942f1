import type { Tx } from '../../platform/db/database.ts'
import type { MeetingKey } from '../meetings/index.ts'
import type { PreparedPhotograph } from './prepare-photograph.ts'

/** Keeps the photograph of a participant, in the place of the one before. */
export const putPhotograph = (
  tx: Tx,
  meeting: MeetingKey,
  participantId: string,
  { contentType, bytes }: PreparedPhotograph,
  at: Date,
) => {
  const picture = { content_type: contentType, bytes, added_at: at }
  return tx
    .insertInto('participant_photograph')
    .values({
      work_unit_id: meeting.workUnitId,
      meeting_id: meeting.id,
      participant_id: participantId,
      ...picture,
    })
    .onConflict((conflict) =>
      conflict.columns(['work_unit_id', 'meeting_id', 'participant_id']).doUpdateSet(picture),
    )
    .execute()
}

/** Erases the photographs of a meeting, or that of one participant; how many there were. */
export async function deletePhotographs(
  tx: Tx,
  meeting: MeetingKey,
  participantId?: string,
): Promise<number> {
  let photographs = tx
    .deleteFrom('participant_photograph')
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
  if (participantId !== undefined) photographs = photographs.where('participant_id', '=', participantId)
  const { numDeletedRows } = await photographs.executeTakeFirst()
  return Number(numDeletedRows)
}
