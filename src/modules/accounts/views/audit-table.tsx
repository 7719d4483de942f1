import type { Translator } from '../../../platform/i18n/catalogue.ts'
import type { Formats } from '../../../platform/i18n/formats.ts'
import { DataTable, DateField, EmptyState, FilterForm, TextField } from '../../../ui/index.ts'
import { auditDiff, type Difference } from '../audit-diff.ts'
import type { AuditRow } from '../audit-read-model.ts'
import { instant } from './words.tsx'

export interface AuditTableProps {
  t: Translator
  format: Formats
  rows: readonly AuditRow[]
  nameOf(scope: string): string
  /** Names of the accounts that entries are about. */
  accounts: ReadonlyMap<string, string>
  /** What was done, in words, by action. */
  words: ReadonlyMap<string, string>
  typed: Record<string, string>
  next?: string
  first?: string
}

/** Who did what, where, when, with before and after. */
export const AuditTable = ({
  t,
  format,
  rows,
  nameOf,
  accounts,
  words,
  typed,
  next,
  first,
}: AuditTableProps) => (
  <DataTable
    t={t}
    caption={t('accounts.audit.caption')}
    rows={rows}
    filter={
      <FilterForm t={t} action="/desk/audit" hidden={typed.unit ? { unit: typed.unit } : undefined}>
        <TextField t={t} name="who" type="search" label={t('accounts.audit.who')} typed={typed} />
        <TextField t={t} name="what" type="search" label={t('accounts.audit.what')} typed={typed} />
        <DateField t={t} name="from" label={t('accounts.field.fromOn')} typed={typed} />
        <DateField t={t} name="until" label={t('accounts.field.untilOn')} typed={typed} />
      </FilterForm>
    }
    columns={[
      {
        key: 'who',
        label: t('accounts.audit.who'),
        phone: 'title',
        cell: ({ actorName, actorKind }) => (
          <>
            {actorName}
            {actorKind !== 'person' && (
              <span class="hint">
                {' '}
                · {t(actorKind === 'program' ? 'accounts.audit.program' : 'accounts.audit.system')}
              </span>
            )}
          </>
        ),
      },
      { key: 'when', label: t('accounts.audit.when'), cell: ({ at }) => instant(format, at) },
      {
        key: 'what',
        label: t('accounts.audit.what'),
        cell: ({ action, subject }) => (
          <>
            {words.get(action) ?? <code>{action}</code>}
            <div class="hint">
              <Subject subject={subject} accounts={accounts} />
            </div>
          </>
        ),
      },
      { key: 'unit', label: t('accounts.field.unit'), cell: ({ scope }) => nameOf(scope) },
      {
        key: 'change',
        label: t('accounts.audit.change'),
        cell: ({ before, after }) => <Differences t={t} list={auditDiff(before, after)} />,
      },
    ]}
    pager={{ next, previous: first, shown: t('accounts.audit.shown', { count: rows.length }) }}
    empty={<EmptyState title={t('accounts.audit.empty')}>{t('accounts.audit.emptyLead')}</EmptyState>}
  />
)

/** What was changed; accounts by their name as long as they exist. */
function Subject({ subject, accounts }: { subject: string; accounts: ReadonlyMap<string, string> }) {
  const name = accountIn(subject) && accounts.get(accountIn(subject) ?? '')
  return name ? <a href={`/desk/accounts/${accountIn(subject)}`}>{name}</a> : subject
}

/** The account a subject names, if it is one. */
export const accountIn = (subject: string) => /^account (\S+)$/.exec(subject)?.[1]

const longest = 160
const shortened = (text: string) => (text.length > longest ? `${text.slice(0, longest)}…` : text)

/** One line a field: `name: before → after` where it changed, `name: value` where there was nothing to change. */
const Differences = ({ t, list }: { t: Translator; list: readonly Difference[] }) =>
  list.length === 0
    ? '–'
    : list.map(({ name, before, after, changed }) => (
        <div>
          {name && `${name}: `}
          {changed && before !== null && after !== null ? (
            <>
              <del>{shortened(before)}</del>
              <span aria-hidden="true"> → </span>
              <span class="hidden-words"> {t('accounts.audit.became')} </span>
              <ins>{shortened(after)}</ins>
            </>
          ) : after === null ? (
            <del>{shortened(before ?? '')}</del>
          ) : (
            shortened(after)
          )}
        </div>
      ))
