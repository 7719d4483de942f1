import type { PageParts } from './page-parts.ts'
import { countingPath } from './public-address.ts'
import { Document } from './views/document.tsx'

const matters = ['counted', 'how', 'not', 'small', 'end', 'limits'] as const

/** What of a visit is counted and what is not, for whoever is counted. The same for every unit. */
export function countingPage(parts: PageParts): string {
  const { t, minCell } = parts
  return String(
    <Document
      parts={parts}
      title={t('site.counting.title')}
      path={countingPath}
      sharing={{
        description: t('site.counting.description'),
        image: '/share.jpg',
        imageAlt: t('site.counting.title'),
        type: 'article',
      }}
    >
      <article class="card notice">
        <h1>{t('site.counting.title')}</h1>
        <div class="text">
          <p>{t('site.counting.lead')}</p>
          {matters.map((matter) => (
            <>
              <h2>{t(`site.counting.${matter}`)}</h2>
              <p>
                {matter === 'small'
                  ? t('site.counting.small.text', { min: minCell })
                  : t(`site.counting.${matter}.text`)}
              </p>
            </>
          ))}
        </div>
      </article>
    </Document>,
  )
}
