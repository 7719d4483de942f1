import type { Typed } from '../../../platform/http/form.ts'
import type { Translator } from '../../../platform/i18n/catalogue.ts'
import type { FieldProblem } from '../../../platform/result.ts'
import { DateField, Form, type Option, SelectField, TextArea } from '../../../ui/index.ts'
import type { Role } from '../roles.ts'

export interface InviteFormProps {
  t: Translator
  units: readonly Option[]
  roles: readonly Role[]
  typed: Typed
  problems: readonly FieldProblem[]
}

/** Whom to invite, as what, for which unit; one person or a whole unit, one a line. */
export const InviteForm = ({ t, units, roles, typed, problems }: InviteFormProps) => (
  <Form
    t={t}
    action="/desk/accounts/new"
    problems={problems}
    submit={t('accounts.new.button')}
    cancel={{ href: '/desk/accounts', label: t('accounts.cancel') }}
  >
    <TextArea
      t={t}
      name="people"
      label={t('accounts.new.people')}
      hint={t('accounts.new.peopleHint')}
      rows={4}
      required
      typed={typed}
      problems={problems}
    />
    <RoleFields t={t} units={units} roles={roles} typed={typed} problems={problems} />
  </Form>
)

/** Role, unit and days of a grant. */
export const RoleFields = ({ t, units, roles, typed, problems }: InviteFormProps) => {
  const common = { t, typed, problems }
  return (
    <>
      <SelectField
        {...common}
        name="role"
        label={t('accounts.field.role')}
        required
        options={[
          { value: '', label: t('accounts.new.chooseRole') },
          ...roles.map((role) => ({ value: role, label: t(`accounts.role.${role}`) })),
        ]}
      />
      <SelectField
        {...common}
        name="unit"
        label={t('accounts.field.unit')}
        hint={t('accounts.field.unitHint')}
        required
        options={units}
      />
      <DateField
        {...common}
        name="fromOn"
        label={t('accounts.field.fromOn')}
        hint={t('accounts.field.fromHint')}
      />
      <DateField
        {...common}
        name="untilOn"
        label={t('accounts.field.untilOn')}
        hint={t('accounts.field.untilHint')}
      />
    </>
  )
}
