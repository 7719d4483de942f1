import type { Actor } from '../../platform/access.ts'
import { newId } from '../../platform/ids.ts'
import { type FieldProblem, ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { classesOf, classGroupsOf, type MeetingClass } from './classes-read-model.ts'
import { deletePart, putClasses } from './classes-store.ts'
import { conflict, forbidden, inMeeting, invalid, missing, type Turn, unlessReferred } from './in-meeting.ts'
import type { MeetingKey } from './meetings-read-model.ts'
import { NoRange, numberedList } from './numbered.ts'
import { markOf } from './part-mark.ts'
import { venuesOf } from './places-read-model.ts'

export interface ClassInput {
  venueId: string
  group: string
  topicId: string
  topicEn: string | null
  room: string | null
  capacity: number | null
  minimum: number | null
  speakers: string | null
}

/** As many classes as are added at once. */
const most = 200
const codeForm = /^[\p{L}\d][\p{L}\d.-]{0,9}$/u

/** Adds classes that are alike but for their code (`A1-A10`), all or none. Refuses codes the meeting has. */
export const addClasses = (
  services: Services,
  actor: Actor,
  key: MeetingKey,
  { codes: typed, ...input }: ClassInput & { codes: string },
): Promise<Result<number>> =>
  inMeeting(services, actor, key, async (turn) => {
    const { tx, rights, at, leave } = turn
    const problems = await classProblems(turn, key, input)
    const codes = codesOf(typed)
    const refuseCode = (problem: string, code = '') =>
      problems.push({ field: 'codes', key: problem, params: { code, most } })
    const taken = new Set((await classesOf(tx, key)).map(({ code }) => code))
    const wrong = codes?.find((code) => !codeForm.test(code))
    const there = codes?.find((code, place) => taken.has(code) || codes.indexOf(code) !== place)
    if (codes === null) refuseCode('meetings.refusal.codes')
    else if (codes.length === 0) refuseCode('meetings.refusal.required')
    else if (codes.length > most) refuseCode('meetings.refusal.tooManyClasses')
    else if (wrong !== undefined) refuseCode('meetings.refusal.classCode', wrong)
    else if (there !== undefined) refuseCode('meetings.refusal.classThere', there)
    if (problems.length > 0) return invalid(problems)
    if (!rights.may('meetings.change', input.venueId)) return forbidden
    const added = (codes ?? []).map((code) => ({ id: newId(at.getTime()), code }))
    await putClasses(
      tx,
      added.map((one) => classRow(key, input, one)),
    )
    const after = { ...input, codes }
    await leave({ action: 'meetings.add-classes', subject: `meeting ${key.id}`, after })
    return ok(added.length)
  })

function codesOf(typed: string): string[] | null {
  try {
    return numberedList(typed)
  } catch (error) {
    if (error instanceof NoRange) return null
    throw error
  }
}

/** Changes a class. Refuses a code the meeting has, and a form older than the class. */
export const saveClass = (
  services: Services,
  actor: Actor,
  key: MeetingKey,
  { code, ...input }: ClassInput & { code: string },
  { id, mark }: { id: string; mark: string },
): Promise<Result<{ id: string }>> =>
  inMeeting(services, actor, key, async (turn) => {
    const { tx, rights, leave } = turn
    const classes = await classesOf(tx, key)
    const before = classes.find((one) => one.id === id)
    if (!before) return missing
    if (!rights.may('meetings.change', before.venueId)) return forbidden
    if (markOf(before) !== mark) return conflict('meetings.refusal.outdated')
    const problems = await classProblems(turn, key, input)
    if (!codeForm.test(code)) {
      problems.unshift({ field: 'code', key: 'meetings.refusal.classCode', params: { code } })
    } else if (classes.some((one) => one.id !== id && one.code === code)) {
      problems.unshift({ field: 'code', key: 'meetings.refusal.classThere', params: { code } })
    }
    if (problems.length > 0) return invalid(problems)
    if (!rights.may('meetings.change', input.venueId)) return forbidden
    await putClasses(tx, [classRow(key, input, { id, code })])
    const after = { ...input, code }
    await leave({ action: 'meetings.save-class', subject: `class ${id}`, before, after })
    return ok({ id })
  })

const classRow = (key: MeetingKey, input: ClassInput, { id, code }: { id: string; code: string }) => ({
  work_unit_id: key.workUnitId,
  meeting_id: key.id,
  id,
  venue_id: input.venueId,
  group_code: input.group,
  code,
  topic_id: input.topicId,
  topic_en: input.topicEn,
  room: input.room,
  capacity: input.capacity ?? 0,
  minimum: input.minimum ?? 0,
  speakers: input.speakers,
})

async function classProblems({ tx }: Turn, key: MeetingKey, input: ClassInput): Promise<FieldProblem[]> {
  const problems: FieldProblem[] = []
  const { capacity, minimum } = input
  if (!(await venuesOf(tx, key)).some(({ id }) => id === input.venueId)) {
    problems.push({ field: 'venueId', key: 'meetings.refusal.choose' })
  }
  if (!(await classGroupsOf(tx, key)).some(({ code }) => code === input.group)) {
    problems.push({ field: 'group', key: 'meetings.refusal.choose' })
  }
  if (input.topicId === '') problems.push({ field: 'topicId', key: 'meetings.refusal.required' })
  if (capacity === null || capacity < 1) {
    problems.push({ field: 'capacity', key: 'meetings.refusal.atLeastOne' })
  }
  if (capacity !== null && minimum !== null && minimum > capacity) {
    problems.push({ field: 'minimum', key: 'meetings.refusal.minimum' })
  }
  return problems
}

/** Takes a class out with its sessions and materials. Refuses while people are placed in it. */
export const removeClass = (
  services: Services,
  actor: Actor,
  key: MeetingKey,
  id: string,
): Promise<Result<MeetingClass>> =>
  unlessReferred(
    inMeeting(services, actor, key, async ({ tx, rights, leave }) => {
      const before = (await classesOf(tx, key)).find((one) => one.id === id)
      if (!before) return missing
      if (!rights.may('meetings.change', before.venueId)) return forbidden
      await deletePart(tx, 'meeting_class', key, id)
      await leave({ action: 'meetings.remove-class', subject: `class ${id}`, before })
      return ok(before)
    }),
  )
