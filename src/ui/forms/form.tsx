import type { Child } from 'hono/jsx'
import type { Typed } from '../../platform/http/form.ts'
import type { Translator } from '../../platform/i18n/catalogue.ts'
import type { FieldProblem } from '../../platform/result.ts'
import { Hidden, type HiddenFields } from '../parts/actions.tsx'
import type { Tone } from '../tone.ts'
import { ErrorSummary } from './error-summary.tsx'

export interface FormProps {
  t: Translator
  action: string
  method?: 'post' | 'get'
  problems?: readonly FieldProblem[]
  typed?: Typed
  /** Words of the button. */
  submit: Child
  cancel?: { href: string; label: Child }
  enctype?: 'multipart/form-data'
  /** `bad` where the button takes something away. */
  tone?: Tone
  /** Travels along without being shown. */
  hidden?: HiddenFields
  children?: Child
}

/** A form of the error loop: refused, it comes back with 422, a summary that leads to the fields, and the input. */
export const Form = (props: FormProps) => (
  <form class="form" method={props.method ?? 'post'} action={props.action} enctype={props.enctype} novalidate>
    {props.problems && props.problems.length > 0 && (
      <ErrorSummary t={props.t} problems={props.problems} fields={props.children} />
    )}
    <Hidden fields={props.hidden} />
    {props.children}
    <div class="actions">
      <button class={`button button-${props.tone === 'bad' ? 'bad' : 'main'}`} type="submit">
        {props.submit}
      </button>
      {props.cancel && (
        <a class="button button-plain" href={props.cancel.href}>
          {props.cancel.label}
        </a>
      )}
    </div>
  </form>
)

/** Fields in a row above a table; asks with GET so that the answer has an address. */
export const FilterForm = ({
  t,
  action,
  submit,
  hidden,
  problems = [],
  children,
}: {
  t: Translator
  action: string
  submit?: Child
  hidden?: HiddenFields
  /** What was asked for and cannot be answered, by field. */
  problems?: readonly FieldProblem[]
  children?: Child
}) => (
  <search>
    {problems.length > 0 && <ErrorSummary t={t} problems={problems} fields={children} />}
    <form class="filter" method="get" action={action}>
      <Hidden fields={hidden} />
      {children}
      <button class="button button-plain" type="submit">
        {submit ?? t('ui.form.filter')}
      </button>
    </form>
  </search>
)

/** The body of a page that asks once more before something is taken away. */
export const ConfirmForm = (props: {
  t: Translator
  action: string
  title: Child
  body?: Child
  /** Words of the button that does it. */
  confirm: Child
  cancelHref: string
  tone?: Tone
  fields?: HiddenFields
  children?: Child
}) => (
  <section class={`card confirm tone-${props.tone ?? 'neutral'}`}>
    <h2>{props.title}</h2>
    {props.body && <div class="confirm-body">{props.body}</div>}
    <form method="post" action={props.action}>
      <Hidden fields={props.fields} />
      {props.children}
      <div class="actions">
        <button class={`button button-${props.tone === 'bad' ? 'bad' : 'main'}`} type="submit">
          {props.confirm}
        </button>
        <a class="button button-plain" href={props.cancelHref}>
          {props.t('ui.confirm.cancel')}
        </a>
      </div>
    </form>
  </section>
)
