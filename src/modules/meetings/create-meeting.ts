import { type Actor, may } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { transact } from '../../platform/command.ts'
import { newId } from '../../platform/ids.ts'
import { ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { unitTree } from '../directory/index.ts'
import { forbidden, invalid, missing } from './in-meeting.ts'
import { type MeetingInput, meetingColumns, meetingProblems } from './meeting-input.ts'
import { freeSlug, slugOf } from './meeting-slug.ts'
import { type MeetingKey, meetingById } from './meetings-read-model.ts'
import { addMeeting, takenSlugs } from './meetings-store.ts'

/** Adds a meeting hosted by a unit, as a draft. Refuses missing words, days the wrong way round, unknown elections. */
export async function createMeeting(
  services: Services,
  actor: Actor,
  { workUnitId, ...input }: MeetingInput & { workUnitId: string },
): Promise<Result<MeetingKey>> {
  if (!may(actor, 'meetings.change', workUnitId)) return forbidden
  const tree = await unitTree(services)
  if (!tree.byId(workUnitId)) return missing
  const zones = new Set(tree.all.map(({ timeZone }) => timeZone))
  return transact(services.db, async (tx) => {
    const problems = await meetingProblems(tx, input, zones)
    if (problems.length > 0) return invalid(problems)
    const at = services.clock.now()
    const key = { workUnitId, id: newId(at.getTime()) }
    const slug = slugOf(input.nameId)
    await addMeeting(tx, {
      ...meetingColumns(input),
      work_unit_id: workUnitId,
      id: key.id,
      slug: freeSlug(slug, await takenSlugs(tx, slug)),
      state: 'draft',
      cloned_from: null,
      created_at: at,
      changed_at: at,
    })
    const after = await meetingById(tx, key)
    const subject = `meeting ${key.id}`
    await audit(tx, actor, { action: 'meetings.create', subject, scope: workUnitId, after }, at)
    return ok(key)
  })
}
