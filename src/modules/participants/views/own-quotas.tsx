import type { Typed } from '../../../platform/http/form.ts'
import type { FieldProblem } from '../../../platform/result.ts'
import { DataTable, EmptyState, Form, PostButton, TextField } from '../../../ui/index.ts'
import { unitParam } from '../../directory/index.ts'
import { type ListWords, unitName } from '../list-words.ts'
import type { Quotas, Seats } from '../rules-read-model.ts'
import { quotaSides } from '../set-quotas.ts'

/** Units with a quota of their own, each with the way to take it away. */
export function OwnQuotas({ words, quotas, action }: { words: ListWords; quotas: Quotas; action: string }) {
  const { t, tree } = words
  const rows = [...quotas.own].map(([unitId, seats]) => ({ unitId, seats }))
  const codeOf = (unitId: string) => {
    const unit = tree.byId(unitId)
    return unit ? unitParam(unit) : unitId
  }
  const number = (seats: Seats, side: (typeof quotaSides)[number]) =>
    seats[side] ?? t('participants.quota.own.asEvery')
  return (
    <DataTable
      t={t}
      caption={t('participants.quota.own.caption')}
      rows={rows}
      empty={<EmptyState title={t('participants.quota.own.empty')} />}
      columns={[
        {
          key: 'unit',
          label: t('participants.column.unit'),
          phone: 'title',
          cell: ({ unitId }) => `${codeOf(unitId)} ${unitName(words, unitId)}`,
        },
        ...quotaSides.map((side) => ({
          key: side,
          label: t(`participants.quota.${side}`),
          cell: ({ seats }: { seats: Seats }) => number(seats, side),
        })),
        {
          key: 'remove',
          label: t('participants.quota.own.remove'),
          cell: ({ unitId }) => (
            <PostButton
              action={action}
              label={t('participants.quota.own.remove')}
              fields={{ unit: codeOf(unitId) }}
            />
          ),
        },
      ]}
    />
  )
}

/** Gives one unit, by its code, a quota of its own. */
export function OwnQuotaForm({
  words,
  typed,
  problems,
  action,
}: {
  words: ListWords
  typed: Typed
  problems: readonly FieldProblem[] | undefined
  action: string
}) {
  const { t } = words
  const field = { t, typed, problems, width: 'short' } as const
  return (
    <Form t={t} action={action} problems={problems} submit={t('participants.quota.own.save')}>
      <TextField
        {...field}
        required
        name="unit"
        label={t('participants.column.unitCode')}
        hint={t('participants.quota.own.unitHint')}
      />
      {quotaSides.map((side) => (
        <TextField
          {...field}
          inputmode="numeric"
          name={side}
          label={t(`participants.quota.${side}`)}
          hint={t('participants.quota.own.hint')}
        />
      ))}
    </Form>
  )
}
