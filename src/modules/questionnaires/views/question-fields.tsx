import type { Typed } from '../../../platform/http/form.ts'
import type { Translator } from '../../../platform/i18n/catalogue.ts'
import type { FieldProblem } from '../../../platform/result.ts'
import { CheckboxField, FieldGroup, Form, TextArea, TextField } from '../../../ui/index.ts'
import type { QuestionKind } from '../tables.ts'

/** One question of a kind, as the committee writes it. */
export function QuestionForm({
  kind,
  action,
  back,
  ...state
}: {
  t: Translator
  typed: Typed
  problems?: readonly FieldProblem[]
  kind: QuestionKind
  action: string
  back: string
}) {
  const { t } = state
  const hasScale = kind === 'scale' || kind === 'matrix'
  const hasOptions = kind === 'one' || kind === 'several' || kind === 'matrix'
  const lines = kind === 'matrix' ? 'statements' : 'options'
  return (
    <Form
      t={t}
      action={action}
      problems={state.problems}
      hidden={{ kind }}
      submit={t('questionnaires.question.save')}
      cancel={{ href: back, label: t('ui.confirm.cancel') }}
    >
      <TextArea {...state} name="textId" label={t('questionnaires.question.textId')} required rows={2} />
      <TextArea {...state} name="textEn" label={t('questionnaires.question.textEn')} rows={2} />
      {hasOptions && (
        <>
          <TextArea
            {...state}
            name="optionsId"
            label={t(`questionnaires.question.${lines}Id`)}
            hint={t('questionnaires.question.linesHint')}
            required
            rows={6}
          />
          <TextArea
            {...state}
            name="optionsEn"
            label={t(`questionnaires.question.${lines}En`)}
            hint={t('questionnaires.question.linesEnHint')}
            rows={6}
          />
        </>
      )}
      {hasScale && (
        <FieldGroup legend={t('questionnaires.question.ends')}>
          <TextField {...state} name="lowId" label={t('questionnaires.question.lowId')} required />
          <TextField {...state} name="highId" label={t('questionnaires.question.highId')} required />
          <TextField {...state} name="lowEn" label={t('questionnaires.question.lowEn')} />
          <TextField {...state} name="highEn" label={t('questionnaires.question.highEn')} />
        </FieldGroup>
      )}
      {kind === 'one' && (
        <TextField
          {...state}
          name="right"
          label={t('questionnaires.question.right')}
          hint={t('questionnaires.question.rightHint')}
          inputmode="numeric"
          width="short"
        />
      )}
      <CheckboxField {...state} name="isRequired" label={t('questionnaires.question.required')} />
    </Form>
  )
}
