import type { Translator } from '../../../platform/i18n/catalogue.ts'
import type { Formats } from '../../../platform/i18n/formats.ts'
import { Tag, type Tone } from '../../../ui/index.ts'
import type { Finding } from '../findings-read-model.ts'
import { inLanguage } from '../here.tsx'
import type { FindingKind } from '../tables.ts'

/** The language of the page. */
export interface Speech {
  t: Translator
  format: Formats
}

const tones: Record<FindingKind, Tone> = { well: 'good', problem: 'bad', idea: 'ink' }

export const KindTag = ({ t, kind }: { t: Translator; kind: FindingKind }) => (
  <Tag tone={tones[kind]}>{t(`evaluation.kind.${kind}`)}</Tag>
)

/** Votes in words; empty when none were taken. */
export const votesText = (t: Translator, { votesFor, votesAgainst, votesAbstained }: Finding) =>
  votesFor === null
    ? ''
    : t('evaluation.votes.text', {
        for: votesFor,
        against: votesAgainst ?? 0,
        abstained: votesAbstained ?? 0,
      })

export const meetingText = (t: Translator, { meetingNameId, meetingNameEn }: Finding) =>
  inLanguage(t.locale, meetingNameId, meetingNameEn)

export const classText = (t: Translator, { classCode, topicId, topicEn }: Finding) =>
  `${classCode} · ${inLanguage(t.locale, topicId, topicEn)}`

export const stageText = (t: Translator, { stageId, stageNameId, stageNameEn }: Finding) =>
  stageNameId === null ? (stageId ?? '') : inLanguage(t.locale, stageNameId, stageNameEn)
