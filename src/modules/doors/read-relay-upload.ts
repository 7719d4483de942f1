import { isId } from '../../platform/ids.ts'
import { isCount, isInstant, isRecord, itemsAtMost, readItem } from './read-upload.ts'
import type { RelayedContact, RelayedScan, RelayUpload } from './relay-shapes.ts'

/** Milliseconds that a clock may be off: a phone whose battery was out may think it is 1970. */
const isOffset = (value: unknown): value is number =>
  typeof value === 'number' && Math.abs(value) < 4_000_000_000_000

const isIdText = (value: unknown): value is string => typeof value === 'string' && isId(value)

function readScan(item: Record<string, unknown>): RelayedScan | null {
  const scan = readItem(item)
  const { phone, offset, receivedAt } = item
  if (!scan || !isIdText(phone) || !isOffset(offset) || !isInstant(receivedAt)) return null
  return { ...scan, phone: phone.toLowerCase(), offset: Math.round(offset), receivedAt }
}

function readContact(value: unknown): RelayedContact | null {
  if (!isRecord(value)) return null
  const { id, told, offset, heardAt, signedOut } = value
  if (!isIdText(id) || !isCount(told) || !isOffset(offset) || !isInstant(heardAt)) return null
  return { id: id.toLowerCase(), told, offset: Math.round(offset), heardAt, signedOut: signedOut === true }
}

export interface ReadRelayUpload extends RelayUpload {
  /** Ids of what no later sending would make readable. */
  wrong: string[]
}

/** An upload as a relay sends it; null when it is none. One item that cannot be read spoils no other. */
export function readRelayUpload(json: unknown): ReadRelayUpload | null {
  if (!isRecord(json)) return null
  const { sentAt, waiting, phones, items } = json
  if (!isInstant(sentAt) || !isCount(waiting) || !Array.isArray(phones) || !Array.isArray(items)) return null
  if (items.length > itemsAtMost || phones.length > itemsAtMost) return null
  const read: ReadRelayUpload = {
    sentAt,
    waiting,
    phones: phones.flatMap((phone) => readContact(phone) ?? []),
    items: [],
    wrong: [],
  }
  for (const item of items) {
    const scan = isRecord(item) ? readScan(item) : null
    if (scan) read.items.push(scan)
    else read.wrong.push(isRecord(item) ? String(item.id).slice(0, 100) : '')
  }
  return read
}
