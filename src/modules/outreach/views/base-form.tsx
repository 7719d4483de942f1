import type { Typed } from '../../../platform/http/form.ts'
import type { Translator } from '../../../platform/i18n/catalogue.ts'
import type { FieldProblem } from '../../../platform/result.ts'
import { CheckboxField, Form, PostButton, Section, TextField } from '../../../ui/index.ts'
import type { Base } from '../bases-read-model.ts'

/** A unit's own terms for a base, each field with the national value beside it, and the way back. */
export function BaseForm({
  base,
  action,
  back,
  isOwn,
  backTo,
  ...state
}: {
  t: Translator
  typed: Typed
  problems?: readonly FieldProblem[]
  base: Base
  action: string
  back: string
  /** The terms that hold are the unit's own. */
  isOwn: boolean
  /** Name of the unit above whose terms would hold; null: the national ones. */
  backTo: string | null
}) {
  const { t } = state
  const national = (value: number | null) =>
    t('outreach.base.nationalHint', { value: value === null ? t('outreach.age.any') : value })
  const number = { ...state, inputmode: 'numeric', width: 'short' } as const
  return (
    <>
      {isOwn && (
        <Section title={t('outreach.base.ownTitle')} lead={t('outreach.base.ownLead')}>
          <PostButton
            action={`${action}/restore`}
            label={
              backTo === null
                ? t('outreach.base.backToNational')
                : t('outreach.base.backToUnit', { unit: backTo })
            }
          />
        </Section>
      )}
      <Form
        t={t}
        action={action}
        problems={state.problems}
        submit={t('outreach.base.save')}
        cancel={{ href: back, label: t('ui.confirm.cancel') }}
      >
        <CheckboxField {...state} name="isUsed" label={t('outreach.base.isUsed')} />
        <TextField
          {...number}
          name="quota"
          label={t('outreach.base.quota')}
          hint={national(base.nationalQuota)}
          required
        />
        <TextField
          {...number}
          name="ageFrom"
          label={t('outreach.base.ageFrom')}
          hint={national(base.national.ageFrom)}
        />
        <TextField
          {...number}
          name="ageUntil"
          label={t('outreach.base.ageUntil')}
          hint={national(base.national.ageUntil)}
        />
        <TextField
          {...number}
          name="volunteerAgeUntil"
          label={t('outreach.base.volunteerAgeUntil')}
          hint={national(base.national.volunteerAgeUntil)}
        />
        <TextField
          {...state}
          name="reason"
          label={t('outreach.base.reason')}
          hint={t('outreach.base.reasonHint')}
          required
          maxlength={300}
        />
      </Form>
    </>
  )
}
