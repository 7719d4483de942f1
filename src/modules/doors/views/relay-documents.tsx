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

/** Asks whether this phone shall stand at a door of the relay's venue; for its code where the address has none. */
export const relayAsksPhone = ({ t }: Speech, { venue, code }: { venue: string; code: string }) => {
  const title = t('doors.enrol.title')
  const path = code === '' ? '/door/enrol' : `/door/enrol/${code}`
  return doorFrame(t, {
    title,
    path,
    body: (
      <Words title={title}>
        <p>{t('doors.relay.enrolText', { venue })}</p>
        <form class="door-read" method="post" action={path} autocomplete="off">
          {code === '' && (
            <>
              <label for="code">{t('doors.enrol.code')}</label>
              <input
                id="code"
                name="code"
                type="text"
                autocapitalize="characters"
                spellcheck={false}
                aria-describedby="code-hint"
                required
              />
              <p class="door-line" id="code-hint">
                {t('doors.enrol.codeHint')}
              </p>
            </>
          )}
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
  /** Codes that it would let a phone in by. */
  cards: number
  /** Phones that were let in without a line and that the server has not heard of. */
  untold: number
  /** Where phones are let in, and that address as a picture. */
  enrolAt: string
  picture: string
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
              [t('doors.relay.cards'), format.number(standing.cards)],
              [t('doors.relay.untold'), format.number(standing.untold)],
            ]}
          />
          <a class="button button-plain door-big" href="/">
            {t('doors.board.reload')}
          </a>
        </section>
        <section class="card door-new">
          <h2>{t('doors.relay.newTitle')}</h2>
          <p>{t('doors.relay.newText')}</p>
          <img
            class="door-link-code"
            src={standing.picture}
            alt={t('doors.relay.newQr')}
            width="200"
            height="200"
          />
          <p class="code-line">
            <code>{standing.enrolAt}</code>
          </p>
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
