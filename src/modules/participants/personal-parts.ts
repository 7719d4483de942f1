import type { RequestContext } from '../../platform/http/route.ts'
import type { Meeting } from '../meetings/index.ts'
import type { Participant } from './participants-read-model.ts'

/** A way on from the personal page, with its words in the reader's language. */
export interface PersonalLink {
  label: string
  href: string
}

/** What another room adds to the personal page. */
export interface PersonalPart {
  /** Facts below the venue: name and value in the reader's language. */
  facts?(c: RequestContext, meeting: Meeting, one: Participant): Promise<readonly [string, string][]>
  /** Ids of the classes whose sessions and materials are the participant's own. */
  classes?(c: RequestContext, meeting: Meeting, one: Participant): Promise<readonly string[]>
  /** Pages and files behind the personal link; asked only once the meeting is open. */
  links?(c: RequestContext, meeting: Meeting, one: Participant): Promise<readonly PersonalLink[]>
}

const parts: PersonalPart[] = []

/** Called once by a room, when it is loaded. */
export function addPersonalPart(part: PersonalPart): void {
  parts.push(part)
}

export async function personalFacts(c: RequestContext, meeting: Meeting, one: Participant) {
  const all = await Promise.all(parts.map(async (part) => (await part.facts?.(c, meeting, one)) ?? []))
  return all.flat()
}

export async function personalClasses(c: RequestContext, meeting: Meeting, one: Participant) {
  const all = await Promise.all(parts.map(async (part) => (await part.classes?.(c, meeting, one)) ?? []))
  return all.flat()
}

export async function personalLinks(c: RequestContext, meeting: Meeting, one: Participant) {
  const all = await Promise.all(parts.map(async (part) => (await part.links?.(c, meeting, one)) ?? []))
  return all.flat()
}
