import type { Translator } from '../../../platform/i18n/catalogue.ts'
import { FilterForm, SelectField } from '../../../ui/index.ts'
import { type Unit, unitParam } from '../../directory/index.ts'
import { type Election, nameIn } from '../../elections/index.ts'

/** Chooses the election a page is about. */
export const ElectionChoice = ({
  t,
  elections,
  election,
  unit,
  action,
}: {
  t: Translator
  elections: readonly Election[]
  election: Election
  /** Named in the address where the path does not name it. */
  unit?: Unit
  action: string
}) => (
  <FilterForm
    t={t}
    action={action}
    submit={t('outreach.filter.show')}
    hidden={unit ? { unit: unitParam(unit) } : {}}
  >
    <SelectField
      t={t}
      name="election"
      label={t('outreach.election')}
      required
      typed={{ election: election.id }}
      options={elections.map((one) => ({ value: one.id, label: nameIn(t.locale, one) }))}
    />
  </FilterForm>
)
