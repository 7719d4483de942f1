import { createHash } from 'node:crypto'
import { covers } from '../../platform/access.ts'
import { dayIn } from '../../platform/clock.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import { translator } from '../../platform/i18n/catalogue.ts'
import { unitOfParam, unitParam, unitTree } from '../directory/index.ts'
import { calendarOf } from './calendar.ts'
import { electionById } from './elections-read-model.ts'
import { missing } from './missing.ts'
import { stagesOf } from './stages-read-model.ts'

/** `/calendar/general-2019.ics`, of a unit with `?unit=33.73`: public, without a session, cacheable by anybody. */
export async function calendarFile(c: RequestContext): Promise<Response> {
  const { services } = c.var
  // The address alone says the language: a cookie would make the answer no longer everybody's.
  const t = translator(c.req.query('lang') === 'en' ? 'en' : 'id')
  const file = c.req.param('file') ?? ''
  const election = file.endsWith('.ics') ? await electionById(services.db, file.slice(0, -4)) : undefined
  const tree = await unitTree(services)
  const asked = c.req.query('unit')
  const unit = asked ? unitOfParam(tree, asked) : null
  if (!election || unit === undefined) return missing(c)
  const scope = unit?.id
  const body = calendarOf({
    t,
    election,
    stages: (await stagesOf(services.db, election.id)).filter(
      (stage) => scope === undefined || covers(stage.scope, scope),
    ),
    unit: unit && { name: unit.shortName, timeZone: unit.timeZone },
    publicUrl: services.config.publicUrl,
    today: dayIn(tree.root.timeZone, services.clock.now()),
  })
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  const headers = { etag, 'cache-control': 'public, max-age=3600' }
  if (c.req.header('if-none-match') === etag) return c.body(null, 304, headers)
  return c.body(body, 200, {
    ...headers,
    'content-type': 'text/calendar; charset=utf-8',
    'content-disposition': `attachment; filename="${unit ? `${election.id}-${unitParam(unit)}` : election.id}.ics"`,
  })
}
