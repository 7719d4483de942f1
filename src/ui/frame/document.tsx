import type { Child } from 'hono/jsx'
import type { Translator } from '../../platform/i18n/catalogue.ts'
import { assetHref } from '../assets/assets.ts'

/** The HTML document of a desk page. */
export const Document = ({
  t,
  title,
  head,
  children,
}: {
  t: Translator
  title: string
  head?: Child
  children?: Child
}) => (
  <html lang={t.locale}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{`${title} · Jangkau`}</title>
      <meta name="color-scheme" content="light dark" />
      <meta name="theme-color" content="#2a1250" />
      <meta name="robots" content="noindex" />
      <link
        rel="preload"
        href={assetHref('jakarta.woff2')}
        as="font"
        type="font/woff2"
        crossorigin="anonymous"
      />
      <link rel="stylesheet" href={assetHref('desk.css')} />
      <link rel="icon" href={assetHref('favicon.svg')} type="image/svg+xml" />
      <script type="module" src={assetHref('desk.js')} />
      {head}
    </head>
    <body>{children}</body>
  </html>
)
