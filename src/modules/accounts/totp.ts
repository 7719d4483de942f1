import { randomBytes, timingSafeEqual } from 'node:crypto'
import { createOTP } from '@better-auth/utils/otp'

const period = 30

/** 128 bits, the least that RFC 4226 asks: 36 signs where it must be typed by hand. */
export const newTotpSecret = () => randomBytes(16).toString('base64url')

/** What the QR holds: the secret as authenticator apps read it. */
export const totpAddress = (secret: string, signInName: string) =>
  createOTP(secret).url('Jangkau', signInName)

/** The secret for typing where there is no camera: base32 in groups of four. */
export function totpSecretForTyping(secret: string): string {
  const base32 = new URL(totpAddress(secret, 'x')).searchParams.get('secret') ?? ''
  return base32.replace(/(.{4})(?=.)/g, '$1 ')
}

/**
 * The 30-second step whose code this is: the present one or a neighbour (clocks of phones are off), but only one
 * later than `lastStep`, so that a code works once. Null when it is none of them. RFC 6238, section 5.2.
 */
export async function stepOfCode(
  secret: string,
  typed: string,
  now: Date,
  lastStep: number,
): Promise<number | null> {
  const code = typed.replace(/\s/g, '')
  if (!/^\d{6}$/.test(code)) return null
  const present = Math.floor(now.getTime() / 1000 / period)
  let found: number | null = null
  for (const step of [present - 1, present, present + 1]) {
    const expected = await createOTP(secret).hotp(step)
    if (timingSafeEqual(Buffer.from(expected), Buffer.from(code)) && step > lastStep) found ??= step
  }
  return found
}
