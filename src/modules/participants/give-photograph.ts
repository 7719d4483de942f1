import type { Actor } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { transact } from '../../platform/command.ts'
import { ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import type { Meeting } from '../meetings/index.ts'
import { changeOne, missing, refuseField } from './change-list.ts'
import { linkActor } from './link-actor.ts'
import { canAnswer } from './participant-states.ts'
import { type Participant, participantById } from './participants-read-model.ts'
import { deletePhotographs, putPhotograph } from './photographs-store.ts'
import { preparePhotograph } from './prepare-photograph.ts'
import { isOver, settingsOf } from './settings.ts'

/**
 * Keeps the photograph that the holder of a personal link gave, in the place of the one before. Refuses while the meeting
 * asks for none or is over, who has no invitation, no file, and what is no picture.
 */
export async function givePhotograph(
  services: Services,
  meeting: Meeting,
  { id }: Pick<Participant, 'id'>,
  file: Uint8Array | null,
): Promise<Result<null>> {
  if (file === null || file.byteLength === 0)
    return refuseField('photograph', 'participants.refusal.noPhotograph')
  const prepared = await preparePhotograph(file)
  if (!prepared.ok) return prepared
  return transact(services.db, async (tx) => {
    const one = await participantById(tx, meeting, id)
    if (!one || one.name === '') return missing
    const at = services.clock.now()
    const { takesPhotographs } = await settingsOf(tx, meeting)
    if (!takesPhotographs || !canAnswer(one.state) || isOver(meeting, at))
      return refuse({ kind: 'conflict', key: 'participants.refusal.photographsOver' })
    await putPhotograph(tx, meeting, id, prepared.value, at)
    await audit(
      tx,
      linkActor(id),
      { action: 'participants.give-photograph', subject: `participant ${id}`, scope: meeting.workUnitId },
      at,
    )
    return ok(null)
  })
}

/** Erases the photograph of the holder of a personal link, whatever the meeting asks for. */
export const takePhotographBack = (
  services: Services,
  meeting: Meeting,
  { id }: Pick<Participant, 'id'>,
): Promise<Result<null>> =>
  transact(services.db, async (tx) => {
    const erased = await deletePhotographs(tx, meeting, id)
    if (erased === 0) return ok(null)
    await audit(
      tx,
      linkActor(id),
      { action: 'participants.remove-photograph', subject: `participant ${id}`, scope: meeting.workUnitId },
      services.clock.now(),
    )
    return ok(null)
  })

/** The committee erases a photograph, of another person for example. */
export const removePhotograph = (
  services: Services,
  actor: Actor,
  meeting: Meeting,
  id: string,
): Promise<Result<null>> =>
  changeOne(
    services,
    actor,
    { meeting, id },
    async (tx, _, at) => {
      if ((await deletePhotographs(tx, meeting, id)) === 0) return ok(null)
      await audit(
        tx,
        actor,
        { action: 'participants.remove-photograph', subject: `participant ${id}`, scope: meeting.workUnitId },
        at,
      )
      return ok(null)
    },
    { closedToo: true },
  )
