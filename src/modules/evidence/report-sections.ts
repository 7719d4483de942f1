import { formats } from '../../platform/i18n/formats.ts'
import type { Services } from '../../platform/services.ts'
import { classTitle, minutesTaken } from '../evaluation/index.ts'
import type { Meeting, ParticipantSide } from '../meetings/index.ts'
import type { MeetingReport } from '../papers/index.ts'
import type { Participant } from '../participants/index.ts'
import { digestsOf } from '../questionnaires/index.ts'
import type { EvidenceNames } from './evidence-names.ts'

type Section = MeetingReport['sections'][number]

const sides = ['commissioner', 'secretariat', 'guest'] as const satisfies readonly ParticipantSide[]
const states = ['invited', 'coming', 'represented', 'not-coming', 'waiting'] as const

/** What was answered to invitations, by side, and how many hold the mandate of somebody else. */
export function answersSection({ t, people }: EvidenceNames, asOf: string): Section {
  const format = formats(t.locale)
  const all = [...people.values()]
  const row = (label: string, is: (one: Participant) => boolean) => {
    const some = all.filter(is)
    const counts = sides.map((side) => some.filter((one) => one.side === side).length)
    return [label, ...[...counts, some.length].map((count) => format.number(count))]
  }
  return {
    title: t('evidence.report.answers'),
    paragraphs: [],
    tables: [
      {
        caption: t('evidence.report.answersBySide'),
        columns: [
          { label: t('participants.column.state'), isNumber: false },
          ...sides.map((side) => ({ label: t(`meetings.side.${side}`), isNumber: true })),
          { label: t('evidence.report.total'), isNumber: true },
        ],
        rows: [
          ...states.map((state) => row(t(`participants.state.${state}`), (one) => one.state === state)),
          row(t('evidence.report.mandates'), (one) => one.representsId !== null),
        ],
        asOf,
        source: t('evidence.source.list'),
      },
    ],
  }
}

/** What was decided in each class, and how much was taken down there; nothing where nothing was. */
export async function minutesSections(
  services: Services,
  { t }: EvidenceNames,
  { meeting, asOf }: { meeting: Meeting; asOf: string },
): Promise<Section[]> {
  const taken = await minutesTaken(services, meeting)
  if (taken.length === 0) return []
  const format = formats(t.locale)
  const linesIn = (of: (typeof taken)[number]) => of.sessions.flatMap(({ lines }) => lines)
  return [
    {
      title: t('evidence.report.minutes'),
      paragraphs: taken.flatMap((of) =>
        linesIn(of).flatMap(({ point, decided }) =>
          decided === null ? [] : [t('evidence.report.decided', { class: of.class.code, point, decided })],
        ),
      ),
      tables: [
        {
          caption: t('evidence.report.takenDown'),
          columns: [
            { label: t('evaluation.class'), isNumber: false },
            { label: t('evaluation.overview.lines'), isNumber: true },
            { label: t('evidence.report.decisions'), isNumber: true },
            { label: t('evaluation.findings'), isNumber: true },
          ],
          rows: taken.map((of) => [
            classTitle(t, of.class),
            format.number(linesIn(of).length),
            format.number(linesIn(of).filter(({ decided }) => decided !== null).length),
            format.number(of.sessions.reduce((sum, { findings }) => sum + findings.length, 0)),
          ]),
          asOf,
          source: t('evidence.source.minutes'),
        },
      ],
    },
  ]
}

/** Each questionnaire in short; what its own page holds back is held back here. */
export async function questionnaireSections(
  services: Services,
  { t }: EvidenceNames,
  { meeting, asOf }: { meeting: Meeting; asOf: string },
): Promise<Section[]> {
  const digests = await digestsOf(services, t, meeting)
  if (digests.length === 0) return []
  const format = formats(t.locale)
  return [
    {
      title: t('questionnaires.nav'),
      paragraphs: digests
        .filter(({ rows }) => rows.length === 0)
        .map(({ title, answered, isWaiting }) =>
          t('evidence.report.noResults', { title, answered, isWaiting: isWaiting ? 'yes' : 'no' }),
        ),
      tables: digests
        .filter(({ rows }) => rows.length > 0)
        .map(({ title, answered, rows }) => ({
          caption: t('evidence.report.questionnaire', { title, answered }),
          columns: [
            { label: t('evidence.report.question'), isNumber: false },
            { label: t('evidence.report.result'), isNumber: false },
            { label: t('evidence.report.answered'), isNumber: true },
          ],
          rows: rows.map(({ question, part, result, answered: count }) => [
            [question, part].filter(Boolean).join(': '),
            result,
            format.number(count),
          ]),
          asOf,
          source: t('evidence.source.questionnaires'),
        })),
    },
  ]
}
