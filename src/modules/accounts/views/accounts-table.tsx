import type { Translator } from '../../../platform/i18n/catalogue.ts'
import type { Formats } from '../../../platform/i18n/formats.ts'
import {
  DataTable,
  EmptyState,
  ExampleTag,
  FilterForm,
  SelectField,
  Tag,
  TextField,
  type Tone,
} from '../../../ui/index.ts'
import type { AccountRow, AccountState } from '../accounts-read-model.ts'
import { roles } from '../roles.ts'
import { instant, roleName } from './words.tsx'

const tones: Record<AccountState, Tone> = { active: 'good', invited: 'warn', idle: 'neutral', closed: 'bad' }

/** Whether somebody may come in, and has. */
export const StateTag = ({ t, state }: { t: Translator; state: AccountState }) => (
  <Tag tone={tones[state]}>{t(`accounts.state.${state}`)}</Tag>
)

export interface AccountsTableProps {
  t: Translator
  format: Formats
  rows: readonly AccountRow[]
  nameOf(scope: string): string
  typed: Record<string, string>
  next?: string
  first?: string
}

/** Accounts with their roles; the name leads to the account. */
export const AccountsTable = ({ t, format, rows, nameOf, typed, next, first }: AccountsTableProps) => (
  <DataTable
    t={t}
    caption={t('accounts.list.caption')}
    rows={rows}
    rowKey={({ id }) => `account-${id}`}
    filter={
      <FilterForm t={t} action="/desk/accounts" hidden={typed.unit ? { unit: typed.unit } : undefined}>
        <TextField t={t} name="q" type="search" label={t('accounts.list.search')} typed={typed} />
        <SelectField
          t={t}
          name="role"
          label={t('accounts.field.role')}
          typed={typed}
          options={[
            { value: '', label: t('accounts.list.anyRole') },
            ...roles.map((role) => ({ value: role, label: roleName(t, role) })),
          ]}
        />
      </FilterForm>
    }
    columns={[
      {
        key: 'name',
        label: t('accounts.field.name'),
        phone: 'title',
        cell: ({ id, name, signInName, example }) => (
          <>
            <a href={`/desk/accounts/${id}`}>{name}</a> {example && <ExampleTag t={t} />}
            <div class="hint">{signInName}</div>
          </>
        ),
      },
      { key: 'unit', label: t('accounts.field.unit'), cell: ({ scope }) => nameOf(scope) },
      {
        key: 'roles',
        label: t('accounts.field.roles'),
        cell: ({ roles: held, scope }) =>
          held.length === 0
            ? t('accounts.grants.none')
            : held.map((one) => (
                <div>
                  {roleName(t, one.role)}
                  {one.scope !== scope && ` · ${nameOf(one.scope)}`}
                </div>
              )),
      },
      {
        key: 'state',
        label: t('accounts.field.state'),
        cell: ({ state }) => <StateTag t={t} state={state} />,
      },
      {
        key: 'seen',
        label: t('accounts.field.lastSeen'),
        phone: 'hide',
        cell: ({ lastSeenAt }) => (lastSeenAt ? instant(format, lastSeenAt) : '–'),
      },
    ]}
    pager={{ next, previous: first, shown: t('accounts.list.shown', { count: rows.length }) }}
    empty={<EmptyState title={t('accounts.list.empty')}>{t('accounts.list.emptyLead')}</EmptyState>}
  />
)
