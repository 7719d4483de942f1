import { Readable } from 'node:stream'
import { exportFormats, exportRows } from '../../platform/export.ts'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import { type Result, statusOf } from '../../platform/result.ts'
import { refusalPage } from '../../ui/index.ts'
import { unitOfParam, unitTree } from '../directory/index.ts'
import type { Paper } from '../papers/index.ts'
import { certificateById } from './certificates-read-model.ts'
import { evidenceNames } from './evidence-names.ts'
import { evidencePath, missingPage, reading } from './evidence-page.tsx'
import { expenseSheet } from './expense-sheet.ts'
import { printReport, reportFormats } from './meeting-report.ts'
import { printCertificate, printCertificates } from './print-certificates.ts'
import { printMandates, printPacks } from './print-packs.ts'

/** Hands a paper on as it is drawn; a refusal is a page. */
export function handedOn(
  c: RequestContext,
  name: string,
  paper: Result<Paper>,
): Response | Promise<Response> {
  if (!paper.ok) return refusalPage(c, paper.refusal, statusOf(paper.refusal))
  return c.body(Readable.toWeb(paper.value.bytes) as ReadableStream, 200, {
    'content-type': paper.value.contentType,
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'private, no-store',
  })
}

/** Every file of the room by its name; `of` narrows packs and mandates to one office. */
const file = reading(async (c, { meeting, mayChange }) => {
  const { services, t } = c.var
  const name = c.req.param('file') ?? ''
  const expenses = exportFormats.find((format) => name === `expenses.${format}`)
  if (expenses) {
    const names = await evidenceNames(services, t, meeting)
    return exportRows({ ...(await expenseSheet(services, names, meeting)), format: expenses })
  }
  const report = reportFormats.find((format) => name === `report.${format}`)
  if (report) return handedOn(c, name, await printReport(services, t, meeting, report))
  if (name === 'packs.pdf' || name === 'mandates.pdf') {
    const of = c.req.query('of')
    const office = of === undefined ? undefined : unitOfParam(await unitTree(services), of)
    if (of !== undefined && !office) return missingPage(c)
    const print = name === 'packs.pdf' ? printPacks : printMandates
    return handedOn(c, name, await print(services, t, meeting, office?.id))
  }
  if (name !== 'certificates.pdf' && name !== 'certificate.pdf') return missingPage(c)
  // They carry codes: only for who may issue them.
  if (!mayChange) return refusalPage(c, { kind: 'forbidden', key: 'ui.refusal.forbidden' }, 403)
  if (name === 'certificates.pdf') return handedOn(c, name, await printCertificates(services, t, meeting))
  const one = await certificateById(services.db, meeting, c.req.query('certificate') ?? '')
  return one ? handedOn(c, name, await printCertificate(services, t, meeting, one)) : missingPage(c)
})

export const fileRoutes: readonly Route[] = [page('get', `${evidencePath}/file/:file`, 'signed-in', file)]
