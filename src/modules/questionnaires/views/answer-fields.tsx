import type { Typed } from '../../../platform/http/form.ts'
import type { Translator } from '../../../platform/i18n/catalogue.ts'
import type { FieldProblem } from '../../../platform/result.ts'
import { CheckboxField, FieldGroup, RadioGroup, TextArea } from '../../../ui/index.ts'
import { highText, lowText, optionText, type Question, questionText, steps } from '../question.ts'
import { fieldOf, longestWords } from '../read-answer.ts'

interface State {
  t: Translator
  typed: Typed
  problems?: readonly FieldProblem[]
}

/** One question as somebody answers it, `number` from 1. */
export function AnswerField({ question, number, ...state }: State & { question: Question; number: number }) {
  const { t } = state
  const { id, kind, isRequired: required } = question
  const label = `${number}. ${questionText(question, t.locale)}`
  const scale = steps.map((step, at) => ({
    value: step,
    label:
      at === 0
        ? `${step} – ${lowText(question, t.locale)}`
        : at === steps.length - 1
          ? `${step} – ${highText(question, t.locale)}`
          : step,
  }))
  const options = question.options.map((option) => ({
    value: option.key,
    label: optionText(option, t.locale),
  }))
  if (kind === 'open') {
    return (
      <TextArea
        {...state}
        name={fieldOf(id)}
        label={label}
        hint={t('questionnaires.answer.wordsHint', { most: longestWords })}
        required={required}
        rows={4}
      />
    )
  }
  if (kind === 'scale' || kind === 'one') {
    return (
      <RadioGroup
        {...state}
        name={fieldOf(id)}
        label={label}
        required={required}
        options={kind === 'scale' ? scale : options}
      />
    )
  }
  return (
    <FieldGroup legend={label}>
      {kind === 'several' && <p class="hint">{t('questionnaires.answer.several')}</p>}
      {options.map((option) =>
        kind === 'several' ? (
          <CheckboxField {...state} name={fieldOf(id, option.value)} label={option.label} />
        ) : (
          <RadioGroup
            {...state}
            name={fieldOf(id, option.value)}
            label={option.label}
            required={required}
            options={scale}
          />
        ),
      )}
    </FieldGroup>
  )
}
