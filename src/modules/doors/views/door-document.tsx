import { messagesUnder, type Translator } from '../../../platform/i18n/catalogue.ts'
import { assetHref } from '../../../ui/index.ts'
import { doorFrame } from './door-frame.tsx'

/** A picture by its shape: nobody has to tell its colour. */
const shapes = {
  green: 'M6 25l12 12 24-26',
  already: 'M6 27l9 9 16-18M20 34l3 3 19-22',
  elsewhere: 'M6 24h34M26 10l15 14-15 14',
  unknown: 'M15 16a9 9 0 1 1 12 9c-3 1-3 3-3 6M24 40v.5',
}

const Shapes = () => (
  <>
    {Object.entries(shapes).map(([picture, path]) => (
      <svg data-shape={picture} width="72" height="72" viewBox="0 0 48 48" aria-hidden="true" hidden>
        <path
          d={path}
          fill="none"
          stroke="currentColor"
          stroke-width="6"
          stroke-linecap="round"
          stroke-linejoin="round"
        />
      </svg>
    ))}
  </>
)

/** Words that the page's program puts together itself, for both its own and the verdicts. */
const wordsOf = (locale: Translator['locale']) =>
  Object.fromEntries(
    (['doors.page.', 'doors.verdict.'] as const).flatMap((prefix) =>
      [...messagesUnder(locale, prefix)].map(([key, text]) => [prefix + key, text]),
    ),
  )

const Body = ({ t }: { t: Translator }) => (
  <main
    id="door"
    tabindex={-1}
    data-words={JSON.stringify(wordsOf(t.locale))}
    data-decoder={assetHref('door-decoder.js')}
  >
    <h1 class="door-title">{t('doors.page.title')}</h1>
    <noscript>
      <p class="notice notice-bad">{t('doors.page.script')}</p>
    </noscript>
    <section class="card" id="closed" hidden>
      <h2 id="closed-title">{t('doors.page.closed.none')}</h2>
      <p id="closed-text" />
      <p id="closed-code" hidden>
        <a class="button button-main door-big" href="/door/enrol">
          {t('doors.page.enrol')}
        </a>
      </p>
    </section>
    <div id="open" class="door-open" hidden>
      <p class="door-where" id="where" />
      <p class="door-line" id="line" role="status" />
      <div class="field" id="mode-field" hidden>
        <label for="mode">{t('doors.page.mode')}</label>
        <select id="mode" />
      </div>
      <section class="verdict" id="verdict" data-picture="none" aria-live="assertive" aria-atomic="true">
        <Shapes />
        <p class="verdict-word" id="verdict-word">
          {t('doors.page.ready')}
        </p>
        <div class="verdict-who">
          <p class="verdict-name" id="verdict-name" />
          <p class="verdict-text" id="verdict-text">
            {t('doors.page.readyText')}
          </p>
        </div>
        <div class="verdict-photograph" id="verdict-photograph" />
      </section>
      <button class="button button-main door-big" type="button" id="camera">
        {t('doors.page.camera')}
      </button>
      <p class="problem" id="camera-problem" role="alert" hidden />
      <video class="door-eye" id="eye" aria-label={t('doors.page.eye')} muted playsinline hidden />
      <button class="button button-plain door-big" type="button" id="lamp" hidden>
        {t('doors.page.lamp')}
      </button>
      <form class="door-read" id="read" autocomplete="off">
        <label for="text">{t('doors.page.code')}</label>
        <input
          id="text"
          name="text"
          type="text"
          autocapitalize="characters"
          spellcheck={false}
          enterKeyHint="done"
        />
        <button class="button button-main" type="submit">
          {t('doors.page.record')}
        </button>
      </form>
      <search class="door-read">
        <label for="search">{t('doors.page.search')}</label>
        <input id="search" type="search" spellcheck={false} />
      </search>
      <p class="door-line" id="found-none" role="status" hidden>
        {t('doors.page.notFound')}
      </p>
      <ul class="door-found" id="found" />
      <div class="door-read">
        <label for="picture">{t('doors.page.picture')}</label>
        <input id="picture" type="file" accept="image/*" />
      </div>
      <section class="card">
        <h2>{t('doors.page.last')}</h2>
        <ol class="door-last" id="last" />
      </section>
      <section class="card">
        <h2>{t('doors.page.settings')}</h2>
        <label class="choice">
          <input type="checkbox" id="sound" />
          <span>{t('doors.page.sound')}</span>
        </label>
        <p>
          <a class="button button-plain door-big" href="/door/screen">
            {t('doors.page.screen')}
          </a>
        </p>
        <p id="leave-text">{t('doors.page.leaveText')}</p>
        <button class="button button-bad door-big" type="button" id="leave">
          {t('doors.page.leave')}
        </button>
      </section>
    </div>
  </main>
)

/** The page of a phone at a door, whole. */
export const doorDocument = (t: Translator): Promise<string> =>
  doorFrame(t, {
    title: t('doors.page.title'),
    path: '/door/',
    head: (
      <>
        <link rel="manifest" href="/door/manifest.webmanifest" />
        <script type="module" src={assetHref('door.js')} />
      </>
    ),
    body: <Body t={t} />,
  })
