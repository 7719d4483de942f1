import { z } from 'zod'

/** Where a page of a sorted list begins or ends: the sorted value and the id of the row at its edge. */
export interface Edge {
  value: string | number
  id: string
}

const shape = z.tuple([z.union([z.string(), z.number()]), z.string()])

/** An edge as it stands in an address. */
export const edgeText = ({ value, id }: Edge) =>
  Buffer.from(JSON.stringify([value, id])).toString('base64url')

/** The edge behind a text; undefined for none and for one that nobody was given, which shows the first page. */
export function edgeOf(text: string | undefined): Edge | undefined {
  if (!text) return undefined
  try {
    const [value, id] = shape.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
    return { value, id }
  } catch {
    return undefined
  }
}

/** One page out of rows read one further than `limit`; whether there is more on either side. */
export function cutPage<Row>(
  rows: readonly Row[],
  { limit, after, before }: { limit: number; after?: Edge; before?: Edge },
): { rows: Row[]; hasNext: boolean; hasPrevious: boolean } {
  const isMore = rows.length > limit
  return {
    rows: before ? rows.slice(isMore ? 1 : 0) : rows.slice(0, limit),
    hasNext: before ? true : isMore,
    hasPrevious: before ? isMore : after !== undefined,
  }
}
