import { createHash } from 'node:crypto'
import type { Config } from '../../platform/config.ts'
import { isId } from '../../platform/ids.ts'
import { isEqual, sealOf } from './seal.ts'

/** A door's screen shows another code so often, in milliseconds; the one before is accepted too. */
export const codeLasts = 30_000
/** So long after opening a code the form behind it may be sent: twelve signs are typed slowly. */
export const ticketLasts = 180_000

type Keys = Pick<Config, 'secret'>

const stepAt = (at: number) => Math.floor(at / codeLasts)

const codeOf = (keys: Keys, doorId: string, step: number) =>
  sealOf(keys, 'self check-in', `${doorId} ${step}`)

/**
 * What a door's screen shows at a time: `DOOR.CODE`, the code a keyed hash of the door and the half minute, as in TOTP
 * (RFC 6238) but of 144 bits, since nobody types it.
 */
export const screenCode = (keys: Keys, doorId: string, at: number) =>
  `${doorId}.${codeOf(keys, doorId, stepAt(at))}`

/** Milliseconds until the screen shows another code. */
export const untilNextCode = (at: number) => codeLasts - (at % codeLasts)

/** The door of a code that its screen shows now or showed just before; 'old' for any other. */
export function doorOfCode(keys: Keys, token: string, at: number): string | 'old' {
  const [doorId = '', code = '', more] = token.split('.')
  if (!isId(doorId) || more !== undefined) return 'old'
  const isShown = [0, 1].some((back) => isEqual(code, codeOf(keys, doorId, stepAt(at) - back)))
  return isShown ? doorId : 'old'
}

/** Leave to record oneself once at a door, given to who opened its code. */
export interface Ticket {
  doorId: string
  /** A number of its own: what one person sends twice with it is one scan. */
  nonce: string
  issuedAt: number
}

/** `DOOR.NONCE.TIME.SEAL`, which says nothing of a person. */
export function ticketText(keys: Keys, { doorId, nonce, issuedAt }: Ticket): string {
  const text = `${doorId}.${nonce}.${issuedAt.toString(36)}`
  return `${text}.${sealOf(keys, 'self ticket', text)}`
}

/** A ticket that we gave; null for anything else. Whether it is too old is the asker's to decide. */
export function readTicket(keys: Keys, token: string): Ticket | null {
  const [doorId = '', nonce = '', time = '', seal = '', more] = token.split('.')
  if (!isId(doorId) || !isId(nonce) || more !== undefined) return null
  if (!isEqual(seal, sealOf(keys, 'self ticket', `${doorId}.${nonce}.${time}`))) return null
  return { doorId, nonce, issuedAt: Number.parseInt(time, 36) }
}

/** The id of what one person records with a ticket: the same however often it is sent, and nobody else's. */
export function scanIdOf({ nonce }: Ticket, participantId: string): string {
  const hex = createHash('sha256').update(`${nonce} ${participantId}`).digest('hex')
  // A UUID of version 8: made by a rule of our own (RFC 9562, section 5.8).
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
