import type { ExportTable } from '../../platform/export.ts'
import type { RequestContext, Route } from '../../platform/http/route.ts'
import {
  BarChart,
  EmptyState,
  Figure,
  FigureRow,
  FilterForm,
  Notice,
  renderPage,
  Section,
  SelectField,
  WhereFrom,
} from '../../ui/index.ts'
import { unitParam } from '../directory/index.ts'
import { nameIn } from '../elections/index.ts'
import { readCorrections, zonesOf } from './corrections-read-model.ts'
import { exampleTag } from './example-tag.tsx'
import type { ReachMatrix } from './figures.ts'
import { reachPage } from './judged-page.tsx'
import { notesOf } from './matrix-export.ts'
import { none } from './origin.ts'
import { type Overlap, reachOverlap } from './overlap.ts'
import { Files, fileRoutes } from './page-files.tsx'
import { reachMatrix } from './reach-matrix.ts'
import { baseWords, errorWords, peopleWords, type ReachView } from './reach-view.ts'
import { inOrder } from './row-order.ts'
import { CorrectionsNotice } from './views/corrections-notice.tsx'
import { ElectionField, matrixPath, overlapPath, ReachHead } from './views/reach-frame.tsx'
import { whereFrom } from './views/where-from.tsx'

interface Answer {
  matrix: ReachMatrix
  /** Bases with hits, of which two can be chosen. */
  known: readonly string[]
  /** The two that are compared; fewer where there are not two. */
  chosen: readonly string[]
  /** A base was asked for that has no hits here, or the same one twice. */
  isOther: boolean
  overlap: Overlap | null
}

async function answerOf(c: RequestContext, view: ReachView): Promise<Answer> {
  const { unit, election } = view
  const question = { scope: unit.id, electionId: election.id }
  const matrix = await reachMatrix(c.var.services, { ...question, rows: 'base' })
  const known = inOrder(view, 'base', matrix.cells)
    .map(({ row }) => row)
    .filter((row) => row !== none)
  const asked = ['first', 'second'].map((name) => c.req.query(name) || undefined)
  const first =
    known.find((code) => code === asked[0]) ?? known.find((code) => code === 'netizen') ?? known[0]
  const second =
    known.find((code) => code === asked[1] && code !== first) ?? known.find((code) => code !== first)
  const isOther = asked.some((code, at) => code !== undefined && code !== [first, second][at])
  const chosen = [first, second].flatMap((code) => code ?? [])
  const overlap =
    first !== undefined && second !== undefined
      ? await reachOverlap(c.var.services, { ...question, bases: [first, second] })
      : null
  return { matrix, known, chosen, isOther, overlap }
}

/** How many people two bases reached both. */
async function overlapPage(c: RequestContext, view: ReachView): Promise<Response> {
  const { t, unit, election } = view
  const { matrix, known, chosen, isOther, overlap } = await answerOf(c, view)
  const options = known.map((value) => ({ value, label: baseWords(view, value) }))
  const typed = { first: chosen[0] ?? '', second: chosen[1] ?? '' }
  const choice = { t, required: true, typed, options }
  return renderPage(
    c,
    {
      title: t('reach.overlap.title', { unit: unit.shortName }),
      lead: nameIn(t.locale, election),
      current: matrixPath,
      scope: unit.id,
      ...(await exampleTag(c, view)),
      actions: overlap && (
        <Files view={view} path={overlapPath} more={{ first: chosen[0] ?? '', second: chosen[1] ?? '' }} />
      ),
    },
    <>
      <ReachHead view={view} path={overlapPath} hasForm={overlap !== null} />
      {overlap !== null && (
        <FilterForm
          t={t}
          action={overlapPath}
          submit={t('reach.filter.show')}
          hidden={{ unit: unitParam(unit) }}
        >
          <ElectionField view={view} />
          <SelectField {...choice} name="first" label={t('reach.overlap.first')} />
          <SelectField {...choice} name="second" label={t('reach.overlap.second')} />
        </FilterForm>
      )}
      {isOther && overlap !== null && <Notice tone="warn">{t('reach.overlap.other')}</Notice>}
      <CorrectionsNotice view={view} corrections={await readCorrections(c.var.services, view)} />
      {overlap === null ? (
        <EmptyState title={t('reach.overlap.empty')}>{t('reach.overlap.none')}</EmptyState>
      ) : (
        <Shared view={view} matrix={matrix} overlap={overlap} chosen={chosen} />
      )}
    </>,
  )
}

