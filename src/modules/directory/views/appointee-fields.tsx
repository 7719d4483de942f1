import type { Typed } from '../../../platform/http/form.ts'
import {
  CheckboxField,
  DefinitionList,
  EmptyState,
  EntryList,
  FieldGroup,
  FilterForm,
  LinkButton,
  Section,
  TextField,
} from '../../../ui/index.ts'
import { divisionIn, type Person, type PersonHit, positionIn } from '../people-read-model.ts'
import type { UnitTree } from '../unit-tree.ts'
import { type FieldsProps, PersonFields } from './person-fields.tsx'
import { daysOf, type Reader } from './reader.ts'

export interface Choosing extends Reader {
  tree: UnitTree
  /** The page of the form, to which the choice leads back. */
  action: string
  /** What was asked and typed so far, kept in the addresses. */
  typed: Typed
  found: readonly PersonHit[] | null
}

/** The same page with a person chosen, or with nobody (`null`). */
export function chosenHref({ action, typed }: Pick<Choosing, 'action' | 'typed'>, person: string | null) {
  const kept = { position: typed.position ?? '', person: person ?? '' }
  const query = new URLSearchParams(Object.entries(kept).filter(([, value]) => value !== ''))
  return query.size > 0 ? `${action}?${query}` : action
}

/** Looks for somebody already recorded before a new person is added. */
export const FindKnown = (props: Choosing) => {
  const { t, action, typed, found } = props
  return (
    <Section title={t('directory.appoint.known')} lead={t('directory.appoint.knownLead')} id="known">
      <FilterForm
        t={t}
        action={action}
        hidden={typed.position ? { position: typed.position } : {}}
        submit={t('directory.search.submit')}
      >
        <TextField t={t} name="q" type="search" label={t('directory.people.words')} typed={typed} />
      </FilterForm>
      {found && found.length === 0 && <EmptyState title={t('directory.appoint.nobody')} />}
      {found && found.length > 0 && <Candidates {...props} found={found} />}
    </Section>
  )
}

/** People to choose from, each with where and when he or she served last. */
export const Candidates = ({
  t,
  format,
  tree,
  action,
  typed,
  found,
}: Choosing & { found: readonly PersonHit[] }) => (
  <EntryList
    entries={found.map((one) => ({
      title: one.name,
      text: [
        positionIn(one, t.locale),
        divisionIn(one, t.locale),
        tree.byId(one.unitId)?.shortName,
        daysOf({ t, format }, one),
      ]
        .filter(Boolean)
        .join(' · '),
      end: (
        <a href={chosenHref({ action, typed }, one.id)}>
          {t('directory.appoint.choose')}
          <span class="hidden-words"> {one.name}</span>
        </a>
      ),
    }))}
  />
)

/** The part of a form that says who: the person chosen, or the data of somebody new. */
export const AppointeeFields = (
  props: FieldsProps & Choosing & { person: Person | null; sameName: readonly PersonHit[] },
) => {
  const { t, typed, problems, person, sameName } = props
  if (person) {
    return (
      <div id="field-person" tabindex={-1}>
        <input type="hidden" name="person" value={person.id} />
        <DefinitionList items={[[t('directory.appoint.chosen'), <strong>{person.name}</strong>]]} />
        <LinkButton href={chosenHref(props, null)}>{t('directory.appoint.other')}</LinkButton>
      </div>
    )
  }
  return (
    <FieldGroup legend={t('directory.appoint.newPerson')}>
      <PersonFields t={t} typed={typed} problems={problems} />
      {sameName.length > 0 && (
        <>
          <h3>{t('directory.appoint.namesakes')}</h3>
          <Candidates {...props} found={sameName} />
          <CheckboxField
            t={t}
            name="isAnother"
            label={t('directory.appoint.isAnother')}
            typed={typed}
            problems={problems}
          />
        </>
      )}
    </FieldGroup>
  )
}
