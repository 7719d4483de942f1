import type { Typed } from '../../../platform/http/form.ts'
import type { FieldProblem } from '../../../platform/result.ts'
import { RadioGroup, TextField } from '../../../ui/index.ts'
import type { Reader } from './reader.ts'

export interface FieldsProps extends Pick<Reader, 't'> {
  typed: Typed
  problems: readonly FieldProblem[]
}

/** The data kept about a person. */
export const PersonFields = ({ t, typed, problems }: FieldsProps) => {
  const field = { t, typed, problems }
  return (
    <>
      <TextField {...field} name="name" label={t('directory.person.name')} required maxlength={120} />
      <RadioGroup
        {...field}
        name="gender"
        label={t('directory.person.gender')}
        options={[
          { value: 'f', label: t('directory.gender.f') },
          { value: 'm', label: t('directory.gender.m') },
        ]}
      />
      <TextField
        {...field}
        name="phone"
        type="tel"
        inputmode="tel"
        label={t('directory.person.phone')}
        hint={t('directory.person.contactHint')}
        width="medium"
        maxlength={30}
      />
      <TextField
        {...field}
        name="email"
        type="email"
        label={t('directory.person.email')}
        hint={t('directory.person.contactHint')}
        maxlength={120}
      />
      <TextField
        {...field}
        name="staffNumber"
        inputmode="numeric"
        label={t('directory.person.staffNumber')}
        hint={t('directory.person.staffNumberHint')}
        width="medium"
        maxlength={40}
      />
    </>
  )
}
