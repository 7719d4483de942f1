import { type Meeting, meetingById } from '../../src/modules/meetings/index.ts'
import { newId } from '../../src/platform/ids.ts'
import type { TestApp } from './app.ts'
import { type ClassMeeting, classMeeting } from './class-meeting.ts'

/** A meeting with an opening for all beside the session of its first class. */
export interface Held extends ClassMeeting {
  meeting: Meeting
  opening: string
  evidence: string
}

export async function held(app: TestApp, people = 8): Promise<Held> {
  const made = await classMeeting(app, people)
  const opening = newId()
  await app.services.db
    .insertInto('meeting_session')
    .values({
      work_unit_id: made.key.workUnitId,
      meeting_id: made.key.id,
      id: opening,
      venue_id: null,
      class_id: null,
      title_id: 'Pembukaan',
      title_en: 'Opening',
      starts_at: new Date('2019-09-02T12:00:00Z'),
      ends_at: new Date('2019-09-02T14:00:00Z'),
    })
    .execute()
  const meeting = await meetingById(app.services.db, made.key)
  if (!meeting) throw new Error('The meeting is not there.')
  return { ...made, meeting, opening, evidence: `${made.href}/evidence` }
}

/** What a phone at a door uploaded, written past the doors. */
export async function scanned(
  app: TestApp,
  { key, venues }: ClassMeeting,
  participantId: string | undefined,
  kind: 'arrival' | 'entry',
  at: string,
  {
    session = null,
    via = 'camera',
    offset = 0,
  }: { session?: string | null; via?: 'camera' | 'name'; offset?: number } = {},
) {
  await app.services.db
    .insertInto('scan')
    .values({
      work_unit_id: key.workUnitId,
      meeting_id: key.id,
      id: newId(),
      device_id: newId(),
      door_id: newId(),
      venue_id: venues[0],
      kind,
      session_id: session,
      participant_id: participantId ?? null,
      text: 'x',
      via,
      number: 1,
      scanned_at: new Date(at),
      offset_ms: offset,
      received_at: new Date(at),
      shown: 'green.arrival',
    })
    .execute()
}

/** Five of the first class came to the opening, three of them also to the class, one scan an hour off. */
export async function attended(app: TestApp, made: Held) {
  const [first] = made.seated
  for (const one of first.slice(0, 5)) {
    await scanned(app, made, one.id, 'arrival', '2019-09-02T11:00:00Z')
    await scanned(app, made, one.id, 'arrival', '2019-09-02T11:05:00Z')
    await scanned(app, made, one.id, 'entry', '2019-09-02T11:30:00Z', { session: made.opening })
  }
  for (const one of first.slice(0, 3)) {
    await scanned(app, made, one.id, 'entry', '2019-09-03T02:00:00Z', {
      session: made.session,
      via: 'name',
      offset: -3_600_000,
    })
  }
}
