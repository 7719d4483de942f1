import { page } from '../../platform/http/route.ts'
import { statusOf } from '../../platform/result.ts'
import { ConfirmForm, refusalPage, renderPage } from '../../ui/index.ts'
import { unitParam, unitTree } from '../directory/index.ts'
import { qrAddress } from './link-words.ts'
import { linkInPath, missingLink, scopeOfLink } from './links-request.ts'
import { qrPng, qrSvg } from './qr.ts'
import { actorOf, hrefWith } from './request.ts'
import { revokeLink } from './revoke-link.ts'

const reads = { permission: 'links.read', scope: scopeOfLink }
const mints = { permission: 'links.mint', scope: scopeOfLink }
const of = '/desk/links/:code'

const svgPage = page('get', `${of}/qr.svg`, reads, async (c) => {
  const link = await linkInPath(c)
  if (!link) return refusalPage(c, missingLink, 404)
  return c.body(qrSvg(qrAddress(c.var.services.config, link.code)), 200, {
    'Content-Type': 'image/svg+xml; charset=utf-8',
    'Content-Disposition': `inline; filename="qr-${link.code}.svg"`,
    'Cache-Control': 'private, max-age=3600',
  })
})

const pngPage = page('get', `${of}/qr.png`, reads, async (c) => {
  const link = await linkInPath(c)
  if (!link) return refusalPage(c, missingLink, 404)
  return c.body(new Uint8Array(await qrPng(qrAddress(c.var.services.config, link.code))), 200, {
    'Content-Type': 'image/png',
    'Content-Disposition': `inline; filename="qr-${link.code}.png"`,
    'Cache-Control': 'private, max-age=3600',
  })
})

const askRevoke = page('get', `${of}/revoke`, mints, async (c) => {
  const { t, services } = c.var
  const link = await linkInPath(c)
  if (!link) return refusalPage(c, missingLink, 404)
  const unit = (await unitTree(services)).byId(link.workUnitId)
  const list = hrefWith('/desk/links', { unit: unit && unitParam(unit) })
  return renderPage(
    c,
    {
      title: t('publications.links.revoke'),
      crumbs: [{ label: t('publications.links.title'), href: list }],
      current: '/desk/links',
      scope: link.workUnitId,
    },
    <ConfirmForm
      t={t}
      action={`/desk/links/${link.code}/revoke`}
      title={t('publications.links.revokeTitle', { code: link.code })}
      body={<p>{t('publications.links.revokeBody')}</p>}
      confirm={t('publications.links.revokeConfirm')}
      cancelHref={list}
      tone="bad"
    />,
  )
})

const revokeNow = page('post', `${of}/revoke`, mints, async (c) => {
  const result = await revokeLink(c.var.services, actorOf(c), c.req.param('code') ?? '')
  if (!result.ok) return refusalPage(c, result.refusal, statusOf(result.refusal))
  const unit = (await unitTree(c.var.services)).byId(result.value.workUnitId)
  return c.redirect(hrefWith('/desk/links', { unit: unit && unitParam(unit), done: 'revoked' }), 303)
})

export const linkPages = [svgPage, pngPage, askRevoke, revokeNow]
