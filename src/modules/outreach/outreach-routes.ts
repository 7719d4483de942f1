import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import { scopeFromPath, scopeFromQuery } from '../directory/index.ts'
import { basePage, basesPage, postBase, postRestoreBase } from './base-pages.tsx'
import { coverageFile, outreachPage } from './coverage-pages.tsx'
import { openPage, postOpen } from './open-pages.tsx'
import { apiRoutes } from './outreach-api.ts'
import {
  closePage,
  postClose,
  postRelease,
  postReopen,
  postVolunteers,
  programmePage,
  reopenPage,
} from './programme-pages.tsx'

const chosen = { permission: 'outreach.read', scope: scopeFromQuery('outreach.read') } as const
const reading = { permission: 'outreach.read', scope: scopeFromPath } as const
const changing = { permission: 'outreach.change', scope: scopeFromPath } as const
const list = '/desk/outreach'
const unit = `${list}/:unit`
const programme = `${unit}/:programme`
const base = `${unit}/bases/:election/:base`

/** `/desk/outreach/33.73` is the page of that unit. */
const toUnit = (c: RequestContext) => c.redirect(`${list}?unit=${c.req.param('unit')}`, 303)

/** Pages of the room; fixed words stand before names of the same place. */
export const routes: readonly Route[] = [
  page('get', list, chosen, outreachPage),
  page('get', `${list}/coverage/:file`, chosen, coverageFile),
  page('get', unit, reading, toUnit),
  page('get', `${unit}/open`, changing, openPage),
  page('post', `${unit}/open`, changing, postOpen),
  page('get', `${unit}/bases`, reading, basesPage),
  page('get', base, changing, basePage),
  page('post', base, changing, postBase),
  page('post', `${base}/restore`, changing, postRestoreBase),
  page('get', programme, reading, programmePage),
  page('get', `${programme}/close`, changing, closePage),
  page('post', `${programme}/close`, changing, postClose),
  page('get', `${programme}/reopen`, changing, reopenPage),
  page('post', `${programme}/reopen`, changing, postReopen),
  page('post', `${programme}/volunteers`, changing, postVolunteers),
  page('post', `${programme}/volunteers/:volunteer/release`, changing, postRelease),
  ...apiRoutes,
]
