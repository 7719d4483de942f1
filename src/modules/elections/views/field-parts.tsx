import type { Typed } from '../../../platform/http/form.ts'
import type { Translator } from '../../../platform/i18n/catalogue.ts'
import type { FieldProblem } from '../../../platform/result.ts'
import { SelectField, TextField } from '../../../ui/index.ts'
import { confidences } from '../tables.ts'

/** What every field of a form is given. */
export interface FormState {
  t: Translator
  typed: Typed
  problems?: readonly FieldProblem[]
}

/** Where it is from and how sure it is; a figure or a date never stands without. */
export const OriginFields = (state: FormState) => (
  <>
    <TextField
      {...state}
      name="source"
      label={state.t('elections.source')}
      hint={state.t('elections.form.sourceHint')}
      required
      maxlength={300}
    />
    <SelectField
      {...state}
      name="conf"
      label={state.t('elections.form.conf')}
      required
      options={confidences.map((value) => ({ value, label: state.t(`elections.confLong.${value}`) }))}
    />
  </>
)

/** Names in both languages. */
export const NameFields = (state: FormState) => (
  <>
    <TextField {...state} name="nameId" label={state.t('elections.form.nameId')} required maxlength={200} />
    <TextField {...state} name="nameEn" label={state.t('elections.form.nameEn')} required maxlength={200} />
  </>
)

/** The code something new is known by in addresses. */
export const CodeField = ({ name, ...state }: FormState & { name: string }) => (
  <TextField
    {...state}
    name={name}
    label={state.t('elections.form.code')}
    hint={state.t('elections.form.codeHint')}
    required
    maxlength={40}
    width="medium"
  />
)

/** A unit, by code or name. */
export const UnitField = ({ name, label, ...state }: FormState & { name: string; label: string }) => (
  <TextField
    {...state}
    name={name}
    label={label}
    hint={state.t('elections.form.unitHint')}
    required
    maxlength={120}
    width="medium"
  />
)
