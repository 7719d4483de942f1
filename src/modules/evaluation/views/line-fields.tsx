import type { Child } from 'hono/jsx'
import type { Typed } from '../../../platform/http/form.ts'
import type { Translator } from '../../../platform/i18n/catalogue.ts'
import type { FieldProblem } from '../../../platform/result.ts'
import { Form, type Option, SelectField, TextArea, TextField } from '../../../ui/index.ts'

/** One line of the minutes: what it was about, what was said in sum, what was decided. */
export function LineForm({
  action,
  cancel,
  hidden,
  submit,
  sessions = [],
  ...state
}: {
  t: Translator
  typed: Typed
  problems?: readonly FieldProblem[]
  action: string
  cancel?: { href: string; label: Child }
  /** Version, session, and the id of a new line. */
  hidden: Record<string, string>
  submit: string
  /** To choose from, where the page itself is of no session. */
  sessions?: readonly Option[]
}) {
  const { t } = state
  return (
    <Form t={t} action={action} problems={state.problems} hidden={hidden} submit={submit} cancel={cancel}>
      {sessions.length > 0 && (
        <SelectField
          {...state}
          name="session"
          label={t('evaluation.finding.session')}
          required
          options={sessions}
        />
      )}
      <TextField {...state} name="point" label={t('evaluation.line.point')} required maxlength={200} />
      <TextArea {...state} name="said" label={t('evaluation.line.said')} required rows={5} maxlength={5000} />
      <TextArea {...state} name="decided" label={t('evaluation.line.decided')} rows={2} maxlength={2000} />
    </Form>
  )
}
