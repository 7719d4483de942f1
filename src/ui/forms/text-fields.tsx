import { describedBy, FieldBlock, type FieldProps, fieldId } from './field.tsx'

export interface TextFieldProps extends FieldProps {
  type?: 'text' | 'email' | 'tel' | 'url' | 'number' | 'search' | 'password'
  autocomplete?: string
  inputmode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | 'url' | 'search'
  maxlength?: number
  /** How long an answer is expected to be. */
  width?: 'short' | 'medium' | 'full'
}

/** One line of text. Required is checked by the server, which can say why in words. */
export const TextField = (props: TextFieldProps) => (
  <FieldBlock field={props}>
    <input
      class={`width-${props.width ?? 'full'}`}
      id={fieldId(props.name)}
      name={props.name}
      type={props.type ?? 'text'}
      value={props.typed?.[props.name] ?? ''}
      autocomplete={props.autocomplete}
      inputmode={props.inputmode}
      maxlength={props.maxlength}
      required={props.required}
      {...describedBy(props)}
    />
  </FieldBlock>
)

/** Several lines of text. */
export const TextArea = (props: FieldProps & { rows?: number; maxlength?: number }) => (
  <FieldBlock field={props}>
    <textarea
      id={fieldId(props.name)}
      name={props.name}
      rows={props.rows ?? 5}
      maxlength={props.maxlength}
      required={props.required}
      {...describedBy(props)}
    >
      {props.typed?.[props.name] ?? ''}
    </textarea>
  </FieldBlock>
)

/** A calendar day, YYYY-MM-DD. */
export const DateField = (props: FieldProps & { min?: string; max?: string }) => (
  <FieldBlock field={props}>
    <input
      class="width-medium"
      id={fieldId(props.name)}
      name={props.name}
      type="date"
      value={props.typed?.[props.name] ?? ''}
      min={props.min}
      max={props.max}
      required={props.required}
      {...describedBy(props)}
    />
  </FieldBlock>
)

/** A file. The form that holds it needs `enctype="multipart/form-data"`. */
export const FileField = (props: FieldProps & { accept?: string }) => (
  <FieldBlock field={props}>
    <input
      id={fieldId(props.name)}
      name={props.name}
      type="file"
      accept={props.accept}
      required={props.required}
      {...describedBy(props)}
    />
  </FieldBlock>
)
