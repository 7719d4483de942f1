import { exportFormats, exportRows } from '../../platform/export.ts'
import type { RequestContext, Route } from '../../platform/http/route.ts'
import { ExportLinks, refusalPage } from '../../ui/index.ts'
import { unitParam } from '../directory/index.ts'
import { isExample } from './example-tag.tsx'
import { reachPage } from './judged-page.tsx'
import type { ReachTable } from './matrix-export.ts'
import { type ReachView, reachHref } from './reach-view.ts'

/** The same as files, beside the title of a page. */
export const Files = ({
  view,
  path,
  more = {},
}: {
  view: ReachView
  path: string
  more?: Record<string, string>
}) => (
  <ExportLinks
    t={view.t}
    links={exportFormats.map((format) => ({
      href: reachHref(view, `${path}/file.${format}`, more),
      label: format.toUpperCase(),
    }))}
  />
)

/**
 * The routes of a page's files: the same question as the page's, held back alike. A question that has no answer is
 * refused with the sentence of the page.
 */
export const fileRoutes = (
  path: string,
  tableOf: (c: RequestContext, view: ReachView) => Promise<ReachTable | null>,
): Route[] =>
  exportFormats.map((format) =>
    reachPage(`${path}/file.${format}`, async (c, view) => {
      const answer = await tableOf(c, view)
      if (!answer) return refusalPage(c, { kind: 'invalid', key: 'reach.refusal.question' }, 422)
      const { period, ...table } = answer
      const name = fileName(view, path)
      if (!(await isExample(c, view, period))) return exportRows({ ...table, format, name })
      // A csv has no notes: its name says it.
      const notes = [...(table.notes ?? []), view.t('reach.export.examples')]
      return exportRows({ ...table, notes, format, name: `${name}-${view.t('ui.example.tag')}` })
    }),
  )

const fileName = ({ t, unit, election }: ReachView, path: string): string =>
  [t('reach.export.file'), ...path.split('/').slice(3), unitParam(unit), election.id].join('-')
