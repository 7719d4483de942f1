import {
  CheckboxField,
  DateField,
  FieldGroup,
  Form,
  SelectField,
  TextArea,
  TextField,
} from '../../../ui/index.ts'
import { type Contest, nameIn } from '../elections-read-model.ts'
import { denominatorKinds, turnoutAreas, turnoutMethods } from '../tables.ts'
import { type FormState, OriginFields, UnitField } from './field-parts.tsx'

/** The form of one record of turnout. */
export function TurnoutFields({
  contests,
  action,
  back,
  ...state
}: FormState & { contests: readonly Contest[]; action: string; back: string }) {
  const { t } = state
  const count = { ...state, inputmode: 'numeric', width: 'medium' } as const
  const percent = { ...state, inputmode: 'decimal', width: 'short' } as const
  return (
    <Form
      t={t}
      action={action}
      problems={state.problems}
      submit={t('elections.form.save')}
      cancel={{ href: back, label: t('ui.confirm.cancel') }}
    >
      <SelectField
        {...state}
        name="contest"
        label={t('elections.turnout.contest')}
        required
        options={contests.map((contest) => ({ value: contest.code, label: nameIn(t.locale, contest) }))}
      />
      <UnitField {...state} name="scope" label={t('elections.turnout.area')} />
      <SelectField
        {...state}
        name="area"
        label={t('elections.turnout.whose')}
        required
        options={turnoutAreas.map((value) => ({ value, label: t(`elections.areaChoice.${value}`) }))}
      />
      <FieldGroup legend={t('elections.turnout.numbers')}>
        <TextField
          {...count}
          name="voted"
          label={t('elections.turnout.voted')}
          hint={t('elections.form.countHint')}
        />
        <TextField {...count} name="dpt" label={t('elections.list.DPT')} />
        <TextField {...count} name="dptb" label={t('elections.list.DPTb')} />
        <TextField {...count} name="dpk" label={t('elections.list.DPK')} />
        <TextField
          {...count}
          name="denominator"
          label={t('elections.turnout.denominator')}
          hint={t('elections.form.denominatorHint')}
        />
        <SelectField
          {...state}
          name="denominatorKind"
          label={t('elections.turnout.denominatorKind')}
          required
          options={denominatorKinds.map((value) => ({
            value,
            label: value === 'unstated' ? t('elections.turnout.notStated') : value,
          }))}
        />
      </FieldGroup>
      <FieldGroup legend={t('elections.turnout.rate')}>
        <TextField
          {...percent}
          name="statedPercent"
          label={t('elections.turnout.stated')}
          hint={t('elections.form.percentHint')}
        />
        <CheckboxField {...state} name="isApproximate" label={t('elections.turnout.isApproximate')} />
        <SelectField
          {...state}
          name="method"
          label={t('elections.turnout.method')}
          required
          options={turnoutMethods.map((value) => ({ value, label: t(`elections.method.${value}`) }))}
        />
        <TextField
          {...count}
          name="areas"
          label={t('elections.turnout.areas')}
          hint={t('elections.form.areasOfMean')}
        />
        <TextField {...percent} name="targetPercent" label={t('elections.turnout.target')} />
      </FieldGroup>
      <DateField {...state} name="asOn" label={t('elections.turnout.asOn')} />
      <TextArea {...state} name="note" label={t('elections.turnout.note')} rows={2} maxlength={500} />
      <OriginFields {...state} />
    </Form>
  )
}
