/** Stands in a key for what a hit does not have: a base, a channel, a link, a volunteer, a publication. */
export const none = '-'

/** Where a hit is counted, whoever made it. One object a link or page, so that it can be a key of a map. */
export interface Origin {
  /** Its own in this process: even for links, odd for the rest; short enough to be hashed. */
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
function otherNumber(): number {
  made += 1
  return made * 2 + 1
}

export function createOrigin(parts: Omit<Origin, 'number' | 'json'>, number = otherNumber()): Origin {
  const { workUnitId, electionId, base, channel, publicationId, linkCode, personId } = parts
  const fields = [workUnitId, electionId, base, channel, publicationId, linkCode, personId]
  return { ...parts, number, json: JSON.stringify(fields).slice(1, -1) }
}

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
