import type { RequestContext } from '../../platform/http/route.ts'
import type { MessageKey } from '../../platform/i18n/catalogue.ts'
import type { Meeting } from '../meetings/index.ts'

/** What another room knows that hangs on people of a list, to be seen before the list is changed under it. */
export interface ListMark {
  /** Participant id -> a few words in the reader's language, of everybody on whom something hangs. */
  of(c: RequestContext, meeting: Meeting): Promise<ReadonlyMap<string, string>>
  /** What becomes of it when such people change or are withdrawn: a sentence with `{count}`. */
  sentence: MessageKey
  /** Where that is done: the words of the link, and its place under the meeting. */
  link: { label: MessageKey; under: string }
}

const marks: ListMark[] = []

/** Called once by a room, when it is loaded. */
export function addListMark(mark: ListMark): void {
  marks.push(mark)
}

/** Every room's mark with whom it is on. */
export const listMarks = (c: RequestContext, meeting: Meeting) =>
  Promise.all(marks.map(async (mark) => ({ ...mark, people: await mark.of(c, meeting) })))
