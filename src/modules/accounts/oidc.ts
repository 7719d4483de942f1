import type { GenericOAuthConfig } from 'better-auth/plugins/generic-oauth'

export const oidcProviderId = 'oidc'

/**
 * The commission's own identity provider, when the environment names one: OIDC_ISSUER, OIDC_CLIENT_ID,
 * OIDC_CLIENT_SECRET, and OIDC_NAME for the button. Nobody is let in by it who has no account here: an account is
 * linked once, by its owner, while signed in.
 */
export function oidcProvider(environment: NodeJS.ProcessEnv): GenericOAuthConfig | null {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = environment
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID) return null
  return {
    providerId: oidcProviderId,
    name: oidcName(environment) ?? undefined,
    discoveryUrl: `${OIDC_ISSUER.replace(/\/$/, '')}/.well-known/openid-configuration`,
    clientId: OIDC_CLIENT_ID,
    ...(OIDC_CLIENT_SECRET ? { clientSecret: OIDC_CLIENT_SECRET } : {}),
    scopes: ['openid', 'email', 'profile'],
    pkce: true,
    requireIdTokenVerification: true,
    disableSignUp: true,
    disableImplicitSignUp: true,
  }
}

/** What the button says, or null when there is no provider. */
export const oidcName = (environment: NodeJS.ProcessEnv): string | null =>
  environment.OIDC_ISSUER && environment.OIDC_CLIENT_ID ? (environment.OIDC_NAME ?? 'OIDC') : null
