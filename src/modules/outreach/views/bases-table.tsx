import type { Child } from 'hono/jsx'
import { type Column, DataTable, EmptyState, Tag } from '../../../ui/index.ts'
import { type Unit, type UnitTree, unitParam } from '../../directory/index.ts'
import { type Base, baseMeaning, baseName } from '../bases-read-model.ts'
import { ageWords, type Speech, volunteerAgeWords } from './words.tsx'

/** A value that holds here, with the national one beside it where they differ. */
const WithNational = ({
  speech: { t },
  here,
  national,
}: {
  speech: Speech
  here: string
  national: string
}): Child =>
  here === national ? (
    here
  ) : (
    <>
      <strong>{here}</strong>{' '}
      <span class="figure-note">{t('outreach.bases.national', { value: national })}</span>
    </>
  )

/** The bases as they hold in a unit for an election: what is worked on, for whom, with how many volunteers. */
export function BasesTable({
  speech,
  tree,
  unit,
  electionId,
  bases,
  mayChange,
}: {
  speech: Speech
  tree: UnitTree
  unit: Unit
  electionId: string
  bases: readonly Base[]
  mayChange: boolean
}) {
  const { t, format } = speech
  const columns: Column<Base>[] = [
    {
      key: 'name',
      label: t('outreach.base.name'),
      phone: 'title',
      cell: (base) => (
        <>
          {baseName(base, t.locale)} {!base.isTarget && <Tag>{t('outreach.base.actors')}</Tag>}{' '}
          {!base.isUsed && <Tag tone="warn">{t('outreach.base.unused')}</Tag>}
        </>
      ),
    },
    { key: 'meaning', label: t('outreach.base.meaning'), cell: (base) => baseMeaning(base, t.locale) },
    {
      key: 'ages',
      label: t('outreach.base.ages'),
      cell: (base) => (
        <WithNational speech={speech} here={ageWords(t, base)} national={ageWords(t, base.national)} />
      ),
    },
    {
      key: 'volunteerAge',
      label: t('outreach.base.volunteerAge'),
      cell: (base) => (
        <WithNational
          speech={speech}
          here={volunteerAgeWords(t, base)}
          national={volunteerAgeWords(t, base.national)}
        />
      ),
    },
    {
      key: 'quota',
      label: t('outreach.base.quota'),
      align: 'end',
      cell: (base) => (
        <WithNational
          speech={speech}
          here={format.number(base.quota)}
          national={format.number(base.nationalQuota)}
        />
      ),
    },
    {
      key: 'changedIn',
      label: t('outreach.base.from'),
      cell: ({ changedIn, source }) =>
        changedIn === null
          ? t('outreach.base.preset', { source })
          : t('outreach.base.changedIn', { unit: tree.byId(changedIn)?.shortName ?? changedIn }),
    },
  ]
  if (mayChange) {
    columns.push({
      key: 'change',
      label: t('outreach.base.change'),
      cell: (base) => (
        <a href={`/desk/outreach/${unitParam(unit)}/bases/${electionId}/${base.code}`}>
          {t('outreach.base.changeOne', { base: baseName(base, t.locale) })}
        </a>
      ),
    })
  }
  return (
    <DataTable
      t={t}
      caption={t('outreach.bases.caption', { unit: unit.shortName })}
      rows={bases}
      columns={columns}
      rowKey={({ code }) => `base-${code}`}
      empty={<EmptyState title={t('outreach.bases.empty')} />}
    />
  )
}
