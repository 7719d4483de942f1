import type { Translator } from '../../../platform/i18n/catalogue.ts'
import type { Formats } from '../../../platform/i18n/formats.ts'
import { Tag } from '../../../ui/index.ts'
import type { MeetingClass } from '../../meetings/index.ts'
import { openMomentOf, type Questionnaire, stateOf } from '../questionnaires-read-model.ts'

/** The language of the page. */
export interface Speech {
  t: Translator
  format: Formats
}

/** Draft, open (for what), closed. */
export function StateTag({ t, questionnaire }: { t: Translator; questionnaire: Questionnaire }) {
  const state = stateOf(questionnaire)
  const moment = openMomentOf(questionnaire)
  return (
    <Tag tone={state === 'open' ? 'good' : state === 'closed' ? 'ink' : 'neutral'}>
      {moment === null || moment === 'once'
        ? t(`questionnaires.state.${state}`)
        : t(`questionnaires.openFor.${moment}`)}
    </Tag>
  )
}

/** Whom a questionnaire asks. */
export function forWhom(t: Translator, classId: string | null, classes: readonly MeetingClass[]): string {
  const found = classes.find(({ id }) => id === classId)
  if (!found) return t('questionnaires.for.all')
  const topic = t.locale === 'en' ? (found.topicEn ?? found.topicId) : found.topicId
  return t('questionnaires.for.class', { code: found.code, topic })
}
