import type { Child } from 'hono/jsx'
import type { RequestContext } from '../../../platform/http/route.ts'
import { assetHref } from '../../../ui/index.ts'

interface VerifyDocument {
  title: string
  /** Who speaks. */
  organiser: string
  /** Without the language. */
  path: string
  status: number
  children: Child
}

const languages = [
  ['id', 'ID (Bahasa Indonesia)'],
  ['en', 'EN (English)'],
] as const

/** A page for anybody with a paper in hand: no script, no cookie, in no index, kept nowhere. */
export async function verifyDocument(
  c: RequestContext,
  { title, organiser, path, status, children }: VerifyDocument,
): Promise<Response> {
  const { t } = c.var
  const html = (
    <html lang={t.locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="robots" content="noindex,nofollow" />
        <meta name="theme-color" content="#2a1250" />
        <title>{title}</title>
        <link rel="icon" href={assetHref('favicon.svg')} type="image/svg+xml" />
        <link rel="stylesheet" href={assetHref('site-form.css')} />
      </head>
      <body>
        <a class="skip" href="#main">
          {t('evidence.verify.skip')}
        </a>
        <header>
          <div class="wide">
            <span class="brand">
              <i aria-hidden="true" />
              {organiser}
            </span>
            <nav aria-label={t('evidence.verify.language')}>
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
            <p>{t('evidence.verify.privacy')}</p>
          </div>
        </footer>
      </body>
    </html>
  )
  c.header('Content-Type', 'text/html; charset=utf-8')
  c.header('Cache-Control', 'no-store')
  c.header('X-Robots-Tag', 'noindex, nofollow')
  c.header('Referrer-Policy', 'same-origin')
  return c.body(`<!doctype html>${await html.toString()}`, status as 200)
}
