import type { Typed } from '../../../platform/http/form.ts'
import type { Translator } from '../../../platform/i18n/catalogue.ts'
import type { FieldProblem } from '../../../platform/result.ts'
import { SelectField, TextField } from '../../../ui/index.ts'
import { directoryName } from '../../directory/index.ts'
import type { ListWords } from '../list-words.ts'

interface PersonField {
  t: Translator
  typed?: Typed
  problems?: readonly FieldProblem[]
}

/** What stands first where a choice may be left open. */
export const noChoice = (t: Translator) => ({ value: '', label: t('participants.none') })

export const GenderField = ({ name = 'gender', ...field }: PersonField & { name?: string }) => (
  <SelectField
    {...field}
    name={name}
    label={field.t('participants.column.gender')}
    options={[
      noChoice(field.t),
      ...(['f', 'm'] as const).map((value) => ({ value, label: field.t(`participants.gender.${value}`) })),
    ]}
  />
)

export const DivisionField = ({ words, ...field }: PersonField & { words: ListWords }) => (
  <SelectField
    {...field}
    name="division"
    label={field.t('participants.column.division')}
    options={[
      noChoice(field.t),
      ...words.divisions.map((one) => ({ value: one.code, label: directoryName(one, field.t.locale) })),
    ]}
  />
)

/** What somebody is called by who holds no position of the directory. */
export const TitleField = (field: PersonField) => (
  <TextField
    {...field}
    name="title"
    label={field.t('participants.column.title')}
    hint={field.t('participants.add.titleHint')}
    maxlength={120}
  />
)
