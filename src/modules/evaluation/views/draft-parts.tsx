import type { Child } from 'hono/jsx'
import { type Translator, wordsUnder } from '../../../platform/i18n/catalogue.ts'
import { assetHref } from '../../../ui/index.ts'
import type { DraftConfig } from '../draft-shapes.ts'

/** The program that keeps drafts on the device, for the head of a page. */
export const draftScript = () => <script type="module" src={assetHref('drafts.js')} />

/** A form whose words are kept on the device while they are typed, with what is said about it. */
export const Draft = ({
  t,
  config,
  children,
}: {
  t: Translator
  config: Omit<DraftConfig, 'words'>
  children?: Child
}) => {
  const words = wordsUnder(t.locale, 'evaluation.device.')
  return (
    <div class="stack" id="draft" data-config={JSON.stringify({ ...config, words })}>
      <div class="notice notice-warn" id="draft-notice" role="status" hidden>
        <div>
          <p id="draft-text" />
          <div class="actions">
            <button class="button button-plain" type="button" id="draft-discard" hidden>
              {t('evaluation.device.discard')}
            </button>
          </div>
        </div>
      </div>
      <div data-draft>{children}</div>
      <p class="muted small" id="draft-state" />
      <section id="draft-kept" hidden>
        <h3>{t('evaluation.device.title')}</h3>
        <ul class="entries" id="draft-list" />
      </section>
    </div>
  )
}
