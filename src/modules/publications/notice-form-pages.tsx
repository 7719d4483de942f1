import { checkForm, type Typed } from '../../platform/http/form.ts'
import { page, type RequestContext } from '../../platform/http/route.ts'
import { type FieldProblem, type Result, statusOf } from '../../platform/result.ts'
import { Notice as Message, refusalPage, renderPage, Section } from '../../ui/index.ts'
import { chosenUnit, scopeFromPath, scopeFromQuery, type Unit, unitParam } from '../directory/index.ts'
import { electionsOf } from '../elections/index.ts'
import { correctNotice } from './correct-notice.ts'
import { createNotice } from './create-notice.ts'
import { editNotice } from './edit-notice.ts'
import { inLanguage, isPublic, type Notice } from './notice.ts'
import { noticeInput } from './notice-input.ts'
import { noticeById } from './publications-read-model.ts'
import { largestRequest, readNoticeForm } from './read-notice-form.ts'
import { actorOf, hrefWith, missing, noticeHref, noticeInPath } from './request.ts'
import { uploadImage } from './upload-image.ts'
import { NoticeForm } from './views/notice-form.tsx'
import { BodyText, Texts } from './views/notice-text.tsx'

const current = '/desk/publications'

/** The values a form begins with. */
const typedOf = (notice: Notice): Typed => ({
  version: String(notice.version),
  titleId: notice.title.id,
  titleEn: notice.title.en ?? '',
  bodyId: notice.body.id,
  bodyEn: notice.body.en ?? '',
  imageHash: notice.image?.hash ?? '',
  imageAltId: notice.image?.alt.id ?? '',
  imageAltEn: notice.image?.alt.en ?? '',
  validFrom: notice.validFrom ?? '',
  validUntil: notice.validUntil ?? '',
  source: notice.source ?? '',
  electionId: notice.electionId ?? '',
})

interface Shown {
  unit: Unit
  /** The notice as stored; null for a new one. */
  notice: Notice | null
  typed: Typed
  problems?: readonly FieldProblem[]
  status?: number
  isPreview?: boolean
  isConflict?: boolean
}

async function show(c: RequestContext, props: Shown): Promise<Response> {
  const { unit, notice, typed, problems = [] } = props
  const { t, services } = c.var
  const isCorrection = notice !== null && isPublic(notice)
  const href = notice ? noticeHref(unit, notice.id) : hrefWith(current, { unit: unitParam(unit) })
  return renderPage(
    c,
    {
      title: notice
        ? t(isCorrection ? 'publications.form.correct' : 'publications.form.edit')
        : t('publications.form.new'),
      lead: isCorrection
        ? t('publications.form.correctLead')
        : notice
          ? undefined
          : t('publications.form.newLead', { unit: unit.name }),
      crumbs: [
        { label: t('publications.list.title'), href: hrefWith(current, { unit: unitParam(unit) }) },
        ...(notice ? [{ label: inLanguage(notice.title, t.locale), href }] : []),
      ],
      current,
      scope: unit.id,
      status: props.status ?? (problems.length > 0 ? 422 : 200),
    },
    <>
      {props.isConflict && (
        <Message tone="bad" title={t('publications.conflict.title')}>
          {t('publications.conflict.body')}
        </Message>
      )}
      {props.isPreview && (
        <Section title={t('publications.preview.title')} lead={t('publications.preview.lead')} tone="ink">
          <h3 lang="id">{typed.titleId}</h3>
          <BodyText text={typed.bodyId ?? ''} lang="id" />
          {typed.bodyEn && (
            <>
              <h3 lang="en">{typed.titleEn}</h3>
              <BodyText text={typed.bodyEn} lang="en" />
            </>
          )}
        </Section>
      )}
      <Section>
        <NoticeForm
          t={t}
          action={notice ? `${href}/edit` : hrefWith(`${current}/new`, { unit: unitParam(unit) })}
          cancelHref={href}
          typed={typed}
          problems={problems}
          elections={await electionsOf(services.db)}
          picture={typed.imageHash ? `${current}/${unitParam(unit)}/image/${typed.imageHash}` : null}
          isCorrection={isCorrection}
        />
      </Section>
      {props.isConflict && notice && (
        <Section title={t('publications.conflict.stored', { version: notice.version })}>
          <Texts t={t} title={notice.title} body={notice.body} />
        </Section>
      )}
    </>,
  )
}

