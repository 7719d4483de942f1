import type { Translator } from '../../../platform/i18n/catalogue.ts'
import { Tag, type Tone } from '../../../ui/index.ts'
import type { ParticipantState } from '../tables.ts'

const tones: Record<ParticipantState, Tone> = {
  invited: 'neutral',
  coming: 'good',
  represented: 'ink',
  'not-coming': 'bad',
  waiting: 'warn',
  cancelled: 'neutral',
}

/** What became of an invitation, in a word. */
export const StateTag = ({ t, state }: { t: Translator; state: ParticipantState }) => (
  <Tag tone={tones[state]}>{t(`participants.state.${state}`)}</Tag>
)
