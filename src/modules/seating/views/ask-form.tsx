import type { Typed } from '../../../platform/http/form.ts'
import type { Translator } from '../../../platform/i18n/catalogue.ts'
import type { FieldProblem } from '../../../platform/result.ts'
import { CheckboxField, FieldGroup, Form, RadioGroup } from '../../../ui/index.ts'
import { goalNames, ruleNames, strengths, weightOf, weightOfUnplaced } from '../question.ts'

/** Goals and rules in words; what each strength counts is said where it is chosen. */
export function AskForm({
  t,
  round,
  typed,
  problems,
  action,
  cancelHref,
  limits,
}: {
  t: Translator
  round: number
  typed: Typed
  problems?: readonly FieldProblem[]
  action: string
  cancelHref: string
  limits: readonly number[]
}) {
  const state = { t, typed, problems }
  return (
    <Form
      t={t}
      action={action}
      problems={problems}
      submit={t('seating.ask.submit')}
      cancel={{ href: cancelHref, label: t('ui.confirm.cancel') }}
      hidden={{ round: String(round) }}
    >
      <FieldGroup legend={t('seating.ask.goals')}>
        <p class="hint">{t('seating.ask.weights', { some: weightOf.some, strong: weightOf.strong })}</p>
        {goalNames.map((goal) => (
          <RadioGroup
            {...state}
            name={goal}
            label={t(`seating.goal.${goal}`)}
            hint={t(`seating.goal.${goal}.hint`)}
            required
            options={strengths.map((value) => ({ value, label: t(`seating.strength.${value}`) }))}
          />
        ))}
      </FieldGroup>
      <FieldGroup legend={t('seating.ask.rules')}>
        <p class="hint">{t('seating.ask.always', { unplaced: weightOfUnplaced })}</p>
        {ruleNames.map((rule) => (
          <CheckboxField {...state} name={rule} label={t(`seating.rule.${rule}`)} />
        ))}
      </FieldGroup>
      <RadioGroup
        {...state}
        name="seconds"
        label={t('seating.ask.seconds')}
        hint={t('seating.ask.secondsHint')}
        required
        options={limits.map((seconds) => ({
          value: String(seconds),
          label: t('seating.ask.limit', { seconds }),
        }))}
      />
    </Form>
  )
}
