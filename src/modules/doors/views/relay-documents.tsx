import type { Child } from 'hono/jsx'
import type { Translator } from '../../../platform/i18n/catalogue.ts'
import type { Formats } from '../../../platform/i18n/formats.ts'
import { DefinitionList } from '../../../ui/index.ts'
import { doorFrame } from './door-frame.tsx'

export interface Speech {
  t: Translator
  format: Formats
}

const Words = ({ title, children }: { title: string; children: Child }) => (
  <main tabindex={-1}>
    <h1 class="door-title">{title}</h1>
    <section class="card">{children}</section>
  </main>
)

/** A sentence on a page of its own. */
export const relaySays = ({ t }: Speech, title: string, text: string) =>
  doorFrame(t, {
    title,
    path: '/',
    body: (
      <Words title={title}>
        <p>{text}</p>
      </Words>
    ),
  })

/** Asks whether this phone shall stand at a door of the relay's venue. */
export const relayAsksPhone = ({ t }: Speech, { venue, token }: { venue: string; token: string }) => {
  const title = t('doors.enrol.title')
  return doorFrame(t, {
    title,
    path: `/door/enrol/${token}`,
    body: (
      <Words title={title}>
        <p>{t('doors.relay.enrolText', { venue })}</p>
        <form method="post" action={`/door/enrol/${token}`}>
          <button class="button button-main door-big" type="submit">
            {t('doors.enrol.submit')}
          </button>
        </form>
      </Words>
    ),
  })
}

export interface RelayStanding {
  label: string
  venue: string
  hasLine: boolean
  heardAt: Date | null
  waiting: number
  phones: number
  timeZone: string
  problem: 'wrongCode' | 'unsent' | null
}

/** What who stands at the relay wants to know: whether it works, how far it is behind, how its work is ended. */
export const relayStanding = ({ t, format }: Speech, standing: RelayStanding) => {
  const title = t('doors.relay.standing', { label: standing.label })
  const { problem, heardAt, timeZone } = standing
  return doorFrame(t, {
    title,
    path: '/',
    body: (
      <main tabindex={-1}>
        <h1 class="door-title">{title}</h1>
        <section class="card">
          <DefinitionList
            items={[
              [t('doors.field.venue'), standing.venue],
              [
                t('doors.relay.line'),
                [
                  t(standing.hasLine ? 'doors.relay.lineUp' : 'doors.relay.lineDown'),
                  heardAt && t('doors.relay.heard', { at: format.instant(heardAt, timeZone) }),
                ]
                  .filter(Boolean)
                  .join(' · '),
              ],
              [t('doors.relay.waiting'), format.number(standing.waiting)],
              [t('doors.relay.phones'), format.number(standing.phones)],
            ]}
          />
          <a class="button button-plain door-big" href="/">
            {t('doors.board.reload')}
          </a>
        </section>
        <section class="card">
          <h2>{t('doors.relay.endTitle')}</h2>
          <p>{t('doors.relay.endText')}</p>
          {problem && (
            <p class="problem" role="alert">
              {t(`doors.relay.problem.${problem}`)}
            </p>
          )}
          <form class="door-read" method="post" action="/" autocomplete="off">
            <label for="code">{t('doors.relay.code')}</label>
            <input id="code" name="code" type="text" spellcheck={false} required />
            <button class="button button-bad door-big" type="submit">
              {t('doors.relay.end')}
            </button>
          </form>
        </section>
      </main>
    ),
  })
}
