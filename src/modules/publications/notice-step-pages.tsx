import { typedForm } from '../../platform/http/form.ts'
import { page, type RequestContext } from '../../platform/http/route.ts'
import { translateKey } from '../../platform/i18n/catalogue.ts'
import { type FieldProblem, statusOf } from '../../platform/result.ts'
import {
  ConfirmForm,
  LinkButton,
  Notice as Message,
  refusalPage,
  renderPage,
  TextArea,
} from '../../ui/index.ts'
import { scopeFromPath, type Unit, unitParam } from '../directory/index.ts'
import { inLanguage, type Notice, noticePath } from './notice.ts'
import { publishNotice } from './publish-notice.ts'
import { actorOf, hrefWith, missing, noticeHref, noticeInPath } from './request.ts'
import { withdrawNotice } from './withdraw-notice.ts'

const current = '/desk/publications'
const publishes = { permission: 'publications.publish', scope: scopeFromPath }

const frameOf = (c: RequestContext, unit: Unit, notice: Notice, title: string) => ({
  title,
  crumbs: [
    { label: c.var.t('publications.list.title'), href: hrefWith(current, { unit: unitParam(unit) }) },
    { label: inLanguage(notice.title, c.var.t.locale), href: noticeHref(unit, notice.id) },
  ],
  current,
  scope: unit.id,
})

function askPublish(c: RequestContext, unit: Unit, notice: Notice, problems: readonly FieldProblem[] = []) {
  const { t, services } = c.var
  const href = noticeHref(unit, notice.id)
  const title = t('publications.publish.title', { title: inLanguage(notice.title, t.locale) })
  const address = services.config.publicUrl + noticePath(unit.slug, notice.slug)
  return renderPage(
    c,
    { ...frameOf(c, unit, notice, t('publications.show.publish')), status: problems.length > 0 ? 422 : 200 },
    problems.length > 0 ? (
      <Message tone="bad" title={t('publications.publish.refused')}>
        <ul>
          {problems.map(({ key, params }) => (
            <li>{translateKey(t.locale, key, params)}</li>
          ))}
        </ul>
        <LinkButton href={`${href}/edit`}>{t('publications.publish.fix')}</LinkButton>
      </Message>
    ) : (
      <ConfirmForm
        t={t}
        action={`${href}/publish`}
        title={title}
        body={<p>{t('publications.publish.body', { address })}</p>}
        confirm={t('publications.publish.confirm')}
        cancelHref={href}
        fields={{ version: String(notice.version) }}
      />
    ),
  )
}

const publishPage = page('get', `${current}/:unit/:notice/publish`, publishes, async (c) => {
  const found = await noticeInPath(c)
  if (!found) return refusalPage(c, missing, 404)
  if (found.notice.state !== 'draft')
    return refusalPage(c, { kind: 'conflict', key: 'publications.refusal.notDraft' }, 409)
  return askPublish(c, found.unit, found.notice)
})

const publishNow = page('post', `${current}/:unit/:notice/publish`, publishes, async (c) => {
  const found = await noticeInPath(c)
  if (!found) return refusalPage(c, missing, 404)
  const { unit, notice } = found
  const { version } = await typedForm(c)
  const result = await publishNotice(c.var.services, actorOf(c), { ...notice, version: Number(version) })
  if (result.ok) return c.redirect(`${noticeHref(unit, notice.id)}?done=published`, 303)
  if (result.refusal.kind === 'invalid') return askPublish(c, unit, notice, result.refusal.fields ?? [])
  return refusalPage(c, result.refusal, statusOf(result.refusal))
})

function askWithdraw(
  c: RequestContext,
  unit: Unit,
  notice: Notice,
  typed: Record<string, string> = {},
  problems: readonly FieldProblem[] = [],
) {
  const { t } = c.var
  const href = noticeHref(unit, notice.id)
  return renderPage(
    c,
    { ...frameOf(c, unit, notice, t('publications.show.withdraw')), status: problems.length > 0 ? 422 : 200 },
    <ConfirmForm
      t={t}
      action={`${href}/withdraw`}
      title={t('publications.withdraw.title', { title: inLanguage(notice.title, t.locale) })}
      body={<p>{t('publications.withdraw.body')}</p>}
      confirm={t('publications.withdraw.confirm')}
      cancelHref={href}
      tone="bad"
      fields={{ version: String(notice.version) }}
    >
      <TextArea
        t={t}
        name="reason"
        label={t('publications.withdraw.reason')}
        hint={t('publications.withdraw.reasonHint')}
        rows={2}
        required
        typed={typed}
        problems={problems}
      />
    </ConfirmForm>,
  )
}

const withdrawPage = page('get', `${current}/:unit/:notice/withdraw`, publishes, async (c) => {
  const found = await noticeInPath(c)
  return found ? askWithdraw(c, found.unit, found.notice) : refusalPage(c, missing, 404)
})

const withdrawNow = page('post', `${current}/:unit/:notice/withdraw`, publishes, async (c) => {
  const found = await noticeInPath(c)
  if (!found) return refusalPage(c, missing, 404)
  const { unit, notice } = found
  const typed = await typedForm(c)
  const key = { ...notice, version: Number(typed.version) }
  const result = await withdrawNotice(c.var.services, actorOf(c), { ...key, reason: typed.reason ?? '' })
  if (result.ok) return c.redirect(`${noticeHref(unit, notice.id)}?done=withdrawn`, 303)
  if (result.refusal.kind === 'invalid')
    return askWithdraw(c, unit, notice, typed, result.refusal.fields ?? [])
  return refusalPage(c, result.refusal, statusOf(result.refusal))
})

export const noticeStepPages = [publishPage, publishNow, withdrawPage, withdrawNow]
