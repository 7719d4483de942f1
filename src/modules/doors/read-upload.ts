import type { IncomingMessage } from 'node:http'
import { isId } from '../../platform/ids.ts'
import { phoneVias, type SentScan, scanKinds } from './door-shapes.ts'

/** Scans in one upload, and its bytes. */
export const itemsAtMost = 500
export const bodyAtMost = 512 * 1024

export interface ReadUpload {
  sentAt: number
  told: number
  items: SentScan[]
  /** Ids of what no later sending would make readable. */
  wrong: string[]
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Milliseconds that a date can be made of: a phone whose battery was out may think it is 1970. */
export const isInstant = (value: unknown): value is number =>
  typeof value === 'number' && value >= 0 && value < 4_000_000_000_000
export const isCount = (value: unknown): value is number =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) < 2 ** 31

/** One scan as a phone sends it; null when it is none. */
export function readItem(item: Record<string, unknown>): SentScan | null {
  const { id, text, kind, sessionId = null, via, number, scannedAt, shown } = item
  if (typeof id !== 'string' || !isId(id)) return null
  if (typeof text !== 'string' || text.length > 500 || text.includes('\0')) return null
  if (!scanKinds.includes(kind as never) || !phoneVias.includes(via as never)) return null
  if (sessionId !== null && (typeof sessionId !== 'string' || !isId(sessionId))) return null
  if (!isCount(number) || !isInstant(scannedAt)) return null
  if (typeof shown !== 'string' || shown.length > 60 || shown.includes('\0')) return null
  return { id, text, kind, sessionId, via, number, scannedAt: Math.round(scannedAt), shown } as SentScan
}

/** An upload as a phone sends it; null when it is none. One item that cannot be read spoils no other. */
export function readUpload(body: string): ReadUpload | null {
  let json: unknown
  try {
    json = JSON.parse(body)
  } catch {
    return null
  }
  if (!isRecord(json)) return null
  const { sentAt, told, items } = json
  if (!isInstant(sentAt) || !isCount(told) || !Array.isArray(items) || items.length > itemsAtMost) return null
  const read: ReadUpload = { sentAt, told, items: [], wrong: [] }
  for (const item of items) {
    const scan = isRecord(item) ? readItem(item) : null
    if (scan) read.items.push(scan)
    else read.wrong.push(isRecord(item) ? String(item.id).slice(0, 100) : '')
  }
  return read
}

/** The body as text, or null when it is larger than an upload can be. */
export function readBody(request: IncomingMessage): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    let size = 0
    request.on('data', (part: Buffer) => {
      size += part.length
      if (size <= bodyAtMost) parts.push(part)
    })
    request.on('end', () => resolve(size > bodyAtMost ? null : Buffer.concat(parts).toString('utf8')))
    request.on('error', reject)
    request.on('aborted', () => reject(new Error('The phone went away.')))
  })
}
