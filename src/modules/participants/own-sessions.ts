import type { RequestContext } from '../../platform/http/route.ts'
import { classesOf, inOrder, type Meeting, type MeetingSession, sessionsOf } from '../meetings/index.ts'
import { type ListWords, venueName } from './list-words.ts'
import type { Participant } from './participants-read-model.ts'
import { personalClasses } from './personal-parts.ts'

/** A session that somebody is expected at, in words of the reader's language. */
export interface OwnSession {
  id: string
  /** With the class in front: `A1 · Work in class`. */
  title: string
  /** Room and venue, with its address; empty where nothing is known. */
  place: string
  startsAt: Date
  endsAt: Date
}

/** Whether a session is for somebody: of the whole meeting, of the own venue for all of it, or of an own class. */
const isOwn = (
  session: Pick<MeetingSession, 'venueId' | 'classId'>,
  own: { venueId: string | null; classIds: readonly string[] },
) =>
  session.classId === null
    ? session.venueId === null || session.venueId === own.venueId
    : own.classIds.includes(session.classId)

/** The sessions of one participant by time; those of classes once he or she is placed. */
export async function ownSessions(
  c: RequestContext,
  { one, meeting, words }: { one: Participant; meeting: Meeting; words: ListWords },
): Promise<OwnSession[]> {
  const { t, services } = c.var
  const classIds = await personalClasses(c, meeting, one)
  const classes = await classesOf(services.db, meeting)
  const own = (await sessionsOf(services.db, meeting)).filter((session) =>
    isOwn(session, { venueId: one.venueId, classIds }),
  )
  return inOrder(own, classes).map(({ id, titleId, titleEn, classId, startsAt, endsAt }) => {
    const of = classes.find((found) => found.id === classId)
    const venueId = of?.venueId ?? one.venueId
    const venue = words.venues.find((found) => found.id === venueId)
    return {
      id,
      title: [of?.code, t.locale === 'en' ? (titleEn ?? titleId) : titleId].filter(Boolean).join(' · '),
      place: [of?.room, venueName(words, venueId), venue?.address].filter(Boolean).join(', '),
      startsAt,
      endsAt,
    }
  })
}
