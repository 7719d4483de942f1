import type { Typed } from '../../../platform/http/form.ts'
import type { Translator } from '../../../platform/i18n/catalogue.ts'
import type { FieldProblem } from '../../../platform/result.ts'
import { CheckboxField, DateField, FieldGroup, Form, Notice, TextArea, TextField } from '../../../ui/index.ts'
import type { Election } from '../../elections/index.ts'
import { type Base, baseMeaning, baseName } from '../bases-read-model.ts'

/** Opens a programme: days, bases with their quotas, targets. */
export function OpenForm({
  action,
  back,
  election,
  bases,
  hasVolunteers,
  ceiling,
  ...state
}: {
  t: Translator
  typed: Typed
  problems?: readonly FieldProblem[]
  action: string
  back: string
  election: Election
  bases: readonly Base[]
  /** Volunteers serve in districts only. */
  hasVolunteers: boolean
  ceiling: number
}) {
  const { t } = state
  const basesProblem = state.problems?.find(({ field }) => field === 'bases')
  return (
    <Form
      t={t}
      action={action}
      problems={state.problems}
      submit={t('outreach.open.submit')}
      cancel={{ href: back, label: t('ui.confirm.cancel') }}
      hidden={{ election: election.id }}
    >
      <DateField {...state} name="startsOn" label={t('outreach.programme.startsOn')} required />
      <DateField {...state} name="endsOn" label={t('outreach.programme.endsOn')} required />
      <TextField
        {...state}
        name="targetPeople"
        label={t('outreach.programme.target')}
        hint={t('outreach.programme.targetHint')}
        inputmode="numeric"
        width="short"
      />
      <div id="field-bases" class={basesProblem ? 'field-wrong' : undefined}>
        {basesProblem && <Notice tone="bad">{t('outreach.refusal.noBases')}</Notice>}
        <FieldGroup legend={t('outreach.programme.bases')}>
          {bases.map((base) => (
            <CheckboxField
              {...state}
              name={`base-${base.code}`}
              label={
                <>
                  {baseName(base, t.locale)} <span class="hint">{baseMeaning(base, t.locale)}</span>
                </>
              }
            />
          ))}
        </FieldGroup>
        <details class="numbers" open={isWrong(state.problems)}>
          <summary>{t(hasVolunteers ? 'outreach.open.numbers' : 'outreach.open.targets')}</summary>
          {bases.map((base) => (
            <FieldGroup legend={baseName(base, t.locale)}>
              {hasVolunteers && (
                <TextField
                  {...state}
                  name={`quota-${base.code}`}
                  label={t('outreach.base.quota')}
                  hint={t('outreach.base.nationalHint', { value: base.nationalQuota })}
                  inputmode="numeric"
                  width="short"
                />
              )}
              <TextField
                {...state}
                name={`target-${base.code}`}
                label={t('outreach.open.baseTarget')}
                inputmode="numeric"
                width="short"
              />
            </FieldGroup>
          ))}
        </details>
      </div>
      {hasVolunteers && (
        <TextField
          {...state}
          name="quotaReason"
          label={t('outreach.programme.quotaReason')}
          hint={t('outreach.programme.quotaReasonHint', { ceiling })}
          maxlength={300}
        />
      )}
      <TextArea {...state} name="note" label={t('outreach.programme.note')} rows={3} maxlength={1000} />
    </Form>
  )
}

/** Whether a number of a single base was refused, so that it must not be folded away. */
const isWrong = (problems: readonly FieldProblem[] = []) =>
  problems.some(({ field }) => field.startsWith('quota-') || field.startsWith('target-'))
