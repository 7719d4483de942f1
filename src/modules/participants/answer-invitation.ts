import { type Actor, may } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { dayAfter, dayIn } from '../../platform/clock.ts'
import { transact } from '../../platform/command.ts'
import type { Tx } from '../../platform/db/database.ts'
import { type FieldProblem, ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { classesOf, type Meeting, mayInMeeting } from '../meetings/index.ts'
import { cancelRow } from './cancel-participant.ts'
import { forbidden, missing } from './change-list.ts'
import { fillPlaces, placesLeft } from './free-places.ts'
import { linkActor } from './link-actor.ts'
import { answersOn, canAnswer, takesPlace } from './participant-states.ts'
import { type Participant, participantById, representativeOf } from './participants-read-model.ts'
import { changeParticipantRow, lockList, participantWords, writeParticipants } from './participants-store.ts'

export interface Answer {
  answer: 'coming' | 'represented' | 'not-coming'
  /** Why somebody does not come. */
  reason: string | null
  /** Who comes with the mandate instead. */
  representative: { name: string; position: string | null; gender: 'f' | 'm' | null } | null
  /** Of who comes: the one invited or the representative. */
  arrivesAt: Date | null
  leavesAt: Date | null
  travel: string | null
  needs: string | null
  needsAccessible: boolean
  /** Class id -> how much it is wished for, 1 to 3. */
  wishes: Record<string, number>
}

/** Who answers: the holder of the personal link, the desk of the own unit, or the committee. */
export type Answerer = { kind: 'link' } | { kind: 'unit' | 'committee'; actor: Actor }

/** Days before and after the meeting within which people travel. */
const travelDays = 5

/**
 * Takes an answer to an invitation, over the one before. Whoever is invited and their unit may answer while the
 * meeting is open until its last day for answers, the committee always. Refuses an answer without what it needs,
 * travel that misses the meeting, wishes for classes of another venue, and a mandate passed on once more.
 */
export async function answerInvitation(
  services: Services,
  by: Answerer,
  meeting: Meeting,
  { id, answer }: { id: string; answer: Answer },
): Promise<Result<{ id: string; state: string }>> {
  return transact(services.db, async (tx) => {
    await lockList(tx, meeting)
    const one = await participantById(tx, meeting, id)
    if (!one || one.name === '') return missing
    const at = services.clock.now()
    if (by.kind === 'unit' && !may(by.actor, 'meetings.attend', one.unitId)) return missing
    if (
      by.kind === 'committee' &&
      !(await mayInMeeting({ db: tx }, by.actor, meeting, 'meetings.change', one.venueId))
    )
      return forbidden
    if (by.kind !== 'committee' && answersOn(meeting, dayIn(meeting.timeZone, at)) !== 'open')
      return refuse({ kind: 'conflict', key: 'participants.refusal.answersOver' })
    if (!canAnswer(one.state)) return refuse({ kind: 'conflict', key: 'participants.refusal.noInvitation' })
    const problems = [
      ...answerProblems(one, meeting, answer),
      ...(await wishProblems(tx, meeting, one, answer)),
    ]
    if (problems.length > 0) return refuse({ kind: 'invalid', key: 'ui.form.refused', fields: problems })
    const actor = by.kind === 'link' ? linkActor(one.id) : by.actor
    const state = await record(tx, actor, meeting, { one, answer, at })
    const after = { state, by: by.kind }
    await audit(
      tx,
      actor,
      {
        action: 'participants.answer',
        subject: `participant ${one.id}`,
        scope: meeting.workUnitId,
        before: { state: one.state },
        after,
      },
      at,
    )
    const had = takesPlace(one.state) || one.state === 'represented'
    if (had && state === 'not-coming') await fillPlaces(tx, actor, meeting, { place: one, at })
    return ok({ id: one.id, state })
  })
}

function answerProblems(one: Participant, meeting: Meeting, answer: Answer): FieldProblem[] {
  if (answer.answer === 'not-coming') {
    return answer.reason ? [] : [{ field: 'reason', key: 'participants.refusal.answerReason' }]
  }
  const problems: FieldProblem[] = []
  if (answer.answer === 'represented') {
    if (one.representsId !== null) return [{ field: 'answer', key: 'participants.refusal.mandateOnce' }]
    const { name = '', position = null } = answer.representative ?? {}
    if (participantWords(name) === '')
      problems.push({ field: 'representativeName', key: 'participants.refusal.representativeName' })
    if (!position)
      problems.push({ field: 'representativePosition', key: 'participants.refusal.representativePosition' })
  }
  const dayOf = (instant: Date) => dayIn(meeting.timeZone, instant)
  const { arrivesAt, leavesAt } = answer
  const [first, last] = [dayAfter(meeting.startsOn, -travelDays), dayAfter(meeting.endsOn, travelDays)]
  if (arrivesAt && (dayOf(arrivesAt) < first || dayOf(arrivesAt) > meeting.endsOn))
    problems.push({ field: 'arrivesOn', key: 'participants.refusal.arrival' })
  if (leavesAt && (dayOf(leavesAt) < meeting.startsOn || dayOf(leavesAt) > last))
    problems.push({ field: 'leavesOn', key: 'participants.refusal.departure' })
  if (arrivesAt && leavesAt && leavesAt <= arrivesAt && problems.length === 0)
    problems.push({ field: 'leavesOn', key: 'participants.refusal.leavesFirst' })
  return problems
}

/** Wishes name classes of the own venue, each once. */
async function wishProblems(
  tx: Tx,
  meeting: Meeting,
  one: Participant,
  answer: Answer,
): Promise<FieldProblem[]> {
  const wished = Object.entries(answer.wishes)
  if (wished.length === 0) return []
  const own = new Set(
    (await classesOf(tx, meeting)).filter(({ venueId }) => venueId === one.venueId).map((held) => held.id),
  )
  return wished.every(([id, weight]) => own.has(id) && [1, 2, 3].includes(weight))
    ? []
    : [{ field: 'wishes', key: 'participants.refusal.wishes' }]
}

interface Recorded {
  one: Participant
  answer: Answer
  at: Date
}

/** Writes the answer and what follows for the representative; the state the participant is in now. */
async function record(tx: Tx, actor: Actor, meeting: Meeting, { one, answer, at }: Recorded) {
  const stay = {
    arrives_at: answer.arrivesAt,
    leaves_at: answer.leavesAt,
    travel: answer.travel,
    needs: answer.needs,
    needs_accessible: answer.needsAccessible,
    wishes: JSON.stringify(answer.wishes),
  }
  const none = {
    arrives_at: null,
    leaves_at: null,
    travel: null,
    needs: null,
    needs_accessible: false,
    wishes: '{}',
  }
  const before = await representativeOf(tx, meeting, one.id)
  if (answer.answer !== 'represented' && before)
    await cancelRow(tx, actor, meeting, { one: before, reason: null, at })
  // Said no before and yes now: the place may have gone to somebody who waited.
  const isBack = one.state === 'not-coming' && answer.answer !== 'not-coming'
  const hasPlace = !isBack || one.representsId !== null || (await placesLeft(tx, meeting, one)) > 0
  const state = hasPlace ? answer.answer : ('waiting' as const)
  const isRepresented = state === 'represented'
  await changeParticipantRow(tx, meeting, one.id, {
    state,
    reason: answer.reason,
    ...(isRepresented || state === 'not-coming' ? none : stay),
    answered_at: at,
    changed_at: at,
  })
  if (isRepresented && answer.representative)
    await sendRepresentative(tx, meeting, { one, before, answer, at, stay })
  return state
}

async function sendRepresentative(
  tx: Tx,
  meeting: Meeting,
  {
    one,
    before,
    answer,
    at,
    stay,
  }: Recorded & { before: Participant | undefined; stay: Record<string, unknown> },
): Promise<void> {
  const { name, position, gender } = answer.representative ?? { name: '', position: null, gender: null }
  // Another person with the same mandate gets a code of their own; the old one lets nobody in.
  if (before && before.searchWords === participantWords(name)) {
    await changeParticipantRow(tx, meeting, before.id, {
      name,
      title: position,
      gender,
      ...stay,
      answered_at: at,
      changed_at: at,
    })
    return
  }
  if (before)
    await changeParticipantRow(tx, meeting, before.id, { state: 'cancelled', reason: null, changed_at: at })
  await writeParticipants(
    tx,
    meeting,
    [
      {
        name,
        gender,
        unitId: one.unitId,
        side: one.side,
        title: position,
        division: one.division,
        origin: 'hand',
        state: 'coming',
        representsId: one.id,
        venueId: one.isVenueByHand ? one.venueId : null,
        arrivesAt: answer.arrivesAt,
        leavesAt: answer.leavesAt,
        travel: answer.travel,
        needs: answer.needs,
        needsAccessible: answer.needsAccessible,
        wishes: answer.wishes,
        answeredAt: at,
        example: one.example,
      },
    ],
    at,
  )
}
