import { z } from 'zod'
import type { Typed } from '../../platform/http/form.ts'
import type { Translator } from '../../platform/i18n/catalogue.ts'
import type { FieldProblem } from '../../platform/result.ts'
import { CheckboxField, FieldGroup, RadioGroup, SelectField } from '../forms/choice-fields.tsx'
import { ConfirmForm, Form } from '../forms/form.tsx'
import { DateField, FileField, TextArea, TextField } from '../forms/text-fields.tsx'
import { Section } from '../parts/section.tsx'

/** What the sample form asks for. */
export const sampleForm = z.object({
  name: z.string('ui.form.required').trim().min(1, 'ui.form.required'),
  phone: z.string().regex(/^(\+\d{8,15})?$/, 'ui.form.invalid'),
  kind: z.string('ui.form.required').min(1, 'ui.form.required'),
  side: z.string('ui.form.required'),
})

export const FormParts = ({
  t,
  typed,
  problems,
}: {
  t: Translator
  typed?: Typed
  problems?: readonly FieldProblem[]
}) => {
  const field = { t, typed, problems }
  return (
    <Section id="forms" title={t('ui.living.forms')}>
      <Form
        t={t}
        action="/ui"
        submit={t('ui.living.save')}
        cancel={{ href: '/ui', label: t('ui.living.cancel') }}
        problems={problems}
        typed={typed}
      >
        <TextField {...field} name="name" label={t('ui.living.name')} autocomplete="name" required />
        <FieldGroup legend={t('ui.living.contact')}>
          <TextField
            {...field}
            name="phone"
            type="tel"
            label={t('ui.living.phone')}
            hint={t('ui.living.phoneHint')}
            width="medium"
            autocomplete="tel"
            inputmode="tel"
          />
          <DateField {...field} name="day" label={t('ui.living.day')} />
        </FieldGroup>
        <SelectField
          {...field}
          name="kind"
          label={t('ui.living.kind')}
          required
          options={[
            { value: '', label: t('ui.living.choose') },
            { value: 'hall', label: t('ui.living.programme') },
          ]}
        />
        <RadioGroup
          {...field}
          name="side"
          label={t('ui.living.side')}
          required
          options={[
            { value: 'one', label: t('ui.living.sideOne') },
            { value: 'two', label: t('ui.living.sideTwo') },
          ]}
        />
        <TextArea {...field} name="note" label={t('ui.living.note')} rows={3} />
        <FileField
          {...field}
          name="file"
          label={t('ui.living.file')}
          hint={t('ui.form.file')}
          accept=".xlsx"
        />
        <CheckboxField {...field} name="agree" label={t('ui.living.agree')} required />
      </Form>
    </Section>
  )
}

export const ConfirmParts = ({ t }: { t: Translator }) => (
  <div id="confirm">
    <ConfirmForm
      t={t}
      action="/ui"
      tone="bad"
      title={t('ui.living.removeTitle')}
      body={<p>{t('ui.living.removeBody')}</p>}
      confirm={t('ui.living.removeConfirm')}
      cancelHref="/ui"
    />
  </div>
)
