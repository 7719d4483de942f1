import { DataTable, EmptyState, FilterForm, Tag, TextField } from '../../../ui/index.ts'
import { type AppointmentState, stateOn } from '../appointment-rules.ts'
import { edgeText } from '../keyset.ts'
import { divisionIn, type PersonHit, positionIn } from '../people-read-model.ts'
import { unitHref, unitParam } from '../unit-address.ts'
import type { Unit, UnitTree } from '../unit-tree.ts'
import { PersonName } from './person-name.tsx'
import { daysOf, type Reader } from './reader.ts'

export interface PeopleListProps extends Reader {
  tree: UnitTree
  unit: Unit
  words: string
  day: string
  rows: readonly PersonHit[]
  hasNext: boolean
  hasPrevious: boolean
}

const tones = { active: 'good', upcoming: 'ink', expired: 'neutral' } as const

export const StateTag = ({ t, state }: Pick<Reader, 't'> & { state: AppointmentState }) => (
  <Tag tone={tones[state]}>{t(`directory.state.${state}`)}</Tag>
)

export const PeopleList = (props: PeopleListProps) => {
  const { t, format, tree, unit, words, day, rows } = props
  return (
    <DataTable<PersonHit>
      t={t}
      caption={t('directory.people.caption')}
      rows={rows}
      rowKey={({ id }) => `person-${id}`}
      columns={[
        {
          key: 'name',
          label: t('directory.unit.person'),
          phone: 'title',
          cell: (row) => <PersonName t={t} person={row} />,
        },
        {
          key: 'position',
          label: t('directory.unit.position'),
          cell: (row) => [positionIn(row, t.locale), divisionIn(row, t.locale)].filter(Boolean).join(', '),
        },
        {
          key: 'unit',
          label: t('directory.person.unit'),
          cell: (row) => <UnitName tree={tree} id={row.unitId} />,
        },
        { key: 'days', label: t('directory.unit.days'), cell: (row) => daysOf({ t, format }, row) },
        {
          key: 'state',
          label: t('directory.person.state'),
          cell: (row) => <StateTag t={t} state={stateOn(row, day)} />,
        },
      ]}
      filter={
        <FilterForm
          t={t}
          action="/desk/people"
          hidden={{ unit: unitParam(unit) }}
          submit={t('directory.search.submit')}
        >
          <TextField t={t} name="q" type="search" label={t('directory.people.words')} typed={{ q: words }} />
        </FilterForm>
      }
      pager={edges(props)}
      empty={
        words === '' ? (
          <EmptyState title={t('directory.people.noneYet')}>{t('directory.people.noneYetHint')}</EmptyState>
        ) : (
          <EmptyState title={t('directory.people.none')}>{t('directory.people.noneHint')}</EmptyState>
        )
      }
    />
  )
}

/** A unit as a link to its page. */
export const UnitName = ({ tree, id }: { tree: UnitTree; id: string }) => {
  const unit = tree.byId(id)
  return unit ? <a href={unitHref(unit)}>{unit.shortName}</a> : id
}

function edges({ unit, words, rows, hasNext, hasPrevious }: PeopleListProps) {
  const [first, last] = [rows[0], rows.at(-1)]
  const href = (name: 'after' | 'before', row: PersonHit) =>
    `/desk/people?${new URLSearchParams({
      unit: unitParam(unit),
      ...(words === '' ? {} : { q: words }),
      [name]: edgeText({ value: row.searchWords, id: row.id }),
    })}`
  return {
    ...(hasNext && last ? { next: href('after', last) } : {}),
    ...(hasPrevious && first ? { previous: href('before', first) } : {}),
  }
}
