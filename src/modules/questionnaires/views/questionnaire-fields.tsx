import type { Typed } from '../../../platform/http/form.ts'
import type { Translator } from '../../../platform/i18n/catalogue.ts'
import type { FieldProblem } from '../../../platform/result.ts'
import { Form, RadioGroup, SelectField, TextField } from '../../../ui/index.ts'
import type { MeetingClass } from '../../meetings/index.ts'
import { type Questionnaire, questionnaireTitle } from '../questionnaires-read-model.ts'
import { forWhom } from './words.tsx'

/** What a questionnaire is called, whom it asks, whether names are kept and when it is asked. */
export function QuestionnaireForm({
  action,
  back,
  submit,
  classes,
  copies,
  ...state
}: {
  t: Translator
  typed: Typed
  problems?: readonly FieldProblem[]
  action: string
  back: string
  submit: string
  /** Those the actor may ask; an empty id stands for the whole meeting. */
  classes: readonly (MeetingClass | null)[]
  /** Questionnaires whose questions can be taken over; none when one is changed. */
  copies: readonly { questionnaire: Questionnaire; of: string }[]
}) {
  const { t } = state
  const yesNo = (field: 'anonymous' | 'paired') =>
    (['no', 'yes'] as const).map((value) => ({
      value,
      label: t(`questionnaires.${field}.${value}`),
      hint: t(`questionnaires.${field}.${value}Hint`),
    }))
  return (
    <Form
      t={t}
      action={action}
      problems={state.problems}
      submit={submit}
      cancel={{ href: back, label: t('ui.confirm.cancel') }}
    >
      <TextField
        {...state}
        name="titleId"
        label={t('questionnaires.field.titleId')}
        hint={t('questionnaires.field.titleHint')}
        required
        maxlength={200}
      />
      <TextField {...state} name="titleEn" label={t('questionnaires.field.titleEn')} maxlength={200} />
      <SelectField
        {...state}
        name="classId"
        label={t('questionnaires.field.class')}
        required
        options={classes.map((one) => ({
          value: one?.id ?? '',
          label: forWhom(t, one?.id ?? null, one ? [one] : []),
        }))}
      />
      <RadioGroup
        {...state}
        name="isAnonymous"
        label={t('questionnaires.field.anonymous')}
        required
        options={yesNo('anonymous')}
      />
      <RadioGroup
        {...state}
        name="isPaired"
        label={t('questionnaires.field.moments')}
        required
        options={yesNo('paired')}
      />
      {copies.length > 0 && (
        <SelectField
          {...state}
          name="copyOf"
          label={t('questionnaires.field.copyOf')}
          hint={t('questionnaires.field.copyHint')}
          options={[
            { value: '', label: t('questionnaires.field.noCopy') },
            ...copies.map(({ questionnaire, of }) => ({
              value: questionnaire.id,
              label: `${questionnaireTitle(questionnaire, t.locale)} · ${of}`,
            })),
          ]}
        />
      )}
    </Form>
  )
}
