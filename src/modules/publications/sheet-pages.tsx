import { page, type RequestContext } from '../../platform/http/route.ts'
import { ok, type Result, refuse, statusOf } from '../../platform/result.ts'
import { EmptyState, LinkButton, refusalPage, renderPage } from '../../ui/index.ts'
import { chosenUnit, scopeFromQuery, type Unit, unitParam } from '../directory/index.ts'
import { type SpokenLink, spokenLinks } from './link-words.ts'
import { linksOf } from './links-read-model.ts'
import { filterOf, queryOf } from './links-request.ts'
import { hrefWith } from './request.ts'
import { LinkSheet } from './views/link-sheet.tsx'

const current = '/desk/links'
/** Most links of one sheet: 33 pages. */
const most = 400
const reads = { permission: 'links.read', scope: scopeFromQuery('links.read') }

/** The links of the sheet; refuses so many that nobody would cut them. */
async function sheetLinks(c: RequestContext, unit: Unit): Promise<Result<SpokenLink[]>> {
  const query = { ...queryOf(c, unit, { ...filterOf(c), state: '' }), limit: most + 1 }
  const links = await linksOf(c.var.services.db, query)
  if (links.length > most)
    return refuse({ kind: 'tooLarge', key: 'publications.links.refusal.narrow', params: { most } })
  return ok(await spokenLinks(c.var.services, c.var.t, links))
}

const sheetPage = page('get', `${current}/sheet`, reads, async (c) => {
  const { t } = c.var
  const unit = await chosenUnit(c, 'links.read')
  const links = await sheetLinks(c, unit)
  if (!links.ok) return refusalPage(c, links.refusal, statusOf(links.refusal))
  const of = { unit: unitParam(unit), ...filterOf(c) }
  return renderPage(
    c,
    {
      title: t('publications.sheet.title'),
      lead: t('publications.sheet.lead', { unit: unit.name, count: links.value.length }),
      crumbs: [{ label: t('publications.links.title'), href: hrefWith(current, of) }],
      current,
      scope: unit.id,
      actions: links.value.length > 0 && (
        <LinkButton href={hrefWith(`${current}/sheet.pdf`, of)} tone="main">
          {t('publications.sheet.pdf')}
        </LinkButton>
      ),
    },
    links.value.length > 0 ? (
      <LinkSheet t={t} links={links.value} />
    ) : (
      <EmptyState title={t('publications.links.empty')}>{t('publications.links.emptyHelp')}</EmptyState>
    ),
  )
})

const pdfPage = page('get', `${current}/sheet.pdf`, reads, async (c) => {
  const unit = await chosenUnit(c, 'links.read')
  const links = await sheetLinks(c, unit)
  if (!links.ok) return refusalPage(c, links.refusal, statusOf(links.refusal))
  const { sheetPdf } = await import('./link-sheet-pdf.ts')
  const bytes = await sheetPdf(c.var.t, unit.name, links.value)
  return c.body(new Uint8Array(bytes), 200, {
    'Content-Type': 'application/pdf',
    'Content-Disposition': `inline; filename="links-${unitParam(unit)}.pdf"`,
    'Cache-Control': 'private, no-store',
  })
})

export const sheetPages = [sheetPage, pdfPage]
