import {
  type Column,
  DataTable,
  EmptyState,
  ExportLinks,
  FilterForm,
  Progress,
  SelectField,
  TextField,
} from '../../../ui/index.ts'
import { type UnitTree, unitParam } from '../../directory/index.ts'
import { type Base, baseName } from '../bases-read-model.ts'
import {
  type CoveragePage,
  type CoverageQuery,
  coverageLevels,
  coverageSorts,
  coverageStates,
} from '../coverage-list.ts'
import { coverageHref } from '../coverage-query.ts'
import type { UnitCoverage } from '../coverage-read-model.ts'
import { type Speech, StateTag } from './words.tsx'

const path = '/desk/outreach'

/** Units with their bases, volunteers over quota and state; filtered, sorted and paged by address. */
export function CoverageTable({
  speech,
  tree,
  query,
  page,
  bases,
  where,
}: {
  speech: Speech
  tree: UnitTree
  query: CoverageQuery
  page: CoveragePage
  bases: readonly Base[]
  /** Unit and election of the page, as they stand in the address. */
  where: { unit: string; election: string }
}) {
  const { t, format } = speech
  const { after: _, before: __, ...asked } = query
  const href = (change: Record<string, string>) => coverageHref(path, { ...where, ...asked, ...change })
  const columns: Column<UnitCoverage>[] = [
    {
      key: 'unit',
      label: t('outreach.coverage.unit'),
      sortable: true,
      phone: 'title',
      cell: ({ workUnitId, programmeId }) => {
        const unit = tree.byId(workUnitId)
        if (!unit) return workUnitId
        const link =
          programmeId === null
            ? `${path}?unit=${unitParam(unit)}&election=${where.election}`
            : `${path}/${unitParam(unit)}/${programmeId}`
        return <a href={link}>{unit.shortName}</a>
      },
    },
    {
      key: 'state',
      label: t('outreach.coverage.state'),
      sortable: true,
      cell: ({ state }) => <StateTag t={t} state={state} />,
    },
    {
      key: 'bases',
      label: t('outreach.coverage.bases'),
      sortable: true,
      cell: (row) => <BasesCell speech={speech} row={row} bases={bases} />,
    },
    {
      key: 'share',
      label: t('outreach.coverage.volunteers'),
      sortable: true,
      cell: ({ volunteers, quota, state }) =>
        state === 'none' ? (
          '–'
        ) : quota === 0 ? (
          t('outreach.coverage.noVolunteers')
        ) : (
          <Progress
            value={volunteers}
            max={quota}
            label={t('outreach.coverage.ofQuota', {
              volunteers: format.number(volunteers),
              quota: format.number(quota),
            })}
          />
        ),
    },
  ]
  return (
    <>
      <DataTable
        t={t}
        caption={t('outreach.coverage.caption')}
        rows={page.rows}
        columns={columns}
        sort={{
          key: query.sort,
          dir: query.dir,
          href: (sort, dir) => href({ sort, dir }),
        }}
        filter={<Filter speech={speech} query={query} bases={bases} where={where} />}
        pager={{
          shown: t('outreach.coverage.shown', {
            first: page.rows.length === 0 ? 0 : page.first,
            last: page.rows.length === 0 ? 0 : page.first + page.rows.length - 1,
            count: page.count,
          }),
          previous: page.previous === null ? undefined : href({ before: page.previous }),
          next: page.next === null ? undefined : href({ after: page.next }),
        }}
        empty={
          <EmptyState title={t('outreach.coverage.empty')}>
            <a href={coverageHref(path, where)}>{t('outreach.coverage.all')}</a>
          </EmptyState>
        }
      />
      <ExportLinks
        t={t}
        links={(['xlsx', 'csv', 'json'] as const).map((kind) => ({
          href: coverageHref(`${path}/coverage/coverage.${kind}`, { ...where, ...asked }),
          label: kind.toUpperCase(),
        }))}
      />
    </>
  )
}

/** How many bases, and the missing ones by name while they are few. */
function BasesCell({
  speech: { t },
  row,
  bases,
}: {
  speech: Speech
  row: UnitCoverage
  bases: readonly Base[]
}) {
  if (row.state === 'none') return <>–</>
  const missing = bases.filter(({ code, isUsed }) => isUsed && !row.bases.includes(code))
  const names = missing.map((base) => baseName(base, t.locale)).join(', ')
  return (
    <>
      {t('outreach.coverage.basesOf', { count: row.bases.length, all: row.bases.length + missing.length })}
      {missing.length > 0 && missing.length <= 3 && ` · ${t('outreach.coverage.without', { names })}`}
    </>
  )
}

function Filter({
  speech: { t },
  query,
  bases,
  where,
}: {
  speech: Speech
  query: CoverageQuery
  bases: readonly Base[]
  where: { unit: string; election: string }
}) {
  const typed = {
    state: query.state,
    level: query.level,
    base: query.base,
    words: query.words,
    sort: query.sort,
  }
  const state = { t, typed, required: true }
  return (
    <FilterForm t={t} action={path} hidden={{ ...where, dir: query.dir }}>
      <TextField
        {...state}
        name="words"
        label={t('outreach.filter.words')}
        type="search"
        width="medium"
        maxlength={100}
      />
      <SelectField
        {...state}
        name="state"
        label={t('outreach.filter.state')}
        options={coverageStates.map((value) => ({ value, label: t(`outreach.filterState.${value}`) }))}
      />
      <SelectField
        {...state}
        name="base"
        label={t('outreach.filter.base')}
        options={[
          { value: '', label: t('outreach.filter.anyBase') },
          ...bases.map((base) => ({ value: base.code, label: baseName(base, t.locale) })),
        ]}
      />
      <SelectField
        {...state}
        name="level"
        label={t('outreach.filter.level')}
        options={coverageLevels.map((value) => ({ value, label: t(`outreach.level.${value}`) }))}
      />
      <SelectField
        {...state}
        name="sort"
        label={t('outreach.filter.sort')}
        options={coverageSorts.map((value) => ({ value, label: t(`outreach.sort.${value}`) }))}
      />
    </FilterForm>
  )
}
