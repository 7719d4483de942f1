import type { Translator } from '../../../platform/i18n/catalogue.ts'
import type { Formats } from '../../../platform/i18n/formats.ts'
import {
  DataTable,
  DefinitionList,
  EmptyState,
  LinkButton,
  Notice,
  PostButton,
  Section,
  Tag,
  TextField,
} from '../../../ui/index.ts'
import { deviceOf } from '../device.ts'
import type { OwnAccount } from '../own-account-read-model.ts'
import { PasskeyIsland } from './passkey-island.tsx'
import { instant, roleName } from './words.tsx'

export interface OwnAccountProps {
  t: Translator
  format: Formats
  account: OwnAccount
  /** Name of a scope. */
  nameOf(scope: string): string
}

/** Who one is here, and what one may do where. */
export const OwnFacts = ({ t, format, account, nameOf }: OwnAccountProps) => (
  <Section title={t('accounts.own.facts')}>
    <DefinitionList
      items={[
        [t('accounts.field.name'), account.name],
        [t('accounts.field.signInName'), account.sign_in_name],
        [t('accounts.field.unit'), nameOf(account.scope)],
        [
          t('accounts.field.roles'),
          account.grants.length === 0
            ? t('accounts.grants.none')
            : account.grants.map(({ role, scope, from_on, until_on }) => (
                <div>
                  {roleName(t, role)} · {nameOf(scope)} · {days(t, format, from_on, until_on)}
                </div>
              )),
        ],
      ]}
    />
  </Section>
)

/** From when until when a role holds. */
export const days = (t: Translator, format: Formats, from: string, until: string | null) =>
  until === null
    ? t('accounts.grants.since', { from: format.day(from, 'short') })
    : t('accounts.grants.between', { from: format.day(from, 'short'), until: format.day(until, 'short') })

/** The passkeys of the account, and the button for one more. */
export const Passkeys = ({ t, format, account }: OwnAccountProps) => (
  <Section title={t('accounts.passkey.title')} lead={t('accounts.passkey.lead')} id="passkeys">
    {account.passkeys.length > 0 && (
      <DataTable
        t={t}
        caption={t('accounts.passkey.caption')}
        rows={account.passkeys}
        columns={[
          {
            key: 'name',
            label: t('accounts.field.device'),
            phone: 'title',
            cell: ({ name, maker }) => name || maker || t('accounts.passkey.unnamed'),
          },
          {
            key: 'since',
            label: t('accounts.field.since'),
            cell: ({ created_at }) => (created_at ? instant(format, created_at) : ''),
          },
          {
            key: 'remove',
            label: t('accounts.field.action'),
            cell: ({ id }) => (
              <PostButton
                action="/desk/account/passkeys/remove"
                label={t('accounts.passkey.remove')}
                tone="bad"
                fields={{ passkey: id }}
              />
            ),
          },
        ]}
        empty={null}
      />
    )}
    <PasskeyIsland
      t={t}
      ceremony="register"
      next="/desk/account?done=passkey-added"
      label={t('accounts.passkey.add')}
    >
      <TextField
        t={t}
        name="passkeyName"
        label={t('accounts.passkey.name')}
        hint={t('accounts.passkey.nameHint')}
        maxlength={60}
        width="medium"
      />
    </PasskeyIsland>
  </Section>
)

/** The authenticator app, and the commission's own sign-in where there is one. */
export const OtherWays = ({ t, format, account, oidc }: OwnAccountProps & { oidc: string | null }) => (
  <Section title={t('accounts.totp.title')} lead={t('accounts.totp.lead')} id="totp">
    {account.totp?.confirmed_at ? (
      <>
        <p>
          <Tag tone="good">{t('accounts.totp.on')}</Tag>{' '}
          {t('accounts.totp.since', { at: instant(format, account.totp.confirmed_at) })}
        </p>
        <PostButton action="/desk/account/totp/remove" label={t('accounts.totp.remove')} tone="bad" />
      </>
    ) : (
      <LinkButton href="/desk/account/totp">{t('accounts.totp.begin')}</LinkButton>
    )}
    {oidc && (
      <>
        <h3>{oidc}</h3>
        {account.isLinked ? (
          <>
            <p>{t('accounts.oidc.on', { name: oidc })}</p>
            <PostButton
              action="/desk/account/identity/remove"
              label={t('accounts.oidc.remove', { name: oidc })}
              tone="bad"
            />
          </>
        ) : (
          <>
            <p>{t('accounts.oidc.lead', { name: oidc })}</p>
            <PostButton action="/desk/account/identity" label={t('accounts.oidc.link', { name: oidc })} />
          </>
        )}
      </>
    )}
    {account.passkeys.length === 0 && !account.totp?.confirmed_at && !account.isLinked && (
      <Notice tone="warn">{t('accounts.own.noWayBack')}</Notice>
    )}
  </Section>
)

