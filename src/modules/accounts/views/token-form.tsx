import type { Typed } from '../../../platform/http/form.ts'
import type { Translator } from '../../../platform/i18n/catalogue.ts'
import type { FieldProblem } from '../../../platform/result.ts'
import { CheckboxField, FieldGroup, Form, type Option, SelectField, TextField } from '../../../ui/index.ts'
import { tokenDays } from '../make-token.ts'
import type { Permission } from '../roles.ts'

export interface TokenFormProps {
  t: Translator
  action: string
  units: readonly Option[]
  permissions: readonly Permission[]
  typed: Typed
  problems: readonly FieldProblem[]
}

/** What a token is for, where, for how long, and what it may do there. */
export const TokenForm = ({ t, action, units, permissions, typed, problems }: TokenFormProps) => (
  <Form
    t={t}
    action={action}
    problems={problems}
    submit={t('accounts.tokens.make')}
    cancel={{ href: '/desk/account#tokens', label: t('accounts.cancel') }}
  >
    <TextField
      t={t}
      name="name"
      label={t('accounts.tokens.name')}
      hint={t('accounts.tokens.nameHint')}
      required
      maxlength={80}
      typed={typed}
      problems={problems}
    />
    <SelectField
      t={t}
      name="unit"
      label={t('accounts.field.unit')}
      hint={t('accounts.field.unitHint')}
      required
      options={units}
      typed={typed}
      problems={problems}
    />
    <SelectField
      t={t}
      name="days"
      label={t('accounts.tokens.days')}
      required
      options={tokenDays.map((days) => ({
        value: String(days),
        label: t('accounts.tokens.dayCount', { days }),
      }))}
      typed={typed}
      problems={problems}
    />
    <FieldGroup legend={t('accounts.field.permissions')}>
      {problems.some(({ field }) => field === 'permissions') && (
        <p class="problem" id="field-permissions">
          {t(
            problems.some(({ key }) => key === 'accounts.refusal.tokenTooMuch')
              ? 'accounts.refusal.tokenTooMuch'
              : 'accounts.refusal.tokenPermissions',
          )}
        </p>
      )}
      {permissions.map((permission) => (
        <CheckboxField
          t={t}
          name={`permission.${permission}`}
          label={t(`accounts.permission.${permission}`)}
          typed={typed}
          problems={problems}
        />
      ))}
    </FieldGroup>
  </Form>
)
