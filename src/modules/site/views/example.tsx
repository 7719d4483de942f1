import type { Translator } from '../../../platform/i18n/catalogue.ts'

/** Marks what was made up to try the system. */
export const Example = ({ t, shown }: { t: Translator; shown: boolean }) =>
  shown ? <span class="tag">{t('site.example')}</span> : null
