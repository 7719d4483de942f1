import { newId } from '../../src/platform/ids.ts'
import { enter } from './accounts.ts'
import type { TestApp, TestClient } from './app.ts'
import type { ClassMeeting } from './class-meeting.ts'

/** Somebody who has nothing at a meeting but a task at one of its venues. */
export async function delegate(
  app: TestApp,
  meeting: ClassMeeting,
  { task, venue }: { task: 'committee' | 'steward' | 'scribe'; venue: 0 | 1 },
): Promise<TestClient> {
  const { accountId, client } = await enter(app, 'volunteer', '00')
  await app.services.db
    .insertInto('meeting_delegate')
    .values({
      work_unit_id: meeting.key.workUnitId,
      meeting_id: meeting.key.id,
      id: newId(),
      account_id: accountId,
      task,
      venue_id: meeting.venues[venue],
      given_at: app.services.clock.now(),
    })
    .execute()
  return client
}
