import { may } from '../../platform/access.ts'
import type { Typed } from '../../platform/http/form.ts'
import { typedForm } from '../../platform/http/form.ts'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import { type FieldProblem, statusOf } from '../../platform/result.ts'
import {
  answerForm,
  ConfirmForm,
  LinkButton,
  Notice,
  refusalPage,
  renderPage,
  Section,
} from '../../ui/index.ts'
import {
  chosenUnit,
  scopeFromPath,
  scopeFromQuery,
  type Unit,
  unitInPath,
  unitParam,
} from '../directory/index.ts'
import { nameIn } from '../elections/index.ts'
import { sheetLimits } from '../spreadsheets/index.ts'
import { chooseColumns } from './choose-columns.ts'
import { importById, type StatedImport } from './imports-read-model.ts'
import { keepImport } from './keep-import.ts'
import { exportFields } from './layouts.ts'
import { previewImport } from './preview-import.ts'
import { readFileForm } from './read-file-form.ts'
import type { ColumnOf } from './recognise.ts'
import { figuresOfImport } from './stated-read-model.ts'
import { noticeChoices, type StatedView, statedHref, statedPath, statedView, todayOf } from './stated-view.ts'
import { dropDraft, undoImport } from './undo-import.ts'
import { uploadExport } from './upload-export.ts'
import { DraftBody } from './views/draft-body.tsx'
import { ImportFacts, UploadForm } from './views/import-parts.tsx'

const uploads = { permission: 'stated.change', scope: scopeFromQuery('stated.change') }
const reads = { permission: 'reach.read', scope: scopeFromPath }
const changes = { permission: 'stated.change', scope: scopeFromPath }

/** What multipart adds around a file, so that one that is a little too large is refused in words. */
const uploadBytes = sheetLimits.bytes + 1024 * 1024

const missing = (c: RequestContext) => refusalPage(c, { kind: 'missing', key: 'ui.refusal.missing' }, 404)
const unknownElection = (c: RequestContext) =>
  refusalPage(c, { kind: 'missing', key: 'stated.refusal.election' }, 404)

async function showUpload(
  c: RequestContext,
  { view, typed, problems }: { view: StatedView; typed: Typed; problems?: readonly FieldProblem[] },
): Promise<Response> {
  const { t, unit, election } = view
  return renderPage(
    c,
    {
      title: t('stated.import.title'),
      lead: `${unit.shortName}, ${nameIn(t.locale, election)}`,
      current: '/desk/reach',
      scope: unit.id,
      crumbs: [{ label: t('stated.tab'), href: statedHref(view) }],
      status: problems ? 422 : 200,
    },
    <Section lead={t('stated.import.lead')}>
      <UploadForm
        view={view}
        typed={typed}
        problems={problems}
        notices={await noticeChoices(c, view)}
        today={todayOf(c, unit)}
      />
    </Section>,
  )
}

async function uploadPage(c: RequestContext): Promise<Response> {
  const unit = await chosenUnit(c, 'stated.change')
  const view = await statedView(c, unit)
  if (!view) return unknownElection(c)
  return showUpload(c, { view, typed: { statedOn: todayOf(c, unit) } })
}

async function upload(c: RequestContext): Promise<Response> {
  const unit = await chosenUnit(c, 'stated.change')
  const view = await statedView(c, unit)
  const { services, actor } = c.var
  if (!view || !actor) return unknownElection(c)
  const { typed, file } = await readFileForm(c, 'file')
  if (!file) {
    const problems = [{ field: 'file', key: 'stated.refusal.noFile' }]
    return showUpload(c, { view, typed, problems })
  }
  const isKnown = (code: string | undefined, among: readonly { value: string }[]) =>
    among.some(({ value }) => value === code) ? (code ?? null) : null
  const made = await uploadExport(services, actor, {
    unit,
    electionId: view.election.id,
    base: isKnown(
      typed.base,
      view.bases.map(({ code }) => ({ value: code })),
    ),
    publicationId: isKnown(typed.publication, await noticeChoices(c, view)),
    statedOn: typed.statedOn ?? '',
    fileName: file.name,
    bytes: new Uint8Array(await file.arrayBuffer()),
  })
  return answerForm(c, made, {
    to: ({ id }) => `${statedPath}/${unitParam(unit)}/imports/${id}`,
    again: (problems) => showUpload(c, { view, typed, problems }),
  })
}

/** The unit and import of an address. A draft is there for those alone who may go on with it. */
async function found(
  c: RequestContext,
): Promise<{ unit: Unit; file: StatedImport; view: StatedView; href: string } | undefined> {
  const unit = await unitInPath(c)
  const file = unit && (await importById(c.var.services.db, unit.id, c.req.param('import') ?? ''))
  if (!file || (file.state === 'draft' && !may(c.var.actor, 'stated.change', unit.id))) return undefined
  const view = await statedView(c, unit, file.electionId)
  return view && { unit, file, view, href: `${statedPath}/${unitParam(unit)}/imports/${file.id}` }
}

