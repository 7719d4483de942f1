import {
  DataTable,
  EmptyState,
  FilterForm,
  LinkButton,
  Section,
  SelectField,
  Tag,
  TextField,
  type Tile,
  TileMap,
} from '../../../ui/index.ts'
import { edgeText } from '../keyset.ts'
import { unitHref, unitParam } from '../unit-address.ts'
import type { Unit } from '../unit-tree.ts'
import type { UnitRow, UnitSort, UnitsPage } from '../units-read-model.ts'
import type { Reader } from './reader.ts'

/** What the list was asked: kept in every address that leads on from it. */
export interface UnitsAsked {
  unit: Unit
  words: string
  level: string
  sort: UnitSort
  dir: 'asc' | 'desc'
}

/** The address of the list asked otherwise in some respect. */
export function unitsHref(asked: UnitsAsked, other: Record<string, string> = {}): string {
  const query = new URLSearchParams()
  const all = {
    unit: unitParam(asked.unit),
    q: asked.words,
    level: asked.level,
    sort: asked.sort === 'code' ? '' : asked.sort,
    dir: asked.dir === 'asc' ? '' : asked.dir,
    ...other,
  }
  for (const [name, value] of Object.entries(all)) if (value !== '') query.set(name, value)
  return `/desk/units?${query}`
}

export interface UnitsListProps extends Pick<Reader, 't'> {
  asked: UnitsAsked
  page: UnitsPage
}

export const UnitsList = ({ t, asked, page }: UnitsListProps) => (
  <DataTable<UnitRow>
    t={t}
    caption={t('directory.units.caption')}
    rows={page.rows}
    rowKey={({ id }) => `unit-${id}`}
    columns={[
      {
        key: 'name',
        label: t('directory.units.unit'),
        sortable: true,
        phone: 'title',
        cell: (row) => <a href={unitHref(row)}>{row.name}</a>,
      },
      { key: 'code', label: t('directory.units.code'), sortable: true, cell: ({ code }) => code },
      { key: 'within', label: t('directory.units.within'), cell: ({ parentName }) => parentName ?? '–' },
      {
        key: 'filled',
        label: t('directory.units.filled'),
        align: 'end',
        cell: ({ active, seats }) => t('directory.units.ofSeats', { active, seats }),
      },
      {
        key: 'vacant',
        label: t('directory.units.vacant'),
        sortable: true,
        align: 'end',
        cell: ({ vacant }) => <VacancyTag t={t} vacant={vacant} />,
      },
    ]}
    sort={{ key: asked.sort, dir: asked.dir, href: (sort, dir) => unitsHref(asked, { sort, dir }) }}
    pager={{
      shown: t('directory.units.shown', { total: page.total }),
      ...edges(asked, page),
    }}
    empty={
      <EmptyState
        title={t('directory.units.none')}
        action={
          <LinkButton href={`/desk/units?unit=${unitParam(asked.unit)}`}>
            {t('directory.units.clear')}
          </LinkButton>
        }
      >
        {t('directory.units.noneHint')}
      </EmptyState>
    }
  />
)

/** Whether and how many seats are vacant, in words. */
export const VacancyTag = ({ t, vacant }: Pick<Reader, 't'> & { vacant: number }) =>
  vacant === 0 ? (
    <Tag tone="good">{t('directory.units.full')}</Tag>
  ) : (
    <Tag tone="warn">{t('directory.units.vacantCount', { count: vacant })}</Tag>
  )

function edges(asked: UnitsAsked, { rows, hasNext, hasPrevious }: UnitsPage) {
  const [first, last] = [rows[0], rows.at(-1)]
  const edge = (row: UnitRow) =>
    edgeText({
      value: asked.sort === 'vacant' ? row.vacant : asked.sort === 'name' ? row.shortName : row.id,
      id: row.id,
    })
  return {
    ...(hasNext && last ? { next: unitsHref(asked, { after: edge(last) }) } : {}),
    ...(hasPrevious && first ? { previous: unitsHref(asked, { before: edge(first) }) } : {}),
  }
}

/** Search and filter; `choices` are the units whose part of the tree can be chosen. */
export const UnitsFilter = ({
  t,
  asked,
  choices,
}: Pick<UnitsListProps, 't' | 'asked'> & { choices: readonly Unit[] }) => {
  const typed = { q: asked.words, level: asked.level, unit: unitParam(asked.unit) }
  const isChoice = choices.length > 1
  return (
    <FilterForm
      t={t}
      action="/desk/units"
      hidden={{ ...(isChoice ? {} : { unit: typed.unit }), sort: asked.sort, dir: asked.dir }}
    >
      <TextField t={t} name="q" type="search" label={t('directory.units.words')} typed={typed} />
      {isChoice && (
        <SelectField
          t={t}
          name="unit"
          label={t('directory.units.province')}
          typed={typed}
          options={choices.map((unit) => ({ value: unitParam(unit), label: unit.shortName }))}
        />
      )}
      <SelectField
        t={t}
        name="level"
        label={t('directory.units.level')}
        typed={typed}
        options={[
          { value: '', label: t('directory.units.anyLevel') },
          ...(['national', 'province', 'district'] as const).map((level) => ({
            value: level,
            label: t(`directory.level.${level}`),
          })),
        ]}
      />
    </FilterForm>
  )
}

/** Vacant seats of each province with its districts, as a way into the list. */
export const VacancyMap = ({
  t,
  tiles,
  most,
}: Pick<Reader, 't'> & { tiles: readonly Tile[]; most: string }) => (
  <Section>
    <TileMap
      t={t}
      title={t('directory.map.title')}
      tiles={tiles}
      legend={{ low: '0', high: most }}
      unit={t('directory.map.unit')}
      note={t('directory.map.note')}
    />
  </Section>
)
