import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import type { FieldProblem, Result } from '../../platform/result.ts'
import { answerForm, FileField, Form, unlistedPage } from '../../ui/index.ts'
import { meetingName } from '../meetings/index.ts'
import { largestImage } from '../publications/index.ts'
import { givePhotograph, removePhotograph, takePhotographBack } from './give-photograph.ts'
import { changingOne, missingPage } from './in-list.tsx'
import { unitName } from './list-words.ts'
import { aboutOne, onePath } from './one-participant.tsx'
import type { Participant } from './participants-read-model.ts'
import { personalPath } from './personal-code.ts'
import { behindLink, gone, type Invited } from './personal-pages.tsx'
import { photographOf } from './photographs-read-model.ts'
import { eraseDay, isOver, settingsOf } from './settings.ts'

const pathOf = (one: Participant) => `${personalPath(one.code)}/photograph`

/** What a photograph is for and how long it is kept, the one given, and the form for another. */
async function show(
  c: RequestContext,
  { one, meeting, words }: Invited,
  problems?: readonly FieldProblem[],
): Promise<Response> {
  const { t, format, services } = c.var
  const settings = await settingsOf(services.db, meeting)
  const given = await photographOf(services.db, meeting, one.id)
  const isAsked = settings.takesPhotographs && !isOver(meeting, services.clock.now())
  if (!isAsked && !given) return gone(c, 404)
  const path = pathOf(one)
  const lang = `?lang=${t.locale}`
  return unlistedPage(c, {
    privacy: t('participants.public.privacy'),
    title: t('participants.photograph.title'),
    organiser: unitName(words, meeting.workUnitId),
    path,
    status: problems ? 422 : 200,
    children: (
      <div class="card notice">
        <p class="small muted">{meetingName(meeting, t.locale)}</p>
        <h1>{t('participants.photograph.title')}</h1>
        <p>{t('participants.photograph.why')}</p>
        <p>{t('participants.photograph.until', { day: format.weekday(eraseDay(meeting, settings)) })}</p>
        {given && (
          <>
            <p>
              <img src={`${path}.webp`} width="160" height="200" alt={t('participants.photograph.yours')} />
            </p>
            <form class="form" method="post" action={`${path}/remove${lang}`}>
              <button class="button" type="submit">
                {t('participants.photograph.remove')}
              </button>
            </form>
          </>
        )}
        {isAsked && (
          <Form
            t={t}
            action={`${path}${lang}#problems`}
            problems={problems}
            submit={t(given ? 'participants.photograph.replace' : 'participants.photograph.give')}
            enctype="multipart/form-data"
          >
            <FileField
              t={t}
              required
              name="photograph"
              label={t('participants.photograph.file')}
              hint={t('participants.photograph.fileHint')}
              accept="image/jpeg,image/png,image/webp"
              problems={problems}
            />
          </Form>
        )}
        <p>
          <a href={`${personalPath(one.code)}${lang}`}>{t('participants.photograph.back')}</a>
        </p>
      </div>
    ),
  })
}

const answered = (c: RequestContext, here: Invited, result: Result<null>) =>
  answerForm(c, result, {
    to: () => `${pathOf(here.one)}?lang=${c.var.t.locale}`,
    again: (problems) => show(c, here, problems),
  })

const postPhotograph = behindLink(async (c, here) => {
  const { photograph } = await c.req.parseBody()
  const file = photograph instanceof File ? new Uint8Array(await photograph.arrayBuffer()) : null
  return answered(c, here, await givePhotograph(c.var.services, here.meeting, here.one, file))
})

const postRemove = behindLink(async (c, here) =>
  answered(c, here, await takePhotographBack(c.var.services, here.meeting, here.one)),
)

async function picture(c: RequestContext, { one, meeting }: Pick<Invited, 'one' | 'meeting'>) {
  const found = one.name === '' ? undefined : await photographOf(c.var.services.db, meeting, one.id)
  if (!found) return missingPage(c)
  return c.body(new Uint8Array(found.bytes), 200, {
    'content-type': found.contentType,
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
    'x-robots-tag': 'noindex, nofollow',
  })
}

/** For the committee of the meeting or of the venue. */
const deskPicture = aboutOne(async (c, here) => (here.isCommittee ? picture(c, here) : missingPage(c)))

const postDeskRemove = aboutOne(async (c, here) =>
  answerForm(c, await removePhotograph(c.var.services, here.actor, here.meeting, here.one.id), {
    to: () => `${here.href(here.one.id)}?done=photograph`,
    again: () => missingPage(c),
  }),
)

/** A photograph given by personal link, seen by its giver and the committee. */
export const photographRoutes: readonly Route[] = [
  page(
    'get',
    '/m/:code/photograph',
    'public',
    behindLink((c, here) => show(c, here)),
  ),
  page('post', '/m/:code/photograph', 'public', postPhotograph, { maxBytes: largestImage + 65_536 }),
  page('get', '/m/:code/photograph.webp', 'public', behindLink(picture)),
  page('post', '/m/:code/photograph/remove', 'public', postRemove),
  page('get', `${onePath}/photograph`, 'signed-in', changingOne(deskPicture)),
  page('post', `${onePath}/photograph/remove`, 'signed-in', changingOne(postDeskRemove)),
]
