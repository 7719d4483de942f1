import { z } from 'zod'
import type { Typed } from '../../platform/http/form.ts'
import { isId } from '../../platform/ids.ts'

/** Milliseconds that a date can be made of: a phone whose battery was out may think it is 1970. */
const instant = z.number().min(0).max(4_000_000_000_000)

const shape = z.object({
  id: z.string().refine(isId),
  givenAt: instant,
  sentAt: instant,
  fields: z.record(z.string().max(100), z.string().max(20_000)),
})

/** What a phone sends that kept an answer: the fields of the form, and what tells one sending from another. */
export interface Sending {
  /** Made on the phone, the same however often it is sent. */
  id: string
  /** When it was answered and when it was sent, both by the phone's clock, in milliseconds. */
  givenAt: number
  sentAt: number
  fields: Typed
}

/** A sending as it came; null when it is none. */
export function readSending(json: unknown): Sending | null {
  const read = shape.safeParse(json)
  if (!read.success) return null
  const { fields, ...rest } = read.data
  return {
    ...rest,
    fields: Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [name, value.replaceAll('\0', '')]),
    ),
  }
}
