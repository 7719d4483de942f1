import { may } from '../../platform/access.ts'
import { page, type RequestContext } from '../../platform/http/route.ts'
import { Columns, type Crumb, ExampleTag, refusalPage, renderPage } from '../../ui/index.ts'
import { mapTiles, unitParam, unitTree } from '../directory/index.ts'
import { nameIn } from '../elections/index.ts'
import { baseName } from '../outreach/index.ts'
import { channelName } from '../publications/index.ts'
import { potentialFigure } from '../stated/index.ts'
import type { Overview } from './overview.ts'
import { overviewOf } from './overview-cache.ts'
import { readOwnWork } from './own-work.ts'
import { readerOf } from './report-pages.ts'
import { overviewScope, type View, viewHref, viewOf } from './view.ts'
import { AttentionList } from './views/attention-list.tsx'
import { BasesByWeek, Channels, DayByDay, WeekByWeek } from './views/base-charts.tsx'
import { OverviewFilter } from './views/filter-form.tsx'
import { FirstSteps } from './views/first-steps.tsx'
import { HeadlineFigures } from './views/headline-figures.tsx'
import { NextStep, OwnDesk } from './views/own-desk.tsx'
import { LeftOut, Provenance } from './views/provenance.tsx'
import { RegionMap } from './views/region-map.tsx'
import { RegionTable, ReportLinks } from './views/region-table.tsx'
import type { Reader } from './words.ts'

/** The overview of a unit: how many different people were reached, where, by whom, and what needs attention. */
export const overviewPage = page(
  'get',
  '/desk',
  { permission: 'insights.read', scope: overviewScope },
  async (c) => {
    const view = await viewOf(c)
    if (!view) return refusalPage(c, { kind: 'missing', key: 'insights.refusal.unknown' }, 404)
    const { services, actor } = c.var
    const { unit } = view.question
    const reader = readerOf(c)
    const overview = await overviewOf(services, view.question)
    const tree = await unitTree(services)
    const shown = { reader, view, overview }
    const potential = await potentialFigure(c, { ...view, ...view.question, ...reader, tree }, codesOf(view))
    const isWhole = !view.question.base && !view.question.channel
    const mayAct = may(actor, 'outreach.change', unit.id)
    const hasParts = overview.regions.length > 0
    const tiles = hasParts ? await mapTiles(services.db) : []
    const work = hasParts ? null : await readOwnWork(services, view.question)
    const isClosed = work?.programme?.state === 'closed'
    return renderPage(
      c,
      {
        title: titleOf(reader, view),
        lead: leadOf(reader, view, overview),
        crumbs: await crumbsOf(c, view),
        current: '/desk',
        scope: unit.id,
        ...(overview.example ? { tag: <ExampleTag t={reader.t} /> } : {}),
      },
      <>
        <OverviewFilter reader={reader} view={view} />
        {work && !isClosed && <NextStep reader={reader} view={view} work={work} mayAct={mayAct} />}
        {!work && overview.coverage.withProgramme === 0 && (
          <FirstSteps reader={reader} view={view} mayAct={mayAct} />
        )}
        <HeadlineFigures reader={reader} overview={overview} measure={view.measure} potential={potential} />
        {work ? (
          <OwnDesk reader={reader} view={view} work={work} />
        ) : (
          <Columns split="main-aside">
            <RegionMap {...shown} tiles={tiles} />
            <AttentionList {...shown} tree={tree} mayAct={mayAct} />
          </Columns>
        )}
        <BasesByWeek {...shown} />
        <Columns>
          {isWhole && <DayByDay {...shown} />}
          <Channels {...shown} />
          <WeekByWeek {...shown} />
        </Columns>
        {hasParts && <RegionTable {...shown} />}
        <Columns>
          <Provenance reader={reader} overview={overview} />
          <LeftOut reader={reader} overview={overview} />
        </Columns>
        {!hasParts && <ReportLinks reader={reader} view={view} />}
      </>,
    )
  },
)

const codesOf = ({ question: { base, channel } }: View) => ({ base: base?.code, channel: channel?.code })

function titleOf({ t }: Reader, { question: { unit, base } }: View): string {
  return base
    ? t('insights.title.base', { base: baseName(base, t.locale) })
    : t('insights.title.all', { unit: unit.shortName })
}

function leadOf({ t, format }: Reader, { question }: View, { from, until }: Overview): string {
  return [
    nameIn(t.locale, question.election),
    question.base && question.unit.shortName,
    question.channel && channelName(question.channel, t.locale),
    from &&
      until &&
      t('insights.days.range', { from: format.day(from, 'short'), until: format.day(until, 'short') }),
  ]
    .filter(Boolean)
    .join(' · ')
}

/** From the root down to the unit; only those the reader may open are links. */
async function crumbsOf(c: RequestContext, view: View): Promise<Crumb[]> {
  const tree = await unitTree(c.var.services)
  return tree.ancestors(view.question.unit.id).map((unit) => {
    const isHere = unit.id === view.question.unit.id
    return {
      label: unit.shortName,
      ...(!isHere && may(c.var.actor, 'insights.read', unit.id)
        ? { href: viewHref(view, { unit: unitParam(unit) }) }
        : {}),
    }
  })
}
