import type { Translator } from '../../../platform/i18n/catalogue.ts'
import type { Formats } from '../../../platform/i18n/formats.ts'
import { DefinitionList, Notice, PostButton, Section } from '../../../ui/index.ts'
import { instant, roleName } from './words.tsx'

export interface InvitationProps {
  t: Translator
  format: Formats
  /** Address of this invitation. */
  href: string
  roles: readonly { role: string; unit: string }[]
  issuedBy: string
  expiresAt: Date
  /** Who is signed in in this browser now, if it is somebody else. */
  signedInAs: string | null
}

/** Whom a link invites and the button that uses it. Opening the page uses nothing: previews of messengers do that. */
export const Invitation = ({ t, format, href, roles, issuedBy, expiresAt, signedInAs }: InvitationProps) => (
  <Section>
    {signedInAs && <Notice tone="warn">{t('accounts.invitation.other', { name: signedInAs })}</Notice>}
    <DefinitionList
      items={[
        [
          t('accounts.field.roles'),
          roles.map(({ role, unit }) => (
            <div>
              {roleName(t, role)} · {unit}
            </div>
          )),
        ],
        [t('accounts.invitation.from'), issuedBy],
        [t('accounts.invitation.until'), instant(format, expiresAt)],
      ]}
    />
    <p>{t('accounts.invitation.once')}</p>
    <PostButton action={href} label={t('accounts.in.button')} tone="ink" />
  </Section>
)