async function importPage(
  c: RequestContext,
  wrong?: { typed: Typed; problems: readonly FieldProblem[] },
): Promise<Response> {
  const here = await found(c)
  if (!here) return missing(c)
  const { unit, file, view, href } = here
  const { t } = view
  const { services } = c.var
  const isDraft = file.state === 'draft'
  return renderPage(
    c,
    {
      title: isDraft ? t('stated.draft.title') : t('stated.kept.title'),
      lead: `${file.fileName} · ${unit.shortName}, ${nameIn(t.locale, view.election)}`,
      current: '/desk/reach',
      scope: unit.id,
      crumbs: [{ label: t('stated.tab'), href: statedHref(view) }],
      status: wrong ? 422 : 200,
      actions: file.state === 'kept' && may(c.var.actor, 'stated.change', unit.id) && (
        <LinkButton href={`${href}/undo`}>{t('stated.undo')}</LinkButton>
      ),
    },
    <>
      {c.req.query('done') === 'kept' && <Notice tone="good">{t('stated.done.kept')}</Notice>}
      {isDraft ? (
        <DraftBody
          view={view}
          draft={file}
          href={href}
          preview={await previewImport(services.db, file, services.config)}
          wrong={wrong}
        />
      ) : (
        <Section>
          <ImportFacts
            view={view}
            file={file}
            standing={await figuresOfImport(services.db, unit.id, file.id)}
          />
        </Section>
      )}
    </>,
  )
}

async function choose(c: RequestContext): Promise<Response> {
  const here = await found(c)
  const { services, actor } = c.var
  if (!here || !actor) return missing(c)
  const { unit, file, href } = here
  const typed = await typedForm(c)
  const columns: ColumnOf = {}
  for (const field of exportFields) {
    const column = typed[`column-${field}`] ?? ''
    if (/^\d{1,3}$/.test(column)) columns[field] = Number(column)
  }
  const chosen = await chooseColumns(
    services,
    actor,
    { unit, id: file.id },
    { channel: typed.channel ?? '', account: typed.account ?? '', statedOn: typed.statedOn ?? '', columns },
  )
  return answerForm(c, chosen, {
    to: () => href,
    again: (problems) => importPage(c, { typed, problems }),
  })
}

async function keep(c: RequestContext): Promise<Response> {
  const here = await found(c)
  const { services, actor } = c.var
  if (!here || !actor) return missing(c)
  const { unit, file, href } = here
  const kept = await keepImport(services, actor, { unit, id: file.id })
  if (!kept.ok) return refusalPage(c, kept.refusal, statusOf(kept.refusal))
  return c.redirect(`${href}?done=kept`, 303)
}

async function drop(c: RequestContext): Promise<Response> {
  const here = await found(c)
  const { services, actor } = c.var
  if (!here || !actor) return missing(c)
  const { unit, file, view } = here
  const dropped = await dropDraft(services, actor, { workUnitId: unit.id, id: file.id })
  if (!dropped.ok) return refusalPage(c, dropped.refusal, statusOf(dropped.refusal))
  return c.redirect(statedHref(view, '', { done: 'dropped' }), 303)
}

async function undoPage(c: RequestContext): Promise<Response> {
  const here = await found(c)
  if (!here) return missing(c)
  const { unit, file, view, href } = here
  const { t } = view
  return renderPage(
    c,
    {
      title: t('stated.undo.title'),
      current: '/desk/reach',
      scope: unit.id,
      crumbs: [
        { label: t('stated.tab'), href: statedHref(view) },
        { label: t('stated.kept.title'), href },
      ],
    },
    <ConfirmForm
      t={t}
      action={`${href}/undo`}
      tone="bad"
      title={file.fileName}
      body={t('stated.undo.body', { count: await figuresOfImport(c.var.services.db, unit.id, file.id) })}
      confirm={t('stated.undo')}
      cancelHref={href}
    />,
  )
}

async function undo(c: RequestContext): Promise<Response> {
  const here = await found(c)
  const { services, actor } = c.var
  if (!here || !actor) return missing(c)
  const { unit, file, view } = here
  const undone = await undoImport(services, actor, { workUnitId: unit.id, id: file.id })
  if (!undone.ok) return refusalPage(c, undone.refusal, statusOf(undone.refusal))
  return c.redirect(statedHref(view, '', { done: 'undone' }), 303)
}

const one = `${statedPath}/:unit/imports/:import`

export const importPages: readonly Route[] = [
  page('get', `${statedPath}/import`, uploads, uploadPage),
  page('post', `${statedPath}/import`, uploads, upload, { maxBytes: uploadBytes }),
  page('get', one, reads, (c) => importPage(c)),
  page('post', `${one}/columns`, changes, choose),
  page('post', `${one}/keep`, changes, keep),
  page('post', `${one}/drop`, changes, drop),
  page('get', `${one}/undo`, changes, undoPage),
  page('post', `${one}/undo`, changes, undo),
]
