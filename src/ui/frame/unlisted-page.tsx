import type { Child } from 'hono/jsx'
import type { RequestContext } from '../../platform/http/route.ts'
import { assetHref } from '../assets/assets.ts'

export interface UnlistedPage {
  title: string
  /** Who speaks. */
  organiser: string
  /** Without the language. */
  path: string
  status?: number
  /** At the foot: what becomes of what is seen and typed here. */
  privacy: string
  children?: Child
}

const languages = [
  ['id', 'ID (Bahasa Indonesia)'],
  ['en', 'EN (English)'],
] as const

/** A public page behind a code: no script, no cookie, in no index and no cache, and its address is told to nobody. */
export async function unlistedPage(
  c: RequestContext,
  { title, organiser, path, status = 200, privacy, children }: UnlistedPage,
): Promise<Response> {
  const { t } = c.var
  const html = (
    <html lang={t.locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="robots" content="noindex,nofollow" />
        <title>{title}</title>
        <link rel="stylesheet" href={assetHref('site-form.css')} />
        <link rel="icon" href={assetHref('favicon.svg')} type="image/svg+xml" />
        <meta name="theme-color" content="#2a1250" />
      </head>
      <body>
        <a class="skip" href="#main">
          {t('ui.frame.skip')}
        </a>
        <header>
          <div class="wide">
            <span class="brand">
              <i aria-hidden="true" />
              {organiser}
            </span>
            <nav aria-label={t('ui.frame.language')}>
              {languages.map(([lang, label]) => (
                <a
                  href={`${path}?lang=${lang}`}
                  lang={lang}
                  hreflang={lang}
                  aria-label={label}
                  aria-current={lang === t.locale ? 'true' : undefined}
                >
                  {lang.toUpperCase()}
                </a>
              ))}
            </nav>
          </div>
        </header>
        <main id="main">
          <div class="wide content">{children}</div>
        </main>
        <footer>
          <div class="wide">
            <p>{privacy}</p>
          </div>
        </footer>
      </body>
    </html>
  )
  c.header('Cache-Control', 'no-store')
  c.header('X-Robots-Tag', 'noindex, nofollow')
  c.header('Referrer-Policy', 'same-origin')
  c.header('Content-Type', 'text/html; charset=utf-8')
  return c.body(`<!doctype html>${await html.toString()}`, status as 200)
}
