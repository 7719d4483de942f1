import type { Insertable } from 'kysely'
import { newId } from '../../platform/ids.ts'
import type { SeedContext } from '../../platform/module.ts'
import { classesOf, openMeetings, presetMeeting, sessionsOf, venueFor, venuesOf } from '../meetings/index.ts'
import { exampleFindings, exampleLines } from './example-words.ts'
import type { FindingTable, MinutesLineTable } from './tables.ts'

/** So many minutes lie between two things taken down in one class. */
const apart = 14

/**
 * What the classes of the division for outreach took down at the meeting of 2019, all of it made up around the lessons
 * that were named there. It goes with the meeting.
 */
export async function loadExamples({ tx }: SeedContext): Promise<void> {
  const preset = presetMeeting()
  const meeting = (await openMeetings(tx)).find(({ slug, example }) => example && slug === preset.slug)
  const division = preset.hotels.division
  const venue = meeting && venueFor(await venuesOf(tx, meeting), { side: 'commissioner', division })
  if (!meeting || !venue) throw new Error('The example meeting is not there.')
  const classes = (await classesOf(tx, meeting)).filter(({ venueId }) => venueId === venue.id)
  const sessions = await sessionsOf(tx, meeting)
  // From units of the whole country, the same ones wherever the examples are loaded.
  const people = await tx
    .selectFrom('participant')
    .select(['id', 'unit_id', 'division_code'])
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .where('example', '=', true)
    .where('division_code', '=', division)
    .orderBy('unit_id')
    .orderBy('search_words')
    .execute()
  /** The class, a session of it, and a moment in that session, for the nth thing of a list. */
  const placeOf = (classNumber: number, number: number) => {
    const found = classes[classNumber - 1]
    const session = sessions.find(({ classId }) => classId === found?.id)
    if (!found || !session) throw new Error(`The example meeting has no class ${classNumber}.`)
    const at = new Date(session.startsAt.getTime() + (number + 1) * apart * 60_000)
    return { class_id: found.id, session_id: session.id, at }
  }
  const of = { work_unit_id: meeting.workUnitId, meeting_id: meeting.id, example: true }
  const findings = exampleFindings.map((finding, number): Insertable<FindingTable> => {
    const { at, ...place } = placeOf(finding.classNumber, number)
    const raiser = people[Math.floor((number * people.length) / exampleFindings.length)]
    const [electionId, stageId] = finding.stage?.split('/') ?? []
    return {
      ...of,
      ...place,
      id: newId(at.getTime()),
      kind: finding.kind,
      words: finding.words,
      proposal: finding.proposal,
      participant_id: raiser?.id ?? null,
      unit_id: raiser?.unit_id ?? null,
      division_code: raiser?.division_code ?? null,
      election_id: electionId ?? null,
      stage_id: stageId ?? null,
      votes_for: finding.votes?.[0] ?? null,
      votes_against: finding.votes?.[1] ?? null,
      votes_abstained: finding.votes?.[2] ?? null,
      state: 'recorded',
      recorded_at: at,
      changed_at: at,
    }
  })
  const lines = exampleLines.map(({ classNumber, ...line }, number): Insertable<MinutesLineTable> => {
    const { at, ...place } = placeOf(classNumber, number)
    return { ...of, ...place, ...line, id: newId(at.getTime()), written_at: at, changed_at: at }
  })
  await tx.insertInto('finding').values(findings).execute()
  await tx.insertInto('minutes_line').values(lines).execute()
}
