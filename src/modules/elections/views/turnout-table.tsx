import { type Column, DataTable, EmptyState, Tag } from '../../../ui/index.ts'
import type { UnitTree } from '../../directory/index.ts'
import { type Contest, nameIn } from '../elections-read-model.ts'
import { denominatorOf, recomputedPercent } from '../turnout-arithmetic.ts'
import { checksOf, worstTone } from '../turnout-checks.ts'
import type { Turnout } from '../turnout-read-model.ts'
import { areaWords, Origin, rateWords, type Speech } from './words.tsx'

/** Records of turnout: votes, what they are divided by, the rate as stated and as it comes out, the check. */
export function TurnoutTable({
  speech,
  tree,
  records,
  contests,
  caption,
  page,
}: {
  speech: Speech
  tree: UnitTree
  records: readonly Turnout[]
  contests: readonly Contest[]
  caption: string
  /** Address of the page where each record is explained. */
  page: string
}) {
  const { t, format } = speech
  const contest = (code: string) => {
    const found = contests.find((one) => one.code === code)
    return found ? nameIn(t.locale, found) : code
  }
  const count = (number: number | null) =>
    number === null ? t('elections.turnout.notStated') : format.number(number)
  const columns: Column<Turnout>[] = [
    {
      key: 'area',
      label: t('elections.turnout.area'),
      phone: 'title',
      cell: (record) => <a href={`${page}#turnout-${record.id}`}>{areaWords(speech, tree, record)}</a>,
    },
    { key: 'contest', label: t('elections.turnout.contest'), cell: (record) => contest(record.contest) },
    { key: 'voted', label: t('elections.turnout.voted'), align: 'end', cell: ({ voted }) => count(voted) },
    {
      key: 'denominator',
      label: t('elections.turnout.denominator'),
      align: 'end',
      cell: (record) => <Denominator speech={speech} record={record} />,
    },
    {
      key: 'stated',
      label: t('elections.turnout.stated'),
      align: 'end',
      cell: (record) => <Stated speech={speech} record={record} />,
    },
    {
      key: 'recomputed',
      label: t('elections.turnout.recomputed'),
      align: 'end',
      cell: (record) => {
        const percent = recomputedPercent(record)
        return percent === null ? t('elections.turnout.notComputable') : rateWords(speech, percent)
      },
    },
    {
      key: 'check',
      label: t('elections.turnout.check'),
      cell: (record) => {
        const tone = worstTone(checksOf(record))
        return <Tag tone={tone}>{t(`elections.check.${tone}`)}</Tag>
      },
    },
    {
      key: 'source',
      label: t('elections.source'),
      cell: ({ source, conf }) => <Origin t={t} source={source} conf={conf} />,
    },
  ]
  return (
    <DataTable
      t={t}
      caption={caption}
      rows={records}
      columns={columns}
      empty={<EmptyState title={t('elections.turnout.empty')}>{t('elections.turnout.emptyWhy')}</EmptyState>}
    />
  )
}

/** The number and the lists it stands for; a mean has none. */
function Denominator({ speech: { t, format }, record }: { speech: Speech; record: Turnout }) {
  if (record.method === 'mean-of-areas')
    return <>{t('elections.turnout.meanOf', { areas: record.areas ?? 0 })}</>
  const denominator = denominatorOf(record)
  if (denominator === null) return <>{t('elections.turnout.notStated')}</>
  return (
    <>
      {format.number(denominator)} {record.denominatorKind}
    </>
  )
}

function Stated({ speech, record }: { speech: Speech; record: Turnout }) {
  const { t } = speech
  if (record.statedPercent === null) return <>{t('elections.turnout.notStated')}</>
  const rate = rateWords(speech, record.statedPercent)
  return <>{record.isApproximate ? t('elections.turnout.about', { rate }) : rate}</>
}
