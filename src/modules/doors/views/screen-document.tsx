import type { Translator } from '../../../platform/i18n/catalogue.ts'
import { assetHref } from '../../../ui/index.ts'
import { doorFrame } from './door-frame.tsx'

const path = '/door/screen'

interface Shown {
  meeting: string
  place: string
  /** The QR as the address of a picture. */
  picture: string
  link: string
  /** Until another code is shown. */
  seconds: number
  /** How long each is shown. */
  every: number
}

/** What participants point their phones at. With its program it renews itself in place, without it by loading anew. */
export const screenDocument = (t: Translator, shown: Shown) =>
  doorFrame(t, {
    title: t('doors.screen.title'),
    path,
    head: (
      <>
        <noscript>
          <meta http-equiv="refresh" content={String(shown.seconds + 1)} />
        </noscript>
        <script type="module" src={assetHref('door-screen.js')} />
      </>
    ),
    body: (
      <main class="screen" tabindex={-1}>
        <h1 class="door-title">{t('doors.screen.title')}</h1>
        <p class="door-where">{shown.meeting}</p>
        <p class="door-where">{shown.place}</p>
        <p class="problem" id="screen-problem" role="alert" hidden>
          {t('doors.screen.noLine')}
        </p>
        <div id="screen" data-seconds={String(shown.seconds)}>
          <img class="screen-code" src={shown.picture} alt={t('doors.screen.qr')} width="320" height="320" />
          <p class="door-line code-line">
            <code>{shown.link}</code>
          </p>
        </div>
        <p>{t('doors.screen.text', { seconds: shown.every })}</p>
      </main>
    ),
  })

/** Why there is no code. */
export const screenSays = (t: Translator, { title, text }: { title: string; text: string }) =>
  doorFrame(t, {
    title,
    path,
    body: (
      <main tabindex={-1}>
        <h1 class="door-title">{title}</h1>
        <section class="card">
          <p>{text}</p>
        </section>
      </main>
    ),
  })
