import type { Typed } from '../../../platform/http/form.ts'
import type { Translator } from '../../../platform/i18n/catalogue.ts'
import type { FieldProblem } from '../../../platform/result.ts'
import {
  CheckboxField,
  DateField,
  FieldGroup,
  Form,
  RadioGroup,
  SelectField,
  TextField,
} from '../../../ui/index.ts'
import type { MeetingClass } from '../../meetings/index.ts'
import { answers, wishField, wishRounds } from '../answer-form.ts'
import { GenderField } from './person-fields.tsx'

export interface AnswerFormProps {
  t: Translator
  action: string
  typed: Typed
  problems?: readonly FieldProblem[]
  classes: readonly MeetingClass[]
  venueId: string | null
  /** Comes with a mandate, which is not passed on. */
  isRepresentative: boolean
  /** `WIB`: in which zone times are meant. */
  zone: string
}

const topicIn = (t: Translator, one: MeetingClass) =>
  `${one.code} · ${t.locale === 'en' ? (one.topicEn ?? one.topicId) : one.topicId}`

/** The answer to an invitation: for who is invited, for the unit's desk and for the committee. */
export function AnswerForm(props: AnswerFormProps) {
  const { t, action, typed, problems, classes, venueId, isRepresentative, zone } = props
  const field = { t, typed, problems }
  const rounds = wishRounds(classes, venueId)
  const shown = answers.filter((answer) => !isRepresentative || answer !== 'represented')
  return (
    <Form t={t} action={action} problems={problems} submit={t('participants.answer.send')}>
      <RadioGroup
        {...field}
        required
        name="answer"
        label={t('participants.answer.question')}
        options={shown.map((value) => ({ value, label: t(`participants.answer.${value}`) }))}
      />
      <TextField {...field} name="reason" label={t('participants.answer.reason')} maxlength={300} />
      {!isRepresentative && (
        <FieldGroup legend={t('participants.answer.mandate')}>
          <TextField
            {...field}
            name="representativeName"
            label={t('participants.column.name')}
            maxlength={120}
          />
          <TextField
            {...field}
            name="representativePosition"
            label={t('participants.column.position')}
            maxlength={120}
          />
          <GenderField {...field} name="representativeGender" />
        </FieldGroup>
      )}
      <FieldGroup legend={t('participants.answer.stay')}>
        {(['arrives', 'leaves'] as const).map((end) => (
          <>
            <DateField {...field} name={`${end}On`} label={t(`participants.answer.${end}On`)} />
            <TextField
              {...field}
              name={`${end}Time`}
              label={t(`participants.answer.${end}Time`, { zone })}
              hint={t('participants.answer.timeHint')}
              width="short"
              maxlength={5}
            />
          </>
        ))}
        <TextField {...field} name="travel" label={t('participants.answer.travel')} maxlength={300} />
      </FieldGroup>
      <FieldGroup legend={t('participants.answer.needsTitle')}>
        <TextField
          {...field}
          name="needs"
          label={t('participants.answer.needs')}
          hint={t('participants.answer.needsHint')}
          maxlength={300}
        />
        <CheckboxField {...field} name="needsAccessible" label={t('participants.answer.accessible')} />
      </FieldGroup>
      {rounds.map(({ round, classes: held, weights }) => (
        <FieldGroup legend={t('participants.answer.wishes', { round })}>
          {weights.map((weight) => (
            <SelectField
              {...field}
              name={wishField(round, weight)}
              label={t('participants.answer.wish', { place: 4 - weight })}
              options={[
                { value: '', label: t('participants.answer.noWish') },
                ...held.map((one) => ({ value: one.id, label: topicIn(t, one) })),
              ]}
            />
          ))}
        </FieldGroup>
      ))}
    </Form>
  )
}
