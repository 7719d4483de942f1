import {
  type Column,
  DataTable,
  EmptyState,
  ExampleTag,
  ExportLinks,
  FilterForm,
  LinkButton,
  type Option,
  SelectField,
  TextField,
} from '../../../ui/index.ts'
import { edgeText, type UnitTree } from '../../directory/index.ts'
import { askedText, type FindingsAsked } from '../findings-query.ts'
import type { Finding } from '../findings-read-model.ts'
import { findingKinds } from '../tables.ts'
import { classText, KindTag, meetingText, type Speech, stageText, votesText } from './words.tsx'

const path = '/desk/findings'

/** Findings with their filter, pages and files. */
export function FindingsList({
  speech,
  tree,
  asked,
  isUnknownUnit,
  count,
  page,
  ...choices
}: {
  speech: Speech
  tree: UnitTree
  asked: FindingsAsked
  isUnknownUnit: boolean
  count: number
  page: { rows: Finding[]; hasNext: boolean; hasPrevious: boolean }
  meetings: readonly Option[]
  classes: readonly Option[]
  divisions: readonly Option[]
  stages: readonly Option[]
}) {
  const { t, format } = speech
  const edge = (row: Finding | undefined) => (row ? edgeText({ value: '', id: row.id }) : undefined)
  const href = (changes: Record<string, string | undefined>) => `${path}${askedText(asked, changes)}`
  const columns: Column<Finding>[] = [
    {
      key: 'words',
      label: t('evaluation.column.words'),
      phone: 'title',
      cell: ({ id, words, example }) => (
        <>
          <a href={`${path}/${id}`}>{words}</a> {example && <ExampleTag t={t} />}
        </>
      ),
    },
    { key: 'kind', label: t('evaluation.column.kind'), cell: ({ kind }) => <KindTag t={t} kind={kind} /> },
    {
      key: 'meeting',
      label: t('evaluation.column.meeting'),
      cell: (finding) => `${meetingText(t, finding)} · ${classText(t, finding)}`,
    },
    {
      key: 'unit',
      label: t('evaluation.column.unitName'),
      cell: ({ unitId }) => (unitId === null ? '–' : (tree.byId(unitId)?.shortName ?? unitId)),
    },
    { key: 'stage', label: t('evaluation.column.stage'), cell: (finding) => stageText(t, finding) || '–' },
    {
      key: 'votes',
      label: t('evaluation.finding.votes'),
      phone: 'hide',
      cell: (finding) => votesText(t, finding) || '–',
    },
  ]
  const isFiltered = askedText(asked) !== ''
  return (
    <>
      <DataTable
        t={t}
        caption={t('evaluation.list.caption')}
        rows={page.rows}
        columns={columns}
        rowKey={({ id }) => id}
        filter={<Filter t={t} asked={asked} {...choices} />}
        pager={{
          shown: t('evaluation.list.shown', { shown: page.rows.length, count }),
          next: page.hasNext ? href({ after: edge(page.rows.at(-1)) }) : undefined,
          previous: page.hasPrevious ? href({ before: edge(page.rows[0]) }) : undefined,
        }}
        empty={
          <EmptyState
            title={t(
              isUnknownUnit
                ? 'evaluation.list.unknownUnit'
                : isFiltered
                  ? 'evaluation.list.noMatch'
                  : 'evaluation.list.empty',
            )}
            action={isFiltered && <LinkButton href={path}>{t('evaluation.list.all')}</LinkButton>}
          >
            {t(isUnknownUnit ? 'evaluation.list.unknownUnitWhy' : 'evaluation.list.emptyWhy')}
          </EmptyState>
        }
      />
      {count > 0 && (
        <ExportLinks
          t={t}
          links={['xlsx', 'csv', 'json'].map((kind) => ({
            href: `${path}/file/findings.${kind}${askedText(asked)}`,
            label: kind,
          }))}
        />
      )}
      <p class="muted small">{t('evaluation.list.count', { count: format.number(count) })}</p>
    </>
  )
}

function Filter({
  t,
  asked,
  meetings,
  classes,
  divisions,
  stages,
}: {
  t: Speech['t']
  asked: FindingsAsked
  meetings: readonly Option[]
  classes: readonly Option[]
  divisions: readonly Option[]
  stages: readonly Option[]
}) {
  const all: Option = { value: '', label: t('evaluation.list.any') }
  const state = { t, typed: asked as Record<string, string> }
  return (
    <FilterForm t={t} action={path} submit={t('evaluation.list.show')}>
      <SelectField
        {...state}
        name="meeting"
        label={t('evaluation.column.meeting')}
        options={[all, ...meetings]}
      />
      {classes.length > 0 && (
        <SelectField {...state} name="class" label={t('evaluation.class')} options={[all, ...classes]} />
      )}
      <SelectField
        {...state}
        name="kind"
        label={t('evaluation.column.kind')}
        options={[all, ...findingKinds.map((kind) => ({ value: kind, label: t(`evaluation.kind.${kind}`) }))]}
      />
      <TextField {...state} name="unit" label={t('evaluation.list.unit')} width="short" />
      <SelectField
        {...state}
        name="division"
        label={t('evaluation.column.division')}
        options={[all, ...divisions]}
      />
      <SelectField {...state} name="stage" label={t('evaluation.column.stage')} options={[all, ...stages]} />
    </FilterForm>
  )
}
