import type { Generated } from 'kysely'

declare module '../../platform/db/schema.ts' {
  interface Schema {
    account: AccountTable
    account_session: SessionTable
    account_passkey: PasskeyTable
    account_identity: IdentityTable
    account_challenge: ChallengeTable
    account_totp: TotpTable
    account_grant: GrantTable
    account_invitation: InvitationTable
    account_token: TokenTable
    account_attempt: AttemptTable
  }
}

/** Someone who signs in. `scope` is the unit the account belongs to; what it may do stands in its grants. */
interface AccountTable {
  id: string
  name: string
  /** Typed together with a code from the authenticator app. */
  sign_in_name: string
  email: string
  email_verified: Generated<boolean>
  image: string | null
  person_id: string | null
  scope: string
  disabled_at: Date | null
  example: Generated<boolean>
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

interface SessionTable {
  id: string
  account_id: string
  token: string
  /** How the person signed in: `link`, `totp`, `passkey`; null through the identity provider (OIDC). */
  method: string | null
  user_agent: string | null
  ip_address: string | null
  expires_at: Date
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

interface PasskeyTable {
  id: string
  account_id: string
  name: string | null
  public_key: string
  credential_id: string
  counter: number
  device_type: string
  backed_up: boolean
  transports: string | null
  aaguid: string | null
  created_at: Date | null
}

interface IdentityTable {
  id: string
  account_id: string
  provider_id: string
  subject: string
  created_at: Generated<Date>
}

interface ChallengeTable {
  id: string
  identifier: string
  value: string
  expires_at: Date
}

interface TotpTable {
  account_id: string
  secret: string
  confirmed_at: Date | null
  last_step: Generated<number>
  created_at: Generated<Date>
}

interface GrantTable {
  id: string
  account_id: string
  role: string
  scope: string
  from_on: string
  until_on: string | null
  granted_by: string
  granted_at: Generated<Date>
  revoked_at: Date | null
  example: Generated<boolean>
}

interface InvitationTable {
  id: string
  account_id: string
  code_hash: string
  sealed_code: string | null
  issued_by: string
  issued_by_name: string
  created_at: Generated<Date>
  expires_at: Date
  used_at: Date | null
  revoked_at: Date | null
}

interface TokenTable {
  id: string
  account_id: string
  name: string
  token_hash: string
  scope: string
  /** JSON array; written as text, read as the array. */
  permissions: string
  created_at: Generated<Date>
  expires_at: Date
  last_used_at: Date | null
  revoked_at: Date | null
}

interface AttemptTable {
  key: string
  window_start: Date
  count: number
}
