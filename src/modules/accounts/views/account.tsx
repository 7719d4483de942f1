import type { Typed } from '../../../platform/http/form.ts'
import type { Translator } from '../../../platform/i18n/catalogue.ts'
import type { Formats } from '../../../platform/i18n/formats.ts'
import type { FieldProblem } from '../../../platform/result.ts'
import {
  ActionBar,
  DataTable,
  DefinitionList,
  EmptyState,
  Form,
  LinkButton,
  type Option,
  PostButton,
  Section,
  Tag,
} from '../../../ui/index.ts'
import type { accountDetail } from '../accounts-read-model.ts'
import type { InvitationState } from '../invitation-state.ts'
import type { Role } from '../roles.ts'
import { RoleFields } from './invite-form.tsx'
import { days } from './own-account.tsx'
import { instant, roleName } from './words.tsx'

export interface AccountProps {
  t: Translator
  format: Formats
  account: NonNullable<Awaited<ReturnType<typeof accountDetail>>>
  nameOf(scope: string): string
  /** Whether the actor may change this account at all. */
  mayManage: boolean
  /** Today in the capital. */
  day: string
}

const base = (account: { id: string }) => `/desk/accounts/${account.id}`

/** Who it is and how he or she comes in. */
export const Facts = ({ t, format, account, nameOf }: AccountProps) => (
  <Section title={t('accounts.one.facts')}>
    <DefinitionList
      items={[
        [t('accounts.field.signInName'), account.sign_in_name],
        [t('accounts.field.unit'), nameOf(account.scope)],
        [
          t('accounts.one.ways'),
          t('accounts.one.wayCount', {
            passkeys: account.passkeys ?? 0,
            app: account.totp_at ? 'yes' : 'no',
          }),
        ],
        [t('accounts.field.lastSeen'), account.last_seen ? instant(format, account.last_seen) : '–'],
        [t('accounts.one.made'), instant(format, account.created_at)],
      ]}
    />
  </Section>
)

/** Where a grant stands on a day, as tags say it. */
function grantState(
  grant: { from_on: string; until_on: string | null; revoked_at: Date | null },
  day: string,
) {
  if (grant.revoked_at) return 'revoked'
  if (grant.until_on !== null && grant.until_on < day) return 'ended'
  return grant.from_on > day ? 'coming' : 'holds'
}

/** What the account may do where, with the history. */
export const Grants = ({ t, format, account, nameOf, mayManage, day }: AccountProps) => (
  <Section title={t('accounts.grants.title')} lead={t('accounts.grants.lead')} id="grants">
    <DataTable
      t={t}
      caption={t('accounts.grants.caption')}
      rows={account.grants}
      columns={[
        {
          key: 'role',
          label: t('accounts.field.role'),
          phone: 'title',
          cell: ({ role }) => roleName(t, role),
        },
        { key: 'unit', label: t('accounts.field.unit'), cell: ({ scope }) => nameOf(scope) },
        {
          key: 'days',
          label: t('accounts.field.days'),
          cell: ({ from_on, until_on }) => days(t, format, from_on, until_on),
        },
        {
          key: 'state',
          label: t('accounts.field.state'),
          cell: (grant) => {
            const state = grantState(grant, day)
            return <Tag tone={state === 'holds' ? 'good' : 'neutral'}>{t(`accounts.grant.${state}`)}</Tag>
          },
        },
        {
          key: 'revoke',
          label: t('accounts.field.action'),
          cell: (grant) =>
            mayManage && ['holds', 'coming'].includes(grantState(grant, day)) ? (
              <PostButton
                action={`${base(account)}/grants/revoke`}
                label={t('accounts.grants.revoke')}
                tone="bad"
                fields={{ grant: grant.id }}
              />
            ) : (
              '–'
            ),
        },
      ]}
      empty={<EmptyState title={t('accounts.grants.none')} />}
    />
  </Section>
)

/** The form for one more role. */
export const GiveGrant = (props: {
  t: Translator
  account: { id: string }
  units: readonly Option[]
  roles: readonly Role[]
  typed: Typed
  problems: readonly FieldProblem[]
}) => (
  <Section title={props.t('accounts.grants.give')} id="give">
    <Form
      t={props.t}
      action={`${base(props.account)}/grants`}
      problems={props.problems}
      submit={props.t('accounts.grants.giveButton')}
    >
      <RoleFields {...props} />
    </Form>
  </Section>
)

export interface LinkState {
  state: InvitationState
  expires_at: Date
  issued_by_name: string
  /** Only its issuer may print a link again. */
  isOwn: boolean
}

/** The sign-in link that is out, and a new one. */
export const SignInLink = ({ t, format, account, link }: AccountProps & { link: LinkState | null }) => (
  <Section title={t('accounts.link.title')} lead={t('accounts.link.lead')} id="link">
    {link && (
      <p>
        <Tag tone={link.state === 'open' ? 'warn' : 'neutral'}>{t(`accounts.invitation.${link.state}`)}</Tag>{' '}
        {t('accounts.link.by', { name: link.issued_by_name, at: instant(format, link.expires_at) })}
      </p>
    )}
    <ActionBar>
      {link?.isOwn && link.state === 'open' && (
        <LinkButton href={`/desk/accounts/sheet?account=${account.id}`}>{t('accounts.link.show')}</LinkButton>
      )}
      <PostButton action={`${base(account)}/link`} label={t('accounts.link.new')} />
    </ActionBar>
  </Section>
)

/** What takes something away: sessions, the account for now, the account for good. */
export const Closing = ({ t, account }: AccountProps) => (
  <Section title={t('accounts.closing.title')} lead={t('accounts.closing.lead')} id="closing">
    <ActionBar>
      <PostButton action={`${base(account)}/end-sessions`} label={t('accounts.closing.endSessions')} />
      {account.disabled_at ? (
        <PostButton action={`${base(account)}/open`} label={t('accounts.closing.open')} />
      ) : (
        <PostButton action={`${base(account)}/close`} label={t('accounts.closing.close')} tone="bad" />
      )}
      <LinkButton href={`${base(account)}/erase`}>{t('accounts.closing.erase')}</LinkButton>
    </ActionBar>
  </Section>
)
