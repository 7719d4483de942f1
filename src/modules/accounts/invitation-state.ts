/** Where an invitation stands; see docs/states/invitation.md. Derived from instants, never stored. */
export type InvitationState = 'open' | 'used' | 'revoked' | 'expired'

export function invitationState(
  invitation: { used_at: Date | null; revoked_at: Date | null; expires_at: Date },
  now: Date,
): InvitationState {
  if (invitation.used_at) return 'used'
  if (invitation.revoked_at) return 'revoked'
  return invitation.expires_at <= now ? 'expired' : 'open'
}
