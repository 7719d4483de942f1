import { type Translator, wordsUnder } from '../../../platform/i18n/catalogue.ts'
import { assetHref } from '../../../ui/index.ts'
import type { PhoneConfig } from '../phone-shapes.ts'
import { askedAt, partsOf, type Question } from '../question.ts'
import { fieldOf } from '../read-answer.ts'
import type { Moment } from '../tables.ts'

/** The program that keeps answers on the phone, for the head of a page. */
export const phoneScript = () => <script type="module" src={assetHref('answers.js')} />

/** What must be answered before an anonymous answer is taken. */
export const requiredIn = (questions: readonly Question[], moment: Moment) =>
  askedAt(questions, moment).flatMap((question, at) => {
    if (!question.isRequired) return []
    const { id, kind, options } = question
    const keys =
      kind === 'several'
        ? options.map(({ key }) => key)
        : kind === 'open'
          ? ['']
          : partsOf(question).map(({ key }) => key)
    return [
      {
        number: at + 1,
        fields: keys.map((key) => fieldOf(id, key)),
        isOneEnough: kind === 'several',
      },
    ]
  })

/** What the phone has of this page; hidden until its program finds that the browser can keep something. */
export const PhoneState = ({ t, config }: { t: Translator; config: Omit<PhoneConfig, 'words'> }) => {
  const words = wordsUnder(t.locale, 'questionnaires.phone.')
  return (
    <div class="stack" id="phone" data-config={JSON.stringify({ ...config, words })} hidden>
      <div class="notice" id="phone-notice" role="status" tabindex={-1} hidden>
        <p class="notice-title" id="phone-title" />
        <div>
          <p id="phone-text" />
          <ul class="sentences" id="phone-problems" hidden />
          <dl class="facts" id="phone-answers" hidden />
          <div class="actions">
            <button class="button button-plain" type="button" id="phone-send" hidden>
              {t('questionnaires.phone.send')}
            </button>
          </div>
        </div>
      </div>
      <section class="card" id="phone-others" hidden>
        <h2>{t('questionnaires.phone.others')}</h2>
        <ul class="entries" id="phone-list" />
      </section>
    </div>
  )
}

/** Says at the end of the page that it is kept, and lets it be thrown away. */
export const PhoneKeeping = ({ t }: { t: Translator }) => (
  <section class="card" id="phone-here" hidden>
    <h2>{t('questionnaires.phone.here')}</h2>
    <p id="phone-ready" role="status">
      {t('questionnaires.phone.notReady')}
    </p>
    <div class="actions">
      <button class="button button-plain" type="button" id="phone-wipe">
        {t('questionnaires.phone.wipe')}
      </button>
    </div>
  </section>
)
