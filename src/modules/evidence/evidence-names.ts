import type { Translator } from '../../platform/i18n/catalogue.ts'
import type { Services } from '../../platform/services.ts'
import { directoryName, divisionsOf, positionsOf, type UnitTree, unitTree } from '../directory/index.ts'
import {
  classesOf,
  inOrder,
  type Meeting,
  type MeetingClass,
  type MeetingSession,
  meetingName,
  sessionsOf,
} from '../meetings/index.ts'
import type { Order } from '../papers/index.ts'
import { type Participant, participantsOf } from '../participants/index.ts'

/** How everything is called that the evidence names by its id: what pages, papers and files need. */
export interface EvidenceNames {
  t: Translator
  tree: UnitTree
  /** All but the cancelled, by name. */
  people: Map<string, Participant>
  sessions: MeetingSession[]
  classes: MeetingClass[]
  /** The name, or that it was erased. */
  person(id: string): string
  unit(id: string): string
  /** Title, else position, and division. */
  office(id: string): string
  session(id: string): string
  class(one: MeetingClass): string
}

/** Of everybody on the list, or of those given. */
export async function evidenceNames(
  services: Services,
  t: Translator,
  meeting: Meeting,
  some?: readonly Participant[],
): Promise<EvidenceNames> {
  const { db } = services
  const tree = await unitTree(services)
  const people = new Map((some ?? (await participantsOf(db, meeting))).map((one) => [one.id, one]))
  const classes = await classesOf(db, meeting)
  const sessions = inOrder(await sessionsOf(db, meeting), classes)
  const positions = new Map((await positionsOf(db)).map((one) => [one.code, one]))
  const divisions = new Map((await divisionsOf(db)).map((one) => [one.code, one]))
  const inLanguage = (id: string, en: string | null) => (t.locale === 'en' ? (en ?? id) : id)
  return {
    t,
    tree,
    people,
    sessions,
    classes,
    person: (id) => people.get(id)?.name || t('evidence.erased'),
    unit: (id) => tree.byId(id)?.name ?? id,
    office: (id) => {
      const one = people.get(id)
      const position = positions.get(one?.position ?? '')
      const division = divisions.get(one?.division ?? '')
      return [
        one?.title ?? (position && directoryName(position, t.locale)),
        division && directoryName(division, t.locale),
      ]
        .filter(Boolean)
        .join(', ')
    },
    session: (id) => {
      const session = sessions.find((one) => one.id === id)
      if (!session) return ''
      const code = classes.find((one) => one.id === session.classId)?.code
      return [code, inLanguage(session.titleId, session.titleEn)].filter(Boolean).join(' · ')
    },
    class: ({ code, topicId, topicEn }) => `${code} ${inLanguage(topicId, topicEn)}`,
  }
}

/** What every paper of the evidence says of its meeting. */
export const orderOf = ({ clock }: Services, { t, tree }: EvidenceNames, meeting: Meeting): Order => ({
  t,
  meeting: {
    name: meetingName(meeting, t.locale),
    from: meeting.startsOn,
    until: meeting.endsOn,
    place: meeting.city,
    zone: meeting.timeZone,
    organiser: tree.byId(meeting.workUnitId)?.name ?? '',
    example: meeting.example,
  },
  madeAt: clock.now(),
})

/** Offices in the order of the tree, each with what is about it. */
export function byUnit<Of extends { unitId: string }>(
  { tree }: Pick<EvidenceNames, 'tree'>,
  all: readonly Of[],
): [string, Of[]][] {
  const place = new Map(tree.all.map(({ id }, at) => [id, at]))
  const last = tree.all.length
  return [...Map.groupBy(all, ({ unitId }) => unitId)].toSorted(
    ([a], [b]) => (place.get(a) ?? last) - (place.get(b) ?? last) || (a < b ? -1 : 1),
  )
}
