import type { Actor } from '../../platform/access.ts'
import { type FieldProblem, ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { type ClassGroup, classesOf, classGroupsOf } from './classes-read-model.ts'
import { deleteGroup, putGroup } from './classes-store.ts'
import { conflict, forbidden, inMeeting, invalid, missing } from './in-meeting.ts'
import type { MeetingKey } from './meetings-read-model.ts'
import { markOf } from './part-mark.ts'

export interface GroupInput {
  code: string
  round: number | null
  nameId: string
  nameEn: string | null
}

const codeForm = /^[a-z0-9]+(-[a-z0-9]+)*$/

/** Adds a group of classes, or changes the one with that code. Groups of one round share the people. */
export const saveGroup = (
  services: Services,
  actor: Actor,
  key: MeetingKey,
  input: GroupInput,
  existing: { mark: string } | null,
): Promise<Result<ClassGroup>> =>
  inMeeting(services, actor, key, async ({ tx, rights, leave }) => {
    if (!rights.may('meetings.change')) return forbidden
    const groups = await classGroupsOf(tx, key)
    const before = groups.find(({ code }) => code === input.code)
    if (existing && !before) return missing
    if (existing && markOf(before) !== existing.mark) return conflict('meetings.refusal.outdated')
    const problems: FieldProblem[] = []
    if (input.code.length > 20 || !codeForm.test(input.code)) {
      problems.push({ field: 'code', key: 'meetings.refusal.groupCode' })
    } else if (!existing && before) problems.push({ field: 'code', key: 'meetings.refusal.nameTaken' })
    if (input.nameId === '') problems.push({ field: 'nameId', key: 'meetings.refusal.required' })
    const { round } = input
    if (round === null || round < 1 || round > 9) {
      problems.push({ field: 'round', key: 'meetings.refusal.round' })
      return invalid(problems)
    }
    if (problems.length > 0) return invalid(problems)
    const rank = before?.rank ?? Math.max(0, ...groups.map((group) => group.rank)) + 1
    const after: ClassGroup = { ...input, round, rank }
    await putGroup(tx, {
      work_unit_id: key.workUnitId,
      meeting_id: key.id,
      code: after.code,
      rank,
      round,
      name_id: after.nameId,
      name_en: after.nameEn,
    })
    const subject = `class-group ${after.code} ${key.id}`
    await leave({ action: 'meetings.save-group', subject, before, after })
    return ok(after)
  })

/** Takes a group out. Refuses while classes belong to it. */
export const removeGroup = (
  services: Services,
  actor: Actor,
  key: MeetingKey,
  code: string,
): Promise<Result<ClassGroup>> =>
  inMeeting(services, actor, key, async ({ tx, rights, leave }) => {
    if (!rights.may('meetings.change')) return forbidden
    const before = (await classGroupsOf(tx, key)).find((group) => group.code === code)
    if (!before) return missing
    const count = (await classesOf(tx, key)).filter(({ group }) => group === code).length
    if (count > 0) return conflict('meetings.refusal.groupUsed', { count })
    await deleteGroup(tx, key, code)
    await leave({ action: 'meetings.remove-group', subject: `class-group ${code} ${key.id}`, before })
    return ok(before)
  })
