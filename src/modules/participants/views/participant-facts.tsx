import { type Translator, translateKey } from '../../../platform/i18n/catalogue.ts'
import type { Formats } from '../../../platform/i18n/formats.ts'
import { DefinitionList } from '../../../ui/index.ts'
import type { Meeting, MeetingClass } from '../../meetings/index.ts'
import {
  divisionName,
  type ListWords,
  officeOf,
  positionName,
  shownName,
  unitName,
  venueName,
} from '../list-words.ts'
import type { Participant } from '../participants-read-model.ts'
import type { InvitationRule } from '../rules-read-model.ts'
import { ruleText } from './rules.tsx'
import { StateTag } from './words.tsx'

interface FactsProps {
  t: Translator
  format: Formats
  words: ListWords
  meeting: Meeting
  one: Participant
  rule: InvitationRule | undefined
  others: { represents?: Participant; representative?: Participant; roomMate?: Participant }
  classes: readonly MeetingClass[]
  /** Travel, needs and reasons are for who looks after people. */
  isCommittee: boolean
  /** YYYY-MM-DD on which travel, needs and reasons are erased. */
  eraseOn: string
  hrefOf(id: string): string
}

/** What is known about one participant: who, why invited, where, how they come. */
export function ParticipantFacts(props: FactsProps) {
  const { t, format, words, meeting, one, rule, others, classes, isCommittee, eraseOn, hrefOf } = props
  const instant = (at: Date | null) => (at ? format.instant(at, meeting.timeZone) : t('participants.unknown'))
  const link = (other: Participant) => <a href={hrefOf(other.id)}>{shownName(words, other)}</a>
  const wishes = Object.entries(one.wishes)
    .toSorted((a, b) => b[1] - a[1])
    .map(([id, weight]) => `${4 - weight}. ${classes.find((held) => held.id === id)?.code ?? '?'}`)
  const stay: [string, unknown][] = [
    ...(one.travelFrom && one.travelUntil && !one.arrivesAt
      ? [
          [
            t('participants.fact.travelDays'),
            `${format.day(one.travelFrom)} – ${format.day(one.travelUntil)}`,
          ] as [string, unknown],
        ]
      : []),
    [t('participants.fact.arrives'), instant(one.arrivesAt)],
    [t('participants.fact.leaves'), instant(one.leavesAt)],
    [t('participants.answer.travel'), one.travel ?? '–'],
    [
      t('participants.answer.needs'),
      [one.needs, one.needsAccessible && t('participants.answer.accessible')].filter(Boolean).join(', ') ||
        '–',
    ],
    [t('participants.fact.roomMate'), others.roomMate ? link(others.roomMate) : '–'],
    [t('participants.keeping.on'), format.day(eraseOn)],
  ]
  const facts: [string, unknown][] = [
    [t('participants.column.state'), <StateTag t={t} state={one.state} />],
    [t('participants.column.unit'), unitName(words, one.unitId)],
    [t('participants.column.side'), t(`participants.side.${one.side}`)],
    [
      t('participants.column.position'),
      officeOf(words, { ...one, division: null }) || t('participants.unknown'),
    ],
    [t('participants.column.division'), divisionName(words, one.division) || '–'],
    ...one.alsoHeld.map((also): [string, unknown] => [
      t('participants.fact.also'),
      `${positionName(words, also.position)}, ${unitName(words, also.unitId)}`,
    ]),
    [
      t('participants.column.gender'),
      one.gender ? t(`participants.gender.${one.gender}`) : t('participants.unknown'),
    ],
    [
      t('participants.fact.origin'),
      [
        t(`participants.origin.${one.origin}`),
        rule && ruleText(words, rule),
        one.kept && t('participants.fact.kept'),
      ]
        .filter(Boolean)
        .join(' – '),
    ],
    [
      t('participants.column.venue'),
      `${venueName(words, one.venueId) || t('participants.noVenue')} (${t(one.isVenueByHand ? 'participants.fact.byHand' : 'participants.fact.byAudience')})`,
    ],
    ...(one.reason && isCommittee ? [[t('participants.fact.reason'), one.reason] as [string, unknown]] : []),
    ...(others.represents
      ? [[t('participants.fact.represents'), link(others.represents)] as [string, unknown]]
      : []),
    ...(others.representative
      ? [[t('participants.fact.representative'), link(others.representative)] as [string, unknown]]
      : []),
    ...(isCommittee ? stay : []),
    [t('participants.fact.wishes'), wishes.join(', ') || '–'],
  ]
  return <DefinitionList items={facts as [string, string][]} />
}

interface HistoryProps {
  t: Translator
  format: Formats
  meeting: Meeting
  history: readonly { at: Date; by: string; action: string; after: unknown }[]
}

const stateIn = (after: unknown) => (after as { state?: string } | null)?.state

/** Who answered or changed what, and when. */
export const HistoryList = ({ t, format, meeting, history }: HistoryProps) => (
  <DefinitionList
    items={history.map((entry) => {
      const state = stateIn(entry.after)
      const words = translateKey(t.locale, `audit.${entry.action}`)
      const what = state ? `${words}: ${translateKey(t.locale, `participants.state.${state}`)}` : words
      return [format.instant(entry.at, meeting.timeZone), `${what} – ${entry.by}`]
    })}
  />
)
