import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Config } from '../../platform/config.ts'
import { codeAlphabet, isId } from '../../platform/ids.ts'

/** SHA-256 of a secret: what of it may be stored or told. */
export const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex')

/** Whether a text can be what `hashOf` makes. */
export const isHash = (text: string) => /^[0-9a-f]{64}$/.test(text)

export const isEqual = (a: string, b: string) =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))

/** A new secret (192 bits), and what of it is stored. */
export function newSecret(): { secret: string; hash: string } {
  const secret = randomBytes(24).toString('base64url')
  return { secret, hash: hashOf(secret) }
}

/** What is sealed with the installation's secret; each word its own key. */
export type Sealed = 'door phone' | 'door relay' | 'phone secret' | 'self check-in' | 'self ticket'

/** 144 bits that only who has the installation's secret can make of these words. */
export const sealOf = ({ secret }: Pick<Config, 'secret'>, what: Sealed, text: string) =>
  createHmac('sha256', secret).update(`${what} ${text}`).digest('base64url').slice(0, 24)

/** `ID.SEAL`: a token that can be shown again and is stored nowhere. */
export const sealedId = (config: Pick<Config, 'secret'>, what: Sealed, id: string) =>
  `${id}.${sealOf(config, what, id)}`

/** The id in such a token, if we made it. */
export function idOfSealed(config: Pick<Config, 'secret'>, what: Sealed, token: string): string | null {
  const [id = '', seal = ''] = token.split('.')
  return isId(id) && isEqual(seal, sealOf(config, what, id)) ? id : null
}

/** Twelve signs that only who has the installation's secret can make of these words: 30^12, 59 bits, to be typed. */
export function typedSealOf({ secret }: Pick<Config, 'secret'>, what: Sealed, text: string): string {
  const bytes = createHmac('sha256', secret).update(`${what} ${text}`).digest('hex')
  let code = ''
  for (let rest = BigInt(`0x${bytes}`); code.length < 12; rest /= BigInt(codeAlphabet.length))
    code += codeAlphabet[Number(rest % BigInt(codeAlphabet.length))]
  return code
}
