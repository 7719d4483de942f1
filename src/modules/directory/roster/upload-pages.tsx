import { page, type RequestContext, type ScopeOf } from '../../../platform/http/route.ts'
import { type Refusal, refuse, statusOf } from '../../../platform/result.ts'
import { LinkButton, refusalPage, renderPage } from '../../../ui/index.ts'
import { sheetLimits, tooLarge } from '../../spreadsheets/index.ts'
import { isDay } from '../days.ts'
import { todayIn } from '../today.ts'
import { unitParam } from '../unit-address.ts'
import { chosenUnit, scopeFromQuery } from '../unit-scope.ts'
import { type Unit, unitTree } from '../unit-tree.ts'
import { rosterBytes, rosterFormats, rosterTable, rosterTypes } from './export-roster.ts'
import { importById, importsWithin } from './imports-read-model.ts'
import { uploadRoster } from './upload-roster.ts'
import { UploadBody } from './views/upload.tsx'

const access = { permission: 'directory.import', scope: scopeFromQuery('directory.import') } as const

/** What multipart adds around a file. */
const wrapping = 64 * 1024
export const uploadBytes = sheetLimits.bytes + wrapping

/** Scope of a request about one import (`:id`): its unit. */
export const scopeOfImport: ScopeOf = async (c) =>
  (await importById(c.var.services.db, c.req.param('id') ?? ''))?.unitId

/** Answers a refusal that no form on the page can show. */
export const refused = (c: RequestContext, refusal: Refusal) => refusalPage(c, refusal, statusOf(refusal))

export const rosterCrumbs = ({ t }: Pick<RequestContext['var'], 't'>, unit: Unit) => [
  { label: t('directory.nav.units'), href: `/desk/units?unit=${unitParam(unit)}` },
  { label: t('directory.roster.nav'), href: `/desk/people/import?unit=${unitParam(unit)}` },
]

async function uploadPage(c: RequestContext, unit: Unit, wrong?: { refusal: Refusal; fileName?: string }) {
  const { t, format, services, actor } = c.var
  const tree = await unitTree(services)
  const history = await importsWithin(services.db, {
    scopes: [unit.id],
    accountId: actor?.id ?? '',
    limit: 20,
  })
  const { refusal } = wrong ?? {}
  const problems = refusal && [{ field: 'file', key: refusal.key, params: refusal.params }]
  return renderPage(
    c,
    {
      title: t('directory.roster.title'),
      lead: t('directory.roster.lead'),
      crumbs: rosterCrumbs(c.var, unit),
      current: '/desk/units',
      scope: unit.id,
      status: refusal ? statusOf(refusal) : 200,
      actions: (
        <LinkButton href={`/desk/people/export.xlsx?unit=${unitParam(unit)}`}>
          {t('directory.roster.export')}
        </LinkButton>
      ),
    },
    <UploadBody
      t={t}
      format={format}
      unit={unit}
      problems={problems}
      refused={wrong?.fileName}
      history={history}
      reader={actor?.id ?? ''}
      unitName={(id) => tree.byId(id)?.shortName ?? id}
    />,
  )
}

async function upload(c: RequestContext) {
  const unit = await chosenUnit(c, 'directory.import')
  const { actor, services } = c.var
  const body = await c.req.parseBody().catch(() => ({}) as Record<string, unknown>)
  const file = body.file
  const isChosen = file instanceof File && (file.size > 0 || file.name !== '')
  if (!actor || !isChosen) {
    return uploadPage(c, unit, refuse({ kind: 'invalid', key: 'directory.roster.upload.choose' }))
  }
  if (file.size > sheetLimits.bytes) return uploadPage(c, unit, { ...tooLarge, fileName: file.name })
  const bytes = new Uint8Array(await file.arrayBuffer())
  const made = await uploadRoster(services, actor, { unit, file: { name: file.name, bytes } })
  if (!made.ok) return uploadPage(c, unit, { ...made, fileName: file.name })
  return c.redirect(`/desk/people/import/${made.value.id}`, 303)
}

async function download(c: RequestContext, format: (typeof rosterFormats)[number]) {
  const unit = await chosenUnit(c, 'directory.import')
  const asked = c.req.query('day') ?? ''
  const day = isDay(asked) ? asked : todayIn(c.var.services, unit)
  const table = await rosterTable(c.var.services, { unit, day, t: c.var.t, format: c.var.format })
  const bytes = await rosterBytes(table, format)
  return c.body(Buffer.from(bytes), 200, {
    'content-type': rosterTypes[format],
    'content-disposition': `attachment; filename="roster-${unitParam(unit)}-${day}.${format}"`,
    'cache-control': 'private, no-store',
  })
}

/** Where a roster comes in and goes out. */
export const rosterPages = [
  page('get', '/desk/people/import', access, async (c) =>
    uploadPage(c, await chosenUnit(c, 'directory.import')),
  ),
  page('post', '/desk/people/import', access, upload, { maxBytes: uploadBytes }),
  ...rosterFormats.map((format) =>
    page('get', `/desk/people/export.${format}`, access, (c) => download(c, format)),
  ),
]
