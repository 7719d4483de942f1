import { type PasskeyOptions, passkey } from '@better-auth/passkey'
import { betterAuth } from 'better-auth'
import { APIError } from 'better-auth/api'
import { type GenericOAuthConfig, genericOAuth } from 'better-auth/plugins/generic-oauth'
import type { Db } from '../../platform/db/database.ts'
import { newId } from '../../platform/ids.ts'
import type { Services } from '../../platform/services.ts'
import { oidcProviderId } from './oidc.ts'
import { prolongSeconds, sessionSeconds } from './session-length.ts'

const times = { createdAt: 'created_at', updatedAt: 'updated_at' }

const passkeyTable: PasskeyOptions['schema'] = {
  passkey: {
    modelName: 'account_passkey',
    fields: {
      userId: 'account_id',
      publicKey: 'public_key',
      credentialID: 'credential_id',
      deviceType: 'device_type',
      backedUp: 'backed_up',
      createdAt: 'created_at',
    },
  },
}

/** What one instance of the library is for, beside passkeys and the session cookie. */
export interface AuthOptions {
  /** An open transaction, of which everything the library does is then part. */
  db?: Db
  /** The commission's identity provider, which is asked about itself when the instance is made. */
  oidc?: GenericOAuthConfig
  /** Called before a session is opened or an identity linked through the provider. */
  onProvider?(what: 'sign-in' | 'link-identity', accountId: string): Promise<void>
}

/**
 * The sign-in library over our own tables (see the migration) and our own names. It holds the ceremonies: passkeys,
 * OIDC. There are no passwords and nobody signs up: accounts are made by invitation. It is large (60 MB, 0.3 s), so
 * this file is imported by the ceremonies alone, when one begins.
 */
export function createAuth(services: Services, options: AuthOptions = {}) {
  const { config } = services
  const { db = services.db, oidc, onProvider } = options
  const origin = new URL(config.publicUrl).origin
  return betterAuth({
    appName: 'Jangkau',
    baseURL: origin,
    basePath: '/api/auth',
    secret: config.secret,
    // No transactions of its own: parts of it reach past the open one, and one connection would wait for ever.
    database: { db, type: 'postgres', transaction: false },
    emailAndPassword: { enabled: false },
    telemetry: { enabled: false },
    logger: {
      log: (level, message) => {
        if (level === 'error') services.log.error('sign-in library', message)
      },
    },
    user: { modelName: 'account', fields: { emailVerified: 'email_verified', ...times } },
    session: {
      modelName: 'account_session',
      fields: {
        userId: 'account_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        ...times,
      },
      expiresIn: sessionSeconds,
      updateAge: prolongSeconds,
    },
    account: {
      modelName: 'account_identity',
      fields: {
        userId: 'account_id',
        accountId: 'subject',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        ...times,
      },
      updateAccountOnSignIn: false,
      // The addresses of accounts are made up, so they never match the provider's: linking is by being signed in.
      accountLinking: {
        enabled: true,
        allowDifferentEmails: true,
        disableImplicitLinking: true,
        trustedProviders: [oidcProviderId],
      },
    },
    verification: {
      modelName: 'account_challenge',
      fields: { expiresAt: 'expires_at', ...times },
    },
    databaseHooks: {
      account: {
        create: {
          // The provider's tokens would open other doors; we only need to know who came.
          before: async (identity) => {
            await onProvider?.('link-identity', identity.userId)
            return { data: { ...identity, accessToken: null, refreshToken: null, idToken: null } }
          },
        },
      },
      session: {
        create: {
          before: async (session) => {
            const account = await db
              .selectFrom('account')
              .select('disabled_at')
              .where('id', '=', session.userId)
              .executeTakeFirst()
            if (!account || account.disabled_at) throw new APIError('FORBIDDEN')
            await onProvider?.('sign-in', session.userId)
          },
        },
      },
    },
    advanced: {
      cookiePrefix: 'jangkau',
      useSecureCookies: origin.startsWith('https:'),
      database: { generateId: () => newId(), validateSchema: false },
      ipAddress: { disableIpTracking: true },
    },
    onAPIError: { errorURL: `${origin}/in?failed=oidc` },
    // Attempts are counted by attempts.ts, over all processes.
    rateLimit: { enabled: false },
    plugins: [
      passkey({
        rpID: new URL(origin).hostname,
        rpName: 'Jangkau',
        origin,
        schema: passkeyTable,
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        // The library takes a passkey without a finger, a face or a PIN; then a found phone would be enough.
        registration: {
          afterVerification: async ({ verification }) => {
            if (!verification.registrationInfo?.userVerified) throw new APIError('UNAUTHORIZED')
          },
        },
        authentication: {
          afterVerification: async ({ verification }) => {
            if (!verification.authenticationInfo.userVerified) throw new APIError('UNAUTHORIZED')
          },
        },
      }),
      ...(oidc ? [genericOAuth({ config: [oidc] })] : []),
    ],
  })
}

export type Auth = ReturnType<typeof createAuth>
