import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import { unlistedPage } from '../../ui/index.ts'
import { attempt, originOf } from '../accounts/index.ts'
import { unitTree } from '../directory/index.ts'
import { meetingById, meetingName } from '../meetings/index.ts'
import { participantById, readPersonalCode, shownCode } from '../participants/index.ts'
import { certificateByCode } from './certificates-read-model.ts'
import { verifyPath } from './print-certificates.ts'

/** All that a code tells anybody. */
type Verified =
  | { state: 'valid'; name: string; meeting: string; organiser: string; example: boolean }
  | { state: 'revoked' | 'unknown' | 'tooMany' }

/** What a code stands for. A certificate of somebody whose data has been erased is as unknown as one that never was. */
async function verified(c: RequestContext, code: string | null): Promise<Verified> {
  const { services, t } = c.var
  const certificate = code ? await certificateByCode(services.db, code) : undefined
  if (!certificate) {
    const isWithin = await attempt(services, 'wrong-link-address', originOf(c))
    return { state: isWithin ? 'unknown' : 'tooMany' }
  }
  const key = { workUnitId: certificate.workUnitId, id: certificate.meetingId }
  const meeting = await meetingById(services.db, key)
  const one = await participantById(services.db, key, certificate.participantId)
  if (!meeting || !one || one.name === '') return { state: 'unknown' }
  if (certificate.revokedAt !== null) return { state: 'revoked' }
  return {
    state: 'valid',
    name: one.name,
    meeting: meetingName(meeting, t.locale),
    organiser: (await unitTree(services)).byId(meeting.workUnitId)?.name ?? '',
    example: meeting.example,
  }
}

const statuses = { valid: 200, revoked: 200, unknown: 404, tooMany: 429 } as const

const codePage = async (c: RequestContext): Promise<Response> => {
  const { t, services } = c.var
  const code = readPersonalCode(c.req.param('code') ?? '')
  const found = await verified(c, code)
  const shown = code ? shownCode(code) : null
  return unlistedPage(c, {
    privacy: c.var.t('evidence.verify.privacy'),
    title: t(`evidence.verify.${found.state}`),
    organiser: found.state === 'valid' ? found.organiser : (await unitTree(services)).root.name,
    path: code ? verifyPath(code) : '/c',
    status: statuses[found.state],
    children: (
      <>
        <div class="card notice">
          <h1>{t(`evidence.verify.${found.state}`)}</h1>
          {found.state === 'valid' ? (
            <>
              <p>
                <strong>{found.name}</strong>
              </p>
              <p>{t('evidence.verify.took', { meeting: found.meeting })}</p>
              {found.example && <p class="tag">{t('evidence.verify.example')}</p>}
            </>
          ) : (
            <p>{t(`evidence.verify.${found.state}Text`)}</p>
          )}
          {shown && <p>{t('evidence.verify.codeIs', { code: shown })}</p>}
          <a class="button" href="/c">
            {t('evidence.verify.other')}
          </a>
        </div>
      </>
    ),
  })
}

/** Where a code is typed; with one, on to what it stands for. */
const typePage = async (c: RequestContext): Promise<Response> => {
  const { t, services } = c.var
  const typed = (c.req.query('code') ?? '').trim().slice(0, 100)
  const code = readPersonalCode(typed)
  if (code) return c.redirect(verifyPath(code), 303)
  const isWrong = typed !== ''
  return unlistedPage(c, {
    privacy: c.var.t('evidence.verify.privacy'),
    title: t('evidence.verify.title'),
    organiser: (await unitTree(services)).root.name,
    path: '/c',
    status: isWrong ? 422 : 200,
    children: (
      <div class="card">
        <h1>{t('evidence.verify.title')}</h1>
        <form class="form" method="get" action="/c">
          <div class="field">
            <label for="field-code">{t('evidence.verify.code')}</label>
            <p class="hint" id="hint-code">
              {t('evidence.verify.hint')}
            </p>
            {isWrong && (
              <p class="problem" id="problem-code" role="alert">
                {t('evidence.verify.noCode')}
              </p>
            )}
            <input
              id="field-code"
              name="code"
              value={typed}
              required
              autocomplete="off"
              autocapitalize="characters"
              spellcheck={false}
              aria-describedby={isWrong ? 'hint-code problem-code' : 'hint-code'}
              aria-invalid={isWrong ? 'true' : undefined}
            />
          </div>
          <div class="actions">
            <button class="button" type="submit">
              {t('evidence.verify.submit')}
            </button>
          </div>
        </form>
      </div>
    ),
  })
}

export const verifyRoutes: readonly Route[] = [
  page('get', '/c', 'public', typePage),
  page('get', '/c/:code', 'public', codePage),
]
