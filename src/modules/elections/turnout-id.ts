import { createHash } from 'node:crypto'

export interface TurnoutOrigin {
  electionId: string
  contest: string
  scope: string
  area: string
  source: string
}

/**
 * The identifier of a record: what one source says about one contest in one area is one record, however often it is
 * brought in (UUID version 8, RFC 9562, from a SHA-256 of these).
 */
export function turnoutId({ electionId, contest, scope, area, source }: TurnoutOrigin): string {
  const text = [electionId, contest, scope, area, source.trim().toLowerCase()].join('\n')
  const hex = createHash('sha256').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
