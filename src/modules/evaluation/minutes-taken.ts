import type { Translator } from '../../platform/i18n/catalogue.ts'
import { formats } from '../../platform/i18n/formats.ts'
import type { Services } from '../../platform/services.ts'
import {
  classesOf,
  type Meeting,
  type MeetingClass,
  type MeetingSession,
  sessionsOf,
} from '../meetings/index.ts'
import { type Finding, findingsIn } from './findings-read-model.ts'
import { inLanguage } from './here.tsx'
import { type MinutesLine, minutesIn } from './minutes-read-model.ts'

/** What was taken down in one session of a class, or (null) in none of them. */
export interface TakenSession {
  session: MeetingSession | null
  lines: MinutesLine[]
  findings: Finding[]
}

export interface TakenClass {
  class: MeetingClass
  sessions: TakenSession[]
}

/** Everything taken down at a meeting, or in one class of it, in the order it was said; what is empty is left out. */
export async function minutesTaken(
  { db }: Services,
  meeting: Meeting,
  classId?: string,
): Promise<TakenClass[]> {
  const lines = await minutesIn(db, meeting)
  const findings = (
    await findingsIn(db, [meeting.workUnitId], { meetingId: meeting.id, classId })
  ).toReversed()
  const sessions = await sessionsOf(db, meeting)
  return (await classesOf(db, meeting))
    .filter(({ id }) => classId === undefined || id === classId)
    .flatMap((one): TakenClass[] => {
      const within = [...sessions.filter((session) => session.classId === one.id), null]
      const taken = within
        .map((session) => {
          const isHere = (of: { classId: string; sessionId: string | null }) =>
            of.classId === one.id && of.sessionId === (session?.id ?? null)
          return { session, lines: lines.filter(isHere), findings: findings.filter(isHere) }
        })
        .filter((of) => of.lines.length + of.findings.length > 0)
      return taken.length > 0 ? [{ class: one, sessions: taken }] : []
    })
}

export const classTitle = (t: Translator, { code, topicId, topicEn }: MeetingClass) =>
  `${code} · ${inLanguage(t.locale, topicId, topicEn)}`

/** A session with its instant, or that it is of none. */
export const sessionTitle = (t: Translator, session: MeetingSession | null, zone: string) =>
  session === null
    ? t('evaluation.noSession')
    : `${inLanguage(t.locale, session.titleId, session.titleEn)}, ${formats(t.locale).instant(session.startsAt, zone)}`
