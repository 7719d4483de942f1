import type { Child } from 'hono/jsx'
import type { Translator } from '../../../platform/i18n/catalogue.ts'
import { assetHref } from '../../../ui/index.ts'

interface Framed {
  title: string
  /** Without the language. */
  path: string
  head?: Child
  body: Child
}

/** A page at a door, whole: it has no frame of the desk, since nobody is signed in there. */
export async function doorFrame(t: Translator, { title, path, head, body }: Framed): Promise<string> {
  const other = t.locale === 'id' ? 'en' : 'id'
  const html = (
    <html lang={t.locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} · Jangkau`}</title>
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content="#2a1250" />
        <meta name="robots" content="noindex" />
        <link rel="stylesheet" href={assetHref('desk.css')} />
        <link rel="stylesheet" href={assetHref('door.css')} />
        <link rel="icon" href={assetHref('favicon.svg')} type="image/svg+xml" />
        {head}
      </head>
      <body class="door">
        <header class="door-bar">
          <span>Jangkau</span>
          <a href={`${path}?lang=${other}`} lang={other} hreflang={other}>
            {other === 'en' ? 'English' : 'Bahasa Indonesia'}
          </a>
        </header>
        {body}
      </body>
    </html>
  )
  return `<!doctype html>${await html.toString()}`
}
