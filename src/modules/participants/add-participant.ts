import type { Actor } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { newId } from '../../platform/ids.ts'
import { ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { appointmentsHeld, divisionsOf, personById, positionsOf, unitTree } from '../directory/index.ts'
import type { Meeting, ParticipantSide } from '../meetings/index.ts'
import { changeList, missing, refuseField } from './change-list.ts'
import { listedOf } from './current-plan.ts'
import { placesLeft } from './free-places.ts'
import { matchRules } from './invitation-plan.ts'
import { participantsOf } from './participants-read-model.ts'
import { participantWords, writeParticipants } from './participants-store.ts'

export interface GuestInput {
  name: string
  gender: 'f' | 'm' | null
  unitId: string
  side: ParticipantSide
  position: string | null
  /** For who holds no position. */
  title: string | null
  division: string | null
  /** At the door already, without an invitation. */
  isWalkIn: boolean
  /** Known to be another person than the one of the same name and unit. */
  isOther: boolean
}

/**
 * Puts somebody on the list by hand who is not (or not yet) in the directory: invited, over the quota waiting; a
 * walk-in comes whatever the quota says, since he or she is here. Refuses somebody of the same name and unit until it
 * is said to be another person.
 */
export async function addGuest(
  services: Services,
  actor: Actor,
  meeting: Meeting,
  guest: GuestInput,
): Promise<Result<{ id: string; state: string }>> {
  if (!(await unitTree(services)).byId(guest.unitId)) return refuseField('unit', 'participants.refusal.unit')
  return changeList(services, actor, meeting, async (tx, at) => {
    if (participantWords(guest.name) === '') return refuseField('name', 'participants.refusal.name')
    if (guest.position !== null) {
      const position = (await positionsOf(tx)).find(({ code }) => code === guest.position)
      if (!position) return refuseField('position', 'participants.refusal.position')
      if (position.side !== guest.side) return refuseField('position', 'participants.refusal.positionSide')
    }
    if (guest.division !== null && !(await divisionsOf(tx)).some(({ code }) => code === guest.division))
      return refuseField('division', 'participants.refusal.division')
    const words = participantWords(guest.name)
    const there = await participantsOf(tx, meeting, { scopes: [guest.unitId] })
    const same = there.find((one) => one.searchWords === words && one.unitId === guest.unitId)
    if (same && !guest.isOther) return refuseField('isOther', 'participants.refusal.there')
    const hasPlace = guest.isWalkIn || (await placesLeft(tx, meeting, guest)) > 0
    const state = guest.isWalkIn ? 'coming' : hasPlace ? 'invited' : 'waiting'
    const [id = ''] = await writeParticipants(
      tx,
      meeting,
      [{ ...guest, origin: guest.isWalkIn ? 'walk-in' : 'hand', state, example: meeting.example }],
      at,
    )
    await audit(
      tx,
      actor,
      {
        action: guest.isWalkIn ? 'participants.walk-in' : 'participants.add',
        subject: `participant ${id}`,
        scope: meeting.workUnitId,
        after: { state, unit: guest.unitId, side: guest.side },
      },
      at,
    )
    return ok({ id, state })
  })
}

/**
 * Puts somebody of the directory on the list by hand, for the highest position held on the roster day, or leaves
 * somebody out (`leaveOut`: the reason), so that no rule invites them. Somebody taken off before is taken on again.
 * Refuses who holds no position that day, and who is on the list.
 */
export const addPerson = (
  services: Services,
  actor: Actor,
  meeting: Meeting,
  { personId, leaveOut }: { personId: string; leaveOut: string | null },
): Promise<Result<{ id: string; state: string }>> =>
  changeList(services, actor, meeting, async (tx, at) => {
    const person = await personById(tx, personId)
    if (!person || person.erasedAt) return missing
    const root = (await unitTree({ db: tx, database: services.database })).root
    const day = meeting.rosterOn
    const any = { side: null, positions: [], divisions: [], levels: [] } as const
    const held = (await appointmentsHeld(tx, { day, scope: root.id, ...any })).filter(
      (one) => one.personId === personId,
    )
    const [match] = matchRules([{ rule: { id: newId(), effect: 'invite' }, held }])
    if (!match) return refuseField('person', 'participants.refusal.noPosition')
    const there = (await listedOf(tx, meeting)).filter((one) => one.personId === personId)
    if (there.some(({ state }) => state !== 'cancelled'))
      return refuseField('person', 'participants.refusal.personThere')
    if (leaveOut !== null && there.length > 0)
      return refuseField('person', 'participants.refusal.leftOutThere')
    const hasPlace = (await placesLeft(tx, meeting, match)) > 0
    const state = leaveOut !== null ? 'cancelled' : hasPlace ? 'invited' : 'waiting'
    const [id = ''] = await writeParticipants(
      tx,
      meeting,
      [
        {
          personId,
          name: match.name,
          gender: match.gender,
          unitId: match.unitId,
          side: match.side,
          position: match.position,
          division: match.division,
          alsoHeld: match.also,
          origin: 'hand',
          state,
          reason: leaveOut,
          example: match.example || meeting.example,
        },
      ],
      at,
    )
    await audit(
      tx,
      actor,
      {
        action: leaveOut !== null ? 'participants.leave-out' : 'participants.add',
        subject: `participant ${id}`,
        scope: meeting.workUnitId,
        after: { state, unit: match.unitId, side: match.side },
      },
      at,
    )
    return ok({ id, state })
  })
