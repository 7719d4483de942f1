import type { Child } from 'hono/jsx'
import { assetHref } from '../../../ui/index.ts'
import type { Unit } from '../../directory/index.ts'
import type { PageParts } from '../page-parts.ts'
import { below, countingPath, inLocale, unitPath } from '../public-address.ts'

/** How a page looks where it is shared (ogp.me) and found. */
export interface Sharing {
  description: string
  /** Path of a picture of 1200 x 630. */
  image: string
  imageAlt: string
  type: 'website' | 'article'
  published?: Date | null
  changed?: Date | null
}

export interface DocumentProps {
  parts: PageParts
  title: string
  /** Without the language. */
  path: string
  sharing?: Sharing
  /** Not to be found by search engines: withdrawn, missing. */
  hidden?: boolean
  /** Whether a view of it is counted. */
  counted?: boolean
  example?: boolean
  hero?: Child
  children?: Child
}

const Head = ({ parts, title, path, sharing, hidden }: DocumentProps) => {
  const { locale, publicUrl, unit } = parts
  const url = publicUrl + inLocale(path, locale)
  const image =
    sharing && publicUrl + inLocale(sharing.image, sharing.image.startsWith('/p/image/') ? 'id' : locale)
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width,initial-scale=1" />
      <title>{title === unit.name ? title : `${title} · ${unit.name}`}</title>
      <link rel="stylesheet" href={assetHref('site.css')} />
      <link rel="icon" href={assetHref('favicon.svg')} type="image/svg+xml" />
      <meta name="theme-color" content="#2a1250" />
      {hidden && <meta name="robots" content="noindex" />}
      {sharing && (
        <>
          <meta name="description" content={sharing.description} />
          <link rel="canonical" href={url} />
          <link rel="alternate" hreflang="id" href={publicUrl + path} />
          <link rel="alternate" hreflang="en" href={publicUrl + inLocale(path, 'en')} />
          <link rel="alternate" hreflang="x-default" href={publicUrl + path} />
          <link
            rel="alternate"
            type="application/rss+xml"
            title={unit.name}
            href={inLocale(below(unit, 'rss.xml'), locale)}
          />
          <meta property="og:type" content={sharing.type} />
          <meta property="og:site_name" content={unit.name} />
          <meta property="og:title" content={title} />
          <meta property="og:description" content={sharing.description} />
          <meta property="og:url" content={url} />
          <meta property="og:locale" content={locale === 'en' ? 'en_GB' : 'id_ID'} />
          <meta property="og:locale:alternate" content={locale === 'en' ? 'id_ID' : 'en_GB'} />
          <meta property="og:image" content={image} />
          <meta property="og:image:type" content="image/jpeg" />
          <meta property="og:image:width" content="1200" />
          <meta property="og:image:height" content="630" />
          <meta property="og:image:alt" content={sharing.imageAlt} />
          <meta name="twitter:card" content="summary_large_image" />
          {sharing.published && (
            <meta property="article:published_time" content={sharing.published.toISOString()} />
          )}
          {sharing.changed && (
            <meta property="article:modified_time" content={sharing.changed.toISOString()} />
          )}
        </>
      )}
    </head>
  )
}

const Brand = ({ unit, href }: { unit: Unit; href: string }) => (
  <a class="brand" href={href}>
    <i aria-hidden="true" />
    {unit.name}
  </a>
)

/** The page around everything the public sees: who speaks, in which language, and what is kept of a visit. */
export function Document(props: DocumentProps) {
  const { parts, path, hero, children } = props
  const { t, locale, unit, tree } = parts
  return (
    <html lang={locale}>
      <Head {...props} />
      <body>
        <a class="skip" href="#main">
          {t('site.skip')}
        </a>
        <header>
          <div class="wide">
            <Brand unit={unit} href={inLocale(unitPath(unit), locale)} />
            <nav aria-label={t('site.language.label')}>
              {(['id', 'en'] as const).map((other) => (
                <a
                  href={inLocale(path, other)}
                  lang={other}
                  hreflang={other}
                  aria-label={`${other.toUpperCase()} (${t(`site.language.${other}`)})`}
                  aria-current={other === locale ? 'true' : undefined}
                >
                  {other.toUpperCase()}
                </a>
              ))}
            </nav>
          </div>
        </header>
        <main id="main">
          {hero}
          <div class="wide content">{children}</div>
        </main>
        <footer>
          <div class="wide">
            <nav aria-label={unit.name}>
              {tree
                .ancestors(unit.id)
                .slice(0, -1)
                .map((above) => (
                  <a href={inLocale(unitPath(above), locale)}>{above.name}</a>
                ))}
              <a href={inLocale(below(unit, 'rss.xml'), locale)}>{t('site.footer.rss')}</a>
              <a href={inLocale(countingPath, locale)}>{t('site.footer.counting')}</a>
              <a href="/desk">{t('site.footer.desk')}</a>
            </nav>
            {props.example && <p>{t('site.exampleHint')}</p>}
            <p>{t('site.footer.privacy')}</p>
          </div>
        </footer>
        {props.counted && <img class="count" src="/e" alt="" width="1" height="1" loading="eager" />}
      </body>
    </html>
  )
}
