import type { RequestContext } from '../../../platform/http/route.ts'
import { Notice, renderPage } from '../../../ui/index.ts'
import type { Draft } from './draft.ts'
import { checkedRows, checkProblems, countProblems } from './imports-read-model.ts'
import { type RosterCounts, rosterOutcomes } from './plan.ts'
import { RosterWordsShown } from './shown.ts'
import { rosterCrumbs } from './upload-pages.tsx'
import { PreviewBody } from './views/preview.tsx'
import { RosterProblems } from './views/problems.tsx'
import { RosterRows } from './views/rows.tsx'

const pageOf = { problems: 25, rows: 50 }

/** What an import would do, problems first while there are any. */
export async function previewPage(
  c: RequestContext,
  { head, unit }: Draft,
  counts: RosterCounts,
): Promise<Response> {
  const { t, format, services } = c.var
  const asked = c.req.query('view')
  const view = asked === 'rows' || asked === 'problems' ? asked : counts.problem > 0 ? 'problems' : 'rows'
  const shown = await RosterWordsShown.of(services, c.var)
  const body = view === 'problems' ? await problems(c, head, shown) : await rows(c, head, counts, shown)
  return renderPage(
    c,
    {
      title: t('directory.roster.preview.title'),
      lead: `${head.fileName} · ${unit.name}. ${t('directory.roster.preview.lead')}`,
      crumbs: rosterCrumbs(c.var, unit),
      current: '/desk/units',
    },
    <>
      {c.req.query('done') === 'checked' && (
        <Notice tone="good">{t('directory.roster.notice.checked')}</Notice>
      )}
      <PreviewBody
        t={t}
        format={format}
        head={head}
        counts={counts}
        zone={unit.timeZone}
        view={view}
        problems={await countProblems(services.db, head)}
      >
        {body}
      </PreviewBody>
    </>,
  )
}

const after = (c: RequestContext) => Math.max(0, Number.parseInt(c.req.query('after') ?? '0', 10) || 0)

async function problems(c: RequestContext, head: Draft['head'], shown: RosterWordsShown) {
  const { t, format, services } = c.var
  const found = await checkProblems(services.db, head, { after: after(c), limit: pageOf.problems + 1 })
  const some = found.slice(0, pageOf.problems)
  const base = `/desk/people/import/${head.id}?view=problems`
  return (
    <RosterProblems
      t={t}
      format={format}
      head={head}
      problems={some}
      shown={shown}
      next={found.length > some.length ? `${base}&after=${some.at(-1)?.number ?? 0}` : undefined}
      first={after(c) > 0 ? base : undefined}
    />
  )
}

async function rows(c: RequestContext, head: Draft['head'], counts: RosterCounts, shown: RosterWordsShown) {
  const { t, format, services } = c.var
  const outcome = rosterOutcomes.find((known) => known === c.req.query('outcome'))
  const found = await checkedRows(services.db, head, { outcome, after: after(c), limit: pageOf.rows + 1 })
  const some = found.slice(0, pageOf.rows)
  const base = `/desk/people/import/${head.id}?view=rows${outcome ? `&outcome=${outcome}` : ''}`
  return (
    <RosterRows
      t={t}
      format={format}
      head={head}
      counts={counts}
      rows={some}
      shown={shown}
      outcome={outcome ?? ''}
      next={found.length > some.length ? `${base}&after=${some.at(-1)?.row ?? 0}` : undefined}
      first={after(c) > 0 ? base : undefined}
    />
  )
}
