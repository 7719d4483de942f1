import type { Child } from 'hono/jsx'
import type { Typed } from '../../platform/http/form.ts'
import { type Translator, translateKey } from '../../platform/i18n/catalogue.ts'
import type { FieldProblem } from '../../platform/result.ts'

/** What every form part is given. */
export interface FieldProps {
  t: Translator
  name: string
  label: Child
  hint?: Child
  required?: boolean
  /** What was typed last, or the values to begin with. */
  typed?: Typed
  problems?: readonly FieldProblem[]
}

/** The address of a field within its page: what the error summary links to. */
export const fieldId = (name: string) => `field-${name}`

export const problemOf = (problems: readonly FieldProblem[] | undefined, name: string) =>
  problems?.find((problem) => problem.field === name)

export const problemText = (t: Translator, { key, params }: FieldProblem) =>
  translateKey(t.locale, key, params)

/** Attributes that tie a control to its hint and its problem. */
export function describedBy({ name, hint, problems }: FieldProps) {
  const problem = problemOf(problems, name)
  const ids = [hint ? `hint-${name}` : '', problem ? `problem-${name}` : ''].filter(Boolean)
  return {
    'aria-describedby': ids.length > 0 ? ids.join(' ') : undefined,
    'aria-invalid': problem ? ('true' as const) : undefined,
  }
}

const Optional = ({ t }: { t: Translator }) => <span class="optional">({t('ui.form.optional')})</span>

/** Label, hint and problem around one control. */
export function FieldBlock({ field, children }: { field: FieldProps; children?: Child }) {
  return (
    <div class={`field${problemOf(field.problems, field.name) ? ' field-wrong' : ''}`}>
      <label for={fieldId(field.name)}>
        {field.label} {!field.required && <Optional t={field.t} />}
      </label>
      <FieldNotes field={field} />
      {children}
    </div>
  )
}

/** Several controls under one question. */
export function FieldSet({ field, children }: { field: FieldProps; children?: Child }) {
  return (
    <fieldset
      class={`field${problemOf(field.problems, field.name) ? ' field-wrong' : ''}`}
      aria-describedby={describedBy(field)['aria-describedby']}
    >
      <legend>
        {field.label} {!field.required && <Optional t={field.t} />}
      </legend>
      <FieldNotes field={field} />
      {children}
    </fieldset>
  )
}

/** Hint and problem, above the control so that a phone's keyboard does not hide them. */
export function FieldNotes({ field }: { field: FieldProps }) {
  const problem = problemOf(field.problems, field.name)
  return (
    <>
      {field.hint && (
        <p class="hint" id={`hint-${field.name}`}>
          {field.hint}
        </p>
      )}
      {problem && (
        <p class="problem" id={`problem-${field.name}`}>
          {problemText(field.t, problem)}
        </p>
      )}
    </>
  )
}
