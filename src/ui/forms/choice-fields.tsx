import type { Child } from 'hono/jsx'
import {
  describedBy,
  FieldBlock,
  FieldNotes,
  type FieldProps,
  FieldSet,
  fieldId,
  problemOf,
} from './field.tsx'

export interface Option {
  value: string
  label: string
  hint?: Child
}

/** One of many. Begin the options with an empty one where nothing is chosen yet. */
export const SelectField = (props: FieldProps & { options: readonly Option[] }) => (
  <FieldBlock field={props}>
    <select id={fieldId(props.name)} name={props.name} required={props.required} {...describedBy(props)}>
      {props.options.map(({ value, label }) => (
        <option value={value} selected={(props.typed?.[props.name] ?? '') === value}>
          {label}
        </option>
      ))}
    </select>
  </FieldBlock>
)

/** One of few, all in sight. The error summary leads to the first. */
export const RadioGroup = (props: FieldProps & { options: readonly Option[] }) => (
  <FieldSet field={props}>
    {props.options.map(({ value, label, hint }, at) => (
      <label class="choice">
        <input
          type="radio"
          id={at === 0 ? fieldId(props.name) : undefined}
          name={props.name}
          value={value}
          checked={props.typed?.[props.name] === value}
        />
        <span>
          {label}
          {hint && <span class="hint">{hint}</span>}
        </span>
      </label>
    ))}
  </FieldSet>
)

/** Yes or no. Sends `value` (`on`) when ticked, nothing otherwise. */
export const CheckboxField = (props: FieldProps & { value?: string }) => (
  <div class={`field${problemOf(props.problems, props.name) ? ' field-wrong' : ''}`}>
    <FieldNotes field={props} />
    <label class="choice">
      <input
        type="checkbox"
        id={fieldId(props.name)}
        name={props.name}
        value={props.value ?? 'on'}
        checked={(props.typed?.[props.name] ?? '') === (props.value ?? 'on')}
        {...describedBy(props)}
      />
      <span>{props.label}</span>
    </label>
  </div>
)

/** Fields that belong together, under a legend. */
export const FieldGroup = ({ legend, children }: { legend: Child; children?: Child }) => (
  <fieldset class="group">
    <legend>{legend}</legend>
    {children}
  </fieldset>
)
