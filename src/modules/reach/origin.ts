import type { LinkTarget } from '../publications/index.ts'

/** Stands in a key for what a hit does not have: a base, a channel, a link, a volunteer, a publication. */
export const none = '-'

/** Where a hit is counted, whoever made it. One object a link or page, so that it can be a key of a map. */
export interface Origin {
  /** Counts the origins of this process; short enough to be hashed. */
  number: number
  workUnitId: string
  /** IANA zone of the unit, in which its day begins and ends. */
  timeZone: string
  electionId: string
  base: string
  channel: string
  publicationId: string
  linkCode: string
  personId: string
  /** The seven fields as the beginning of a JSON array, written once. */
  json: string
}

let made = 0

export function createOrigin(parts: Omit<Origin, 'number' | 'json'>): Origin {
  const { workUnitId, electionId, base, channel, publicationId, linkCode, personId } = parts
  const fields = [workUnitId, electionId, base, channel, publicationId, linkCode, personId]
  made += 1
  return { ...parts, number: made, json: JSON.stringify(fields).slice(1, -1) }
}

/** The origin of a tracked link. */
export const originOfLink = (link: LinkTarget, timeZone: string): Origin =>
  createOrigin({
    workUnitId: link.workUnitId,
    timeZone,
    electionId: link.electionId,
    base: link.base,
    channel: link.channel,
    publicationId: link.publicationId ?? none,
    linkCode: link.code,
    personId: link.personId ?? none,
  })

/** The origin of a public page that was opened without a link. */
export const originOfPage = (page: {
  workUnitId: string
  timeZone: string
  electionId: string
  publicationId: string | null
}): Origin =>
  createOrigin({
    ...page,
    publicationId: page.publicationId ?? none,
    base: none,
    channel: none,
    linkCode: none,
    personId: none,
  })
