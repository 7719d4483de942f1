import type { Meeting } from '../meetings/index.ts'
import type { ParticipantState } from './tables.ts'

/** Every state, in the order lists name them. */
export const participantStates = [
  'invited',
  'coming',
  'represented',
  'not-coming',
  'waiting',
  'cancelled',
] as const satisfies readonly ParticipantState[]

/** Who is given a place, a seat and a badge: answered yes, or not answered yet. A representative has a row of its own. */
export const tookPart = ['invited', 'coming'] as const satisfies readonly ParticipantState[]

/** Whether somebody in this state takes one of the places a unit has. */
export const takesPlace = (state: ParticipantState) => state === 'invited' || state === 'coming'

/** Whether an invitation in this state can be answered at all; nobody on the waiting list has one yet. */
export const canAnswer = (state: ParticipantState) => state !== 'waiting' && state !== 'cancelled'

/** The last day on which the invited answer for themselves; after it they tell the committee. */
export const lastAnswerDay = (meeting: Pick<Meeting, 'answerUntil' | 'endsOn'>) =>
  meeting.answerUntil ?? meeting.endsOn

/** Whether answers are taken from the invited on a day: `early`, `open` or `over`. */
export function answersOn(
  meeting: Pick<Meeting, 'answerUntil' | 'endsOn' | 'state'>,
  day: string,
): 'early' | 'open' | 'over' {
  if (meeting.state === 'draft') return 'early'
  return meeting.state === 'open' && day <= lastAnswerDay(meeting) ? 'open' : 'over'
}
