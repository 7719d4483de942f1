import { raw } from 'hono/html'
import type { Translator } from '../../../platform/i18n/catalogue.ts'
import { Section } from '../../../ui/index.ts'
import { markdownToHtml } from '../markdown.ts'

/** A body as it will be read. */
export const BodyText = ({ text, lang }: { text: string; lang: 'id' | 'en' }) => (
  <div class="prose" lang={lang}>
    {raw(markdownToHtml(text))}
  </div>
)

interface TextsProps {
  t: Translator
  title: { id: string; en: string | null }
  body: { id: string; en: string | null }
  /** Where the picture is shown from, and its words. */
  picture?: { src: string; alt: string; width: number; height: number } | null
}

/** The Indonesian text with its picture, then the English. */
export const Texts = ({ t, title, body, picture }: TextsProps) => (
  <>
    <Section title={t('publications.show.text')}>
      <h3 lang="id">{title.id}</h3>
      {picture && (
        <figure class="picture">
          <img
            src={picture.src}
            alt={picture.alt}
            width={picture.width}
            height={picture.height}
            loading="lazy"
          />
          <figcaption class="muted small">{picture.alt}</figcaption>
        </figure>
      )}
      <BodyText text={body.id} lang="id" />
    </Section>
    <Section title={t('publications.show.textEn')}>
      {body.en ? (
        <>
          <h3 lang="en">{title.en}</h3>
          <BodyText text={body.en} lang="en" />
        </>
      ) : (
        <p class="muted">{t('publications.show.noEnglish')}</p>
      )}
    </Section>
  </>
)