function Shared({
  view,
  matrix,
  overlap,
  chosen,
}: Pick<Answer, 'matrix' | 'chosen'> & { view: ReachView; overlap: Overlap }) {
  const { t, format, unit } = view
  const { both, either, isHeld, isUnclear, margin } = overlap
  const origin = {
    ...(matrix.asOf ? { date: t('reach.asOf', { at: format.instant(matrix.asOf, unit.timeZone) }) } : {}),
    source: t('reach.source'),
  }
  const title = t('reach.overlap.chart')
  const names = chosen.map((code) => baseWords(view, code))
  return (
    <>
      <FigureRow>
        <Figure
          tone="ink"
          label={t('reach.overlap.both')}
          value={both === null ? t('reach.suppressed') : format.number(both)}
          {...(both === null ? {} : { unit: t('reach.people') })}
          note={marginWords(view, overlap)}
          {...origin}
          whereFrom={[
            [t('reach.overlap.how'), t('reach.overlap.howText')],
            ...whereFrom(view, matrix).filter(([term]) => term !== t('reach.provenance.error')),
            [
              t('reach.provenance.error'),
              isHeld ? heldWords(view, overlap) : t('reach.overlap.error', { margin: format.number(margin) }),
            ],
          ]}
        />
        <Figure
          label={t('reach.overlap.either')}
          value={peopleWords(view, either)}
          {...(either.people === null ? {} : { unit: t('reach.people') })}
          note={
            isHeld
              ? t('reach.overlap.heldWith')
              : either.people === null
                ? t('reach.delivered.note')
                : errorWords(view, either)
          }
          {...origin}
          whereFrom={whereFrom(view, { ...matrix, figure: either, measure: 'delivered' })}
        />
      </FigureRow>
      {isUnclear && <Notice tone="warn">{t('reach.overlap.unclear')}</Notice>}
      <Section title={title} lead={t('reach.overlap.lead')}>
        <BarChart
          t={t}
          title={title}
          unit={t('reach.people')}
          data={[
            { label: names[0] ?? '', value: overlap.first.people, suppressed: overlap.first.suppressed },
            { label: names[1] ?? '', value: overlap.second.people, suppressed: overlap.second.suppressed },
            { label: t('reach.overlap.both'), value: both, suppressed: isHeld },
            { label: t('reach.overlap.either'), value: either.people, suppressed: either.suppressed },
          ]}
        />
        <WhereFrom of={title} items={whereFrom(view, matrix)} />
      </Section>
    </>
  )
}

/** Why an overlap is held back, and what would have to change. */
function heldWords(view: ReachView, { heldBases }: Overlap): string {
  const { t, unit, minCell: min } = view
  if (heldBases.length === 0) return t('reach.overlap.heldFew', { min })
  const bases = heldBases
    .map((code) => (code === none ? t('reach.links.pages') : baseWords(view, code)))
    .join(', ')
  const above = unit.level === 'national' ? [] : [t('reach.overlap.heldAbove')]
  return [t('reach.overlap.heldBases', { min, bases }), ...above].join(' ')
}

function marginWords(view: ReachView, overlap: Overlap): string {
  const { t, format } = view
  if (overlap.isHeld) return heldWords(view, overlap)
  return overlap.margin === 0
    ? t('reach.error.none')
    : t('reach.overlap.margin', { margin: format.number(overlap.margin) })
}

/** The overlap as a file; without rows where there are no two bases. */
async function overlapTable(c: RequestContext, view: ReachView): Promise<ExportTable> {
  const { matrix, chosen, overlap } = await answerOf(c, view)
  const { t, format, unit, election } = view
  const corrections = await readCorrections(c.var.services, view)
  return {
    title: `${t('reach.overlap.chart')}: ${unit.shortName}, ${nameIn(t.locale, election)}`,
    sheet: t('reach.tab.overlap'),
    columns: [
      { key: 'unit', label: t('reach.export.unit'), type: 'text' },
      { key: 'part', label: t('reach.export.part'), type: 'text' },
      { key: 'people', label: t('reach.delivered'), type: 'number' },
      { key: 'margin', label: t('reach.export.margin'), type: 'number' },
      { key: 'held', label: t('reach.suppressed'), type: 'text' },
      { key: 'asOf', label: t('reach.time.asOf'), type: 'text' },
      { key: 'source', label: t('reach.export.source'), type: 'text' },
    ],
    rows: partsOf(view, overlap, chosen).map((row) => ({
      unit: unitParam(unit),
      ...row,
      asOf: matrix.asOf ? format.instant(matrix.asOf, unit.timeZone) : '',
      source: t('reach.source'),
    })),
    notes: [
      t('reach.overlap.howText'),
      ...(overlap?.isHeld ? [heldWords(view, overlap)] : []),
      ...(overlap?.isUnclear ? [t('reach.overlap.unclear')] : []),
      ...notesOf(view, { cut: { rows: 'base' }, matrix, corrections, zones: zonesOf(view) }),
    ],
    notesSheet: t('reach.provenance.title'),
  }
}

/** The two bases, either and both, each with its error in people. */
function partsOf(view: ReachView, overlap: Overlap | null, chosen: readonly string[]) {
  if (!overlap) return []
  const { t } = view
  const row = (part: string, people: number | null, margin: number, isHeld: boolean) => ({
    part,
    people,
    margin: people === null ? null : Math.round(margin),
    held: isHeld ? t('reach.suppressed') : '',
  })
  const counted = (part: string, { people, relativeError, suppressed }: Overlap['first']) =>
    row(part, people, 2 * relativeError * (people ?? 0), suppressed)
  const [first = '', second = ''] = chosen.map((code) => baseWords(view, code))
  return [
    counted(first, overlap.first),
    counted(second, overlap.second),
    counted(t('reach.overlap.either'), overlap.either),
    row(t('reach.overlap.both'), overlap.both, overlap.margin, overlap.isHeld),
  ]
}

export const overlapPages: readonly Route[] = [
  reachPage(overlapPath, overlapPage),
  ...fileRoutes(overlapPath, overlapTable),
]
