import { isDay } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { FieldProblem } from '../../platform/result.ts'
import { electionById } from '../elections/index.ts'

/** What is said of a meeting by itself. */
export interface MeetingInput {
  nameId: string
  nameEn: string | null
  purposeId: string
  purposeEn: string | null
  city: string
  timeZone: string
  startsOn: string
  endsOn: string
  rosterOn: string
  answerUntil: string | null
  evaluatesElectionId: string | null
  preparesElectionId: string | null
  source: string | null
}

/** As long as a meeting may last, in days; longer is a slip in the year. */
const longest = 31

/** What is wrong with a meeting: missing words, days that are none or the wrong way round, elections nobody knows. */
export async function meetingProblems(
  db: Db,
  input: MeetingInput,
  zones: ReadonlySet<string>,
): Promise<FieldProblem[]> {
  const problems: FieldProblem[] = []
  const say = (field: keyof MeetingInput, key: string) => problems.push({ field, key })
  for (const field of ['nameId', 'purposeId', 'city'] as const) {
    if (input[field] === '') say(field, 'meetings.refusal.required')
  }
  if (!zones.has(input.timeZone)) say('timeZone', 'meetings.refusal.choose')
  for (const field of ['startsOn', 'endsOn', 'rosterOn'] as const) {
    if (!isDay(input[field])) say(field, 'meetings.refusal.day')
  }
  if (isDay(input.startsOn) && isDay(input.endsOn)) {
    const days = (Date.parse(input.endsOn) - Date.parse(input.startsOn)) / 86_400_000
    if (days < 0) say('endsOn', 'meetings.refusal.endsBeforeStart')
    else if (days >= longest) say('endsOn', 'meetings.refusal.tooLong')
  }
  if (input.answerUntil !== null) {
    if (!isDay(input.answerUntil)) say('answerUntil', 'meetings.refusal.day')
    else if (isDay(input.endsOn) && input.answerUntil > input.endsOn) {
      say('answerUntil', 'meetings.refusal.answerAfterEnd')
    }
  }
  for (const field of ['evaluatesElectionId', 'preparesElectionId'] as const) {
    const id = input[field]
    if (id !== null && !(await electionById(db, id))) say(field, 'meetings.refusal.choose')
  }
  return problems
}

/** The columns of a meeting's facts. */
export const meetingColumns = (input: MeetingInput) => ({
  name_id: input.nameId,
  name_en: input.nameEn,
  purpose_id: input.purposeId,
  purpose_en: input.purposeEn,
  city: input.city,
  time_zone: input.timeZone,
  starts_on: input.startsOn,
  ends_on: input.endsOn,
  roster_on: input.rosterOn,
  answer_until: input.answerUntil,
  evaluates_election_id: input.evaluatesElectionId,
  prepares_election_id: input.preparesElectionId,
  source: input.source,
})