/** Keeps the picture that came along, or takes it off; says in `typed.imageHash` which one the notice has. */
async function takePicture(
  c: RequestContext,
  unit: Unit,
  typed: Typed,
  file: Uint8Array | null,
): Promise<FieldProblem[]> {
  if (file) {
    const kept = await uploadImage(c.var.services, actorOf(c), { workUnitId: unit.id, bytes: file })
    if (!kept.ok) return kept.refusal.fields ?? []
    typed.imageHash = kept.value
  } else if (typed.imageRemove) {
    typed.imageHash = ''
    delete typed.imageRemove
  }
  return []
}

/** What create and change have in common: picture, preview, checks, and the form again when it is refused. */
async function receive(
  c: RequestContext,
  unit: Unit,
  notice: Notice | null,
  save: (
    typed: Typed,
    input: ReturnType<typeof noticeInput.parse>,
    imageHash: string | null,
  ) => Promise<Result<Notice>>,
  done: (notice: Notice) => string,
): Promise<Response> {
  const { typed, file } = await readNoticeForm(c)
  const atPicture = await takePicture(c, unit, typed, file)
  const isPreview = typed.do === 'preview'
  const checked = checkForm(noticeInput, typed)
  const problems = [...(checked.ok ? [] : (checked.refusal.fields ?? [])), ...atPicture]
  if (isPreview) return show(c, { unit, notice, typed, problems: atPicture, isPreview })
  if (!checked.ok || problems.length > 0) return show(c, { unit, notice, typed, problems })
  const result = await save(typed, checked.value, typed.imageHash || null)
  if (result.ok) return c.redirect(done(result.value), 303)
  const { refusal } = result
  if (refusal.kind === 'invalid') return show(c, { unit, notice, typed, problems: refusal.fields ?? [] })
  if (refusal.key === 'publications.refusal.outdated' && notice) {
    const stored = (await noticeById(c.var.services.db, unit.id, notice.id)) ?? notice
    const merged = { ...typed, version: String(stored.version) }
    return show(c, { unit, notice: stored, typed: merged, status: 409, isConflict: true })
  }
  return refusalPage(c, refusal, statusOf(refusal))
}

const writes = { permission: 'publications.write', scope: scopeFromQuery('publications.write') }
const changes = { permission: 'publications.write', scope: scopeFromPath }

const newPage = page('get', `${current}/new`, writes, async (c) =>
  show(c, { unit: await chosenUnit(c, 'publications.write'), notice: null, typed: {} }),
)

const takesPicture = { maxBytes: largestRequest }

async function create(c: RequestContext): Promise<Response> {
  const unit = await chosenUnit(c, 'publications.write')
  return receive(
    c,
    unit,
    null,
    (_, input, imageHash) =>
      createNotice(c.var.services, actorOf(c), { workUnitId: unit.id, input, imageHash }),
    ({ id }) => `${noticeHref(unit, id)}?done=created`,
  )
}

const editPage = page('get', `${current}/:unit/:notice/edit`, changes, async (c) => {
  const found = await noticeInPath(c)
  if (!found) return refusalPage(c, missing, 404)
  if (found.notice.state === 'withdrawn')
    return refusalPage(c, { kind: 'conflict', key: 'publications.refusal.notPublic' }, 409)
  return show(c, { ...found, typed: typedOf(found.notice) })
})

async function change(c: RequestContext): Promise<Response> {
  const found = await noticeInPath(c)
  if (!found) return refusalPage(c, missing, 404)
  const { unit, notice } = found
  const isCorrection = isPublic(notice)
  return receive(
    c,
    unit,
    notice,
    (typed, input, imageHash) => {
      const changed = { ...keyOf(notice, typed), input, imageHash }
      return isCorrection
        ? correctNotice(c.var.services, actorOf(c), { ...changed, note: typed.correctionNote ?? '' })
        : editNotice(c.var.services, actorOf(c), changed)
    },
    () => `${noticeHref(unit, notice.id)}?done=${isCorrection ? 'corrected' : 'edited'}`,
  )
}

/** The notice at the version that the form was opened on. */
const keyOf = ({ workUnitId, id }: Notice, typed: Typed) => ({
  workUnitId,
  id,
  version: Number(typed.version),
})

export const noticeFormPages = [
  newPage,
  page('post', `${current}/new`, writes, create, takesPicture),
  editPage,
  page('post', `${current}/:unit/:notice/edit`, changes, change, takesPicture),
]
