import type { Typed } from '../../../platform/http/form.ts'
import type { FieldProblem } from '../../../platform/result.ts'
import {
  ActionBar,
  CheckboxField,
  DataTable,
  EmptyState,
  EntryList,
  FieldGroup,
  Form,
  Notice,
  PostButton,
  RadioGroup,
  Section,
  Tag,
  TextField,
} from '../../../ui/index.ts'
import { directoryName } from '../../directory/index.ts'
import type { InvitationPlan } from '../invitation-plan.ts'
import { divisionName, type ListWords, positionName, unitName } from '../list-words.ts'
import { type InvitationRule, ruleLevels } from '../rules-read-model.ts'

/** A rule in words: `Komisioner · Ketua, Anggota · tingkat provinsi · Jawa Tengah dan di bawahnya`. */
export function ruleText(words: ListWords, rule: InvitationRule): string {
  const { t } = words
  const parts = [
    rule.side ? t(`participants.side.${rule.side}`) : t('participants.rule.anySide'),
    rule.positions.map((code) => positionName(words, code)).join(', '),
    rule.divisions.map((code) => divisionName(words, code)).join(', '),
    rule.levels.map((level) => t(`participants.level.${level}`)).join(', '),
    t('participants.rule.under', { unit: unitName(words, rule.scope) }),
  ]
  return parts.filter((part) => part !== '').join(' · ')
}

interface RuleListProps {
  words: ListWords
  rules: readonly InvitationRule[]
  mayChange: boolean
  href(under: string): string
}

export const RuleList = ({ words, rules, mayChange, href }: RuleListProps) => {
  const { t } = words
  if (rules.length === 0)
    return <EmptyState title={t('participants.rules.empty')}>{t('participants.rules.emptyText')}</EmptyState>
  return (
    <DataTable
      t={t}
      caption={t('participants.rules.list')}
      rows={rules}
      empty={null}
      columns={[
        {
          key: 'effect',
          label: t('participants.rule.effect'),
          phone: 'title',
          cell: (rule) => (
            <>
              {rules.indexOf(rule) + 1}.{' '}
              <Tag tone={rule.effect === 'invite' ? 'good' : 'bad'}>
                {t(`participants.effect.${rule.effect}`)}
              </Tag>
            </>
          ),
        },
        { key: 'who', label: t('participants.rule.who'), cell: (rule) => ruleText(words, rule) },
        ...(mayChange
          ? [
              {
                key: 'do',
                label: t('participants.do'),
                cell: (rule: InvitationRule) => (
                  <ActionBar>
                    {rule !== rules[0] && (
                      <PostButton
                        action={href(`rules/${rule.id}/raise`)}
                        label={t('participants.rule.raise')}
                      />
                    )}
                    <PostButton
                      action={href(`rules/${rule.id}/remove`)}
                      label={t('participants.rule.remove')}
                    />
                  </ActionBar>
                ),
              },
            ]
          : []),
      ]}
    />
  )
}

/** What applying would do now, and the way on to what has changed since. */
export function PlanSection({
  words,
  plan,
  mayChange,
  href,
  day,
}: {
  words: ListWords
  plan: InvitationPlan
  mayChange: boolean
  href(under: string): string
  day: string
}) {
  const { t } = words
  const waiting = plan.added.filter(({ state }) => state === 'waiting').length
  const shown = plan.added.slice(0, 20)
  return (
    <Section title={t('participants.plan.title')} lead={t('participants.plan.lead', { day })}>
      <Notice tone={plan.added.length > 0 ? 'warn' : 'neutral'}>
        {t('participants.plan.would', {
          matched: plan.matched,
          added: plan.added.length,
          already: plan.already,
          gone: plan.noLonger.length,
        })}
        {waiting > 0 && ` ${t('participants.plan.waiting', { waiting })}`}
        {plan.leftOut > 0 && ` ${t('participants.plan.leftOut', { leftOut: plan.leftOut })}`}
      </Notice>
      {shown.length > 0 && (
        <details class="numbers">
          <summary>{t('participants.plan.first', { shown: shown.length, count: plan.added.length })}</summary>
          <EntryList
            entries={shown.map((one) => ({
              title: one.name,
              text: [
                `${positionName(words, one.position)}, ${unitName(words, one.unitId)}`,
                ...one.also.map((also) =>
                  t('participants.also', {
                    office: `${positionName(words, also.position)}, ${unitName(words, also.unitId)}`,
                  }),
                ),
              ].join(' – '),
            }))}
          />
        </details>
      )}
      {mayChange && plan.added.length > 0 && (
        <PostButton
          action={href('apply')}
          tone="ink"
          label={t('participants.plan.apply', { added: plan.added.length })}
          fields={{ expected: String(plan.added.length) }}
        />
      )}
      {(plan.noLonger.length > 0 || plan.changed.length > 0 || plan.returning.length > 0) && (
        <p>
          <a href={href('changes')}>{t('participants.follow.look')}</a>
        </p>
      )}
    </Section>
  )
}

interface RuleFormProps {
  words: ListWords
  typed: Typed
  problems?: readonly FieldProblem[]
  action: string
}

export function RuleForm({ words, typed, problems, action }: RuleFormProps) {
  const { t, positions, divisions } = words
  const field = { t, typed, problems }
  return (
    <Form t={t} action={action} problems={problems} submit={t('participants.rule.add')}>
      <RadioGroup
        {...field}
        required
        name="effect"
        label={t('participants.rule.effect')}
        options={(['invite', 'leave-out'] as const).map((value) => ({
          value,
          label: t(`participants.effect.${value}`),
        }))}
      />
      <RadioGroup
        {...field}
        required
        name="side"
        label={t('participants.column.side')}
        options={[
          { value: '', label: t('participants.rule.anySide') },
          ...(['commissioner', 'secretariat'] as const).map((value) => ({
            value,
            label: t(`participants.side.${value}`),
          })),
        ]}
      />
      <FieldGroup legend={t('participants.rule.positions')}>
        {positions.map((one) => (
          <CheckboxField {...field} name={`positions-${one.code}`} label={directoryName(one, t.locale)} />
        ))}
      </FieldGroup>
      <FieldGroup legend={t('participants.rule.divisions')}>
        {divisions.map((one) => (
          <CheckboxField {...field} name={`divisions-${one.code}`} label={directoryName(one, t.locale)} />
        ))}
      </FieldGroup>
      <FieldGroup legend={t('participants.rule.levels')}>
        {ruleLevels.map((level) => (
          <CheckboxField {...field} name={`levels-${level}`} label={t(`participants.level.${level}`)} />
        ))}
      </FieldGroup>
      <TextField
        {...field}
        name="scope"
        label={t('participants.rule.scope')}
        hint={t('participants.rule.scopeHint')}
        width="medium"
      />
    </Form>
  )
}

export function QuotaForm({ words, typed, problems, action }: RuleFormProps) {
  const { t } = words
  const field = { t, typed, problems, width: 'short', inputmode: 'numeric' } as const
  return (
    <Form t={t} action={action} problems={problems} submit={t('participants.quota.save')}>
      {(['commissioner', 'secretariat'] as const).map((side) => (
        <TextField
          {...field}
          name={side}
          label={t(`participants.quota.${side}`)}
          hint={t('participants.quota.hint')}
        />
      ))}
    </Form>
  )
}
