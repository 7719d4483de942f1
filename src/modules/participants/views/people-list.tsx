import type { Child } from 'hono/jsx'
import type { Translator } from '../../../platform/i18n/catalogue.ts'
import type { Formats } from '../../../platform/i18n/formats.ts'
import {
  DataTable,
  EmptyState,
  EntryList,
  ExampleTag,
  FilterForm,
  LinkButton,
  type Pager,
  SelectField,
  TextField,
} from '../../../ui/index.ts'
import { directoryName, unitParam } from '../../directory/index.ts'
import { divisionName, type ListWords, officeOf, shownName, unitName, venueName } from '../list-words.ts'
import { participantStates } from '../participant-states.ts'
import type { Participant } from '../participants-read-model.ts'
import { StateTag } from './words.tsx'

/** What the list is asked for, as typed. */
export interface Asked {
  q: string
  unit: string
  side: string
  division: string
  venue: string
  state: string
}

export const sides = ['commissioner', 'secretariat', 'guest'] as const

/** The fields above the list; each choice has an address. */
export function PeopleFilter({
  t,
  words,
  asked,
  action,
}: {
  t: Translator
  words: ListWords
  asked: Asked
  action: string
}) {
  const { tree, divisions, venues } = words
  const any = { value: '', label: t('participants.filter.any') }
  const provinces = tree
    .childrenOf(tree.root.id)
    .map((unit) => ({ value: unitParam(unit), label: unit.shortName }))
  const chosen = tree.byId(`${tree.root.id}.${asked.unit}`)
  const units =
    chosen && !provinces.some(({ value }) => value === asked.unit)
      ? [{ value: asked.unit, label: chosen.shortName }, ...provinces]
      : provinces
  const typed = { ...asked }
  return (
    <FilterForm t={t} action={action}>
      <TextField t={t} name="q" label={t('participants.filter.name')} type="search" typed={typed} required />
      <SelectField
        t={t}
        name="unit"
        label={t('participants.column.unit')}
        options={[any, ...units]}
        typed={typed}
        required
      />
      <SelectField
        t={t}
        name="side"
        label={t('participants.column.side')}
        options={[any, ...sides.map((side) => ({ value: side, label: t(`participants.side.${side}`) }))]}
        typed={typed}
        required
      />
      <SelectField
        t={t}
        name="division"
        label={t('participants.column.division')}
        options={[any, ...divisions.map((one) => ({ value: one.code, label: directoryName(one, t.locale) }))]}
        typed={typed}
        required
      />
      {venues.length > 0 && (
        <SelectField
          t={t}
          name="venue"
          label={t('participants.column.venue')}
          options={[any, ...venues.map(({ id }) => ({ value: id, label: venueName(words, id) }))]}
          typed={typed}
          required
        />
      )}
      <SelectField
        t={t}
        name="state"
        label={t('participants.column.state')}
        options={[
          any,
          ...participantStates.map((state) => ({ value: state, label: t(`participants.state.${state}`) })),
        ]}
        typed={typed}
        required
      />
    </FilterForm>
  )
}

export interface PeopleTableProps {
  t: Translator
  format: Formats
  words: ListWords
  people: readonly Participant[]
  pager?: Pager
  caption: string
  hrefOf(one: Participant): string
  /** Leads to where people are invited, when the list is empty. */
  begin?: string
}

/** People with unit, office, venue and answer; cards on a phone. */
export const PeopleTable = ({ t, words, people, pager, caption, hrefOf, begin }: PeopleTableProps) => (
  <DataTable
    t={t}
    caption={caption}
    rows={people}
    rowKey={(one) => `p-${one.id}`}
    pager={pager}
    empty={
      <EmptyState
        title={t('participants.list.empty')}
        action={begin && <LinkButton href={begin}>{t('participants.list.begin')}</LinkButton>}
      >
        {t('participants.list.emptyText')}
      </EmptyState>
    }
    columns={[
      {
        key: 'name',
        label: t('participants.column.name'),
        phone: 'title',
        cell: (one) => (
          <>
            <a href={hrefOf(one)}>{shownName(words, one)}</a> {one.example && <ExampleTag t={t} />}
          </>
        ),
      },
      { key: 'unit', label: t('participants.column.unit'), cell: (one) => unitName(words, one.unitId) },
      {
        key: 'office',
        label: t('participants.column.position'),
        cell: (one) => officeOf(words, { ...one, division: null }),
      },
      {
        key: 'division',
        label: t('participants.column.division'),
        phone: 'hide',
        cell: (one) => divisionName(words, one.division) || '–',
      },
      {
        key: 'venue',
        label: t('participants.column.venue'),
        cell: (one) => venueName(words, one.venueId) || t('participants.noVenue'),
      },
      {
        key: 'state',
        label: t('participants.column.state'),
        cell: (one) => <StateTag t={t} state={one.state} />,
      },
    ]}
  />
)

/** A few people, one under the other, with what can be done at the end. */
export const PeopleEntries = ({
  words,
  people,
  href,
  end,
}: {
  words: ListWords
  people: readonly Participant[]
  href(under: string): string
  end(one: Participant): Child
}) => (
  <EntryList
    entries={people.map((one) => ({
      title: shownName(words, one),
      href: href(one.id),
      text: `${officeOf(words, one)}, ${unitName(words, one.unitId)} – ${words.t(`participants.origin.${one.origin}`)}`,
      end: end(one),
    }))}
  />
)
