import { Notice } from '../../../ui/index.ts'
import type { Corrections } from '../corrections-read-model.ts'
import { type ReachView, reachHref } from '../reach-view.ts'
import { correctionWords } from '../reach-words.ts'
import { timePath } from './reach-frame.tsx'

/** What changed late or was corrected, with when; nothing where the figures are as they were counted on their days. */
export function CorrectionsNotice({ view, corrections }: { view: ReachView; corrections: Corrections }) {
  const { t } = view
  const sentences = correctionWords(view, corrections)
  if (sentences.length === 0) return null
  return (
    <Notice tone="warn" title={t('reach.corrections.title')}>
      <ul class="sentences">
        {sentences.map((sentence) => (
          <li>{sentence}</li>
        ))}
      </ul>
      {corrections.lateDays.length > 0 && (
        <p>
          <a href={reachHref(view, timePath, { rows: 'day' })}>{t('reach.corrections.days')}</a>
        </p>
      )}
    </Notice>
  )
}
