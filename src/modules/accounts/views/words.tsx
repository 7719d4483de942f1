import type { RequestContext } from '../../../platform/http/route.ts'
import type { Translator } from '../../../platform/i18n/catalogue.ts'
import type { Formats } from '../../../platform/i18n/formats.ts'
import { Notice } from '../../../ui/index.ts'
import { capitalZone } from '../days.ts'
import { isRole } from '../roles.ts'

/** What a role is called; one that is no longer in the table keeps its code. */
export const roleName = (t: Translator, role: string) => (isRole(role) ? t(`accounts.role.${role}`) : role)

/** An instant in the capital's zone, which is named. */
export const instant = (format: Formats, at: Date) => format.instant(at, capitalZone)

const done = [
  'signed-out',
  'passkey-added',
  'passkey-removed',
  'totp-confirmed',
  'totp-removed',
  'sessions-ended',
  'token-revoked',
  'identity-linked',
  'identity-removed',
  'granted',
  'grant-revoked',
  'closed',
  'opened',
  'erased',
] as const

/** Says what has just been done, when the address carries it (`?done=granted`). */
export function Done({ c }: { c: RequestContext }) {
  const key = done.find((one) => one === c.req.query('done'))
  return key ? <Notice tone="good">{c.var.t(`accounts.done.${key}`)}</Notice> : null
}
