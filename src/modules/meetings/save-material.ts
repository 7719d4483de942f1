import type { Actor } from '../../platform/access.ts'
import { newId } from '../../platform/ids.ts'
import { type FieldProblem, ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { classesOf } from './classes-read-model.ts'
import { addMaterials, deletePart } from './classes-store.ts'
import { forbidden, inMeeting, invalid, missing } from './in-meeting.ts'
import { largestMaterial, materialKind, materialKinds } from './material-kind.ts'
import { type Material, materialsOf } from './materials-read-model.ts'
import { slugOf } from './meeting-slug.ts'
import type { MeetingKey } from './meetings-read-model.ts'

export interface MaterialInput {
  /** Null: for the whole meeting. */
  classId: string | null
  title: string
  url: string | null
  /** Bytes of an uploaded file; null for a link. */
  file: Uint8Array | null
}

/** Adds a link or a file to a class or to the whole meeting. Refuses both or none, other kinds of files than named, and files over 10 MB. */
export const addMaterial = (
  services: Services,
  actor: Actor,
  key: MeetingKey,
  input: MaterialInput,
): Promise<Result<{ id: string }>> =>
  inMeeting(services, actor, key, async ({ tx, rights, at, leave }) => {
    const found = (await classesOf(tx, key)).find(({ id }) => id === input.classId)
    if (input.classId !== null && !found) return missing
    if (!rights.may('meetings.change', found?.venueId)) return forbidden
    const problems = materialProblems(input)
    if (problems.length > 0) return invalid(problems)
    const { title, url, file } = input
    const kind = file === null ? null : materialKind(file)
    const id = newId(at.getTime())
    const row = {
      title,
      url,
      // Named after its title and what it is: the name it came with could say anything.
      file_name: kind && `${slugOf(title)}.${kind}`,
      content_type: kind && materialKinds[kind],
      size: file?.length ?? null,
    }
    await addMaterials(tx, [
      {
        work_unit_id: key.workUnitId,
        meeting_id: key.id,
        id,
        class_id: input.classId,
        bytes: file,
        added_at: at,
        ...row,
      },
    ])
    await leave({ action: 'meetings.add-material', subject: `material ${id}`, after: row })
    return ok({ id })
  })

function materialProblems({ title, url, file }: MaterialInput): FieldProblem[] {
  const problems: FieldProblem[] = []
  if (title === '') problems.push({ field: 'title', key: 'meetings.refusal.required' })
  if ((url === null) === (file === null)) {
    problems.push({ field: 'url', key: 'meetings.refusal.linkOrFile' })
    return problems
  }
  if (url !== null && !isWebAddress(url)) problems.push({ field: 'url', key: 'meetings.refusal.url' })
  if (file !== null && file.length > largestMaterial) {
    problems.push({ field: 'file', key: 'meetings.refusal.fileLarge' })
  } else if (file !== null && materialKind(file) === null) {
    problems.push({ field: 'file', key: 'meetings.refusal.fileKind' })
  }
  return problems
}

const isWebAddress = (text: string) =>
  text.length <= 2000 && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)

/** Takes a material away for good. */
export const removeMaterial = (
  services: Services,
  actor: Actor,
  key: MeetingKey,
  id: string,
): Promise<Result<Material>> =>
  inMeeting(services, actor, key, async ({ tx, rights, leave }) => {
    const before = (await materialsOf(tx, key)).find((material) => material.id === id)
    const of = (await classesOf(tx, key)).find((one) => one.id === before?.classId)
    if (!before) return missing
    if (!rights.may('meetings.change', of?.venueId)) return forbidden
    await deletePart(tx, 'meeting_material', key, id)
    await leave({ action: 'meetings.remove-material', subject: `material ${id}`, before })
    return ok(before)
  })