/** Where one is signed in, and the buttons that end it there. */
export const Sessions = ({ t, format, account, token }: OwnAccountProps & { token: string | null }) => (
  <Section
    title={t('accounts.sessions.title')}
    lead={t('accounts.sessions.lead')}
    id="sessions"
    actions={
      account.sessions.length > 1 && (
        <PostButton
          action="/desk/account/sessions/end"
          label={t('accounts.sessions.endOthers')}
          tone="bad"
          fields={{ others: 'yes' }}
        />
      )
    }
  >
    <DataTable
      t={t}
      caption={t('accounts.sessions.caption')}
      rows={account.sessions}
      columns={[
        {
          key: 'device',
          label: t('accounts.field.device'),
          phone: 'title',
          cell: ({ user_agent }) => deviceOf(user_agent) ?? t('accounts.sessions.unknown'),
        },
        { key: 'method', label: t('accounts.field.method'), cell: ({ method }) => methodName(t, method) },
        {
          key: 'since',
          label: t('accounts.field.since'),
          cell: ({ created_at }) => instant(format, created_at),
        },
        {
          key: 'end',
          label: t('accounts.field.action'),
          cell: ({ id, token: own }) =>
            own === token ? (
              <Tag tone="good">{t('accounts.sessions.here')}</Tag>
            ) : (
              <PostButton
                action="/desk/account/sessions/end"
                label={t('accounts.sessions.end')}
                fields={{ session: id }}
              />
            ),
        },
      ]}
      empty={<EmptyState title={t('accounts.sessions.none')} />}
    />
  </Section>
)

const methods = ['link', 'totp', 'passkey'] as const

const methodName = (t: Translator, method: string | null) =>
  t(`accounts.method.${methods.find((one) => one === method) ?? 'oidc'}`)

/** Tokens with which programs act in one's name. */
export const Tokens = ({ t, format, account, nameOf }: OwnAccountProps) => (
  <Section
    title={t('accounts.tokens.title')}
    lead={t('accounts.tokens.lead')}
    id="tokens"
    actions={<LinkButton href="/desk/account/tokens/new">{t('accounts.tokens.new')}</LinkButton>}
  >
    <DataTable
      t={t}
      caption={t('accounts.tokens.caption')}
      rows={account.tokens}
      columns={[
        { key: 'name', label: t('accounts.field.name'), phone: 'title', cell: ({ name }) => name },
        { key: 'unit', label: t('accounts.field.unit'), cell: ({ scope }) => nameOf(scope) },
        {
          key: 'permissions',
          label: t('accounts.field.permissions'),
          cell: ({ permissions }) => permissions.join(', '),
        },
        {
          key: 'until',
          label: t('accounts.field.until'),
          cell: ({ expires_at }) => instant(format, expires_at),
        },
        {
          key: 'used',
          label: t('accounts.field.lastUsed'),
          cell: ({ last_used_at }) =>
            last_used_at ? instant(format, last_used_at) : t('accounts.tokens.unused'),
        },
        {
          key: 'revoke',
          label: t('accounts.field.action'),
          cell: ({ id }) => (
            <PostButton
              action="/desk/account/tokens/revoke"
              label={t('accounts.tokens.revoke')}
              tone="bad"
              fields={{ token: id }}
            />
          ),
        },
      ]}
      empty={<EmptyState title={t('accounts.tokens.none')}>{t('accounts.tokens.noneLead')}</EmptyState>}
    />
  </Section>
)
