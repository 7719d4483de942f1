import type { RequestContext } from '../../platform/http/route.ts'
import type { MessageKey } from '../../platform/i18n/catalogue.ts'
import type { Meeting } from '../meetings/index.ts'
import type { Participant } from './participants-read-model.ts'

/** What another room adds to the personal page: facts below the venue, and ways on from there. */
export interface PersonalPart {
  /** Name and value in the reader's language. */
  facts?(c: RequestContext, meeting: Meeting, one: Participant): Promise<readonly [string, string][]>
  /** A page under the personal link: `q` stands for `/m/CODE/q`. */
  link?: { label: MessageKey; under: string }
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

export const personalLinks = () => parts.flatMap(({ link }) => link ?? [])
