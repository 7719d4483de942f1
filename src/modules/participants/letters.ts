import { dayIn } from '../../platform/clock.ts'
import type { Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { type Meeting, meetingName, venueLetter } from '../meetings/index.ts'
import { invitationLetters, type Letters, type Order, type Paper } from '../papers/index.ts'
import { type ListWords, officeOf, unitName } from './list-words.ts'
import { lastAnswerDay } from './participant-states.ts'
import type { Participant } from './participants-read-model.ts'
import { personalPath } from './personal-code.ts'

export interface LetterInput {
  /** `{n}` is replaced by the number of the letter: `{n}/PP.08-Und/2019`. */
  number: string
  writtenIn: string
  /** What to bring, a line each. */
  bring: readonly string[]
  organiserAddress: string | null
  signer: { name: string; position: string }
}

/** The invitation letters of these people, by unit and name, each with the personal link in words and as QR. */
export function lettersFor(
  { config, clock }: Pick<Services, 'config' | 'clock'>,
  words: ListWords,
  meeting: Meeting,
  { people, input }: { people: readonly Participant[]; input: LetterInput },
): Result<Paper> {
  const { t, venues } = words
  const now = clock.now()
  const sorted = people
    .filter(({ name }) => name !== '')
    .toSorted((a, b) =>
      a.unitId !== b.unitId ? (a.unitId < b.unitId ? -1 : 1) : a.searchWords < b.searchWords ? -1 : 1,
    )
  const order: Order = {
    t,
    meeting: {
      name: meetingName(meeting, t.locale),
      from: meeting.startsOn,
      until: meeting.endsOn,
      place: meeting.city,
      zone: meeting.timeZone,
      organiser: unitName(words, meeting.workUnitId),
      example: meeting.example,
    },
    madeAt: now,
  }
  const letters: Letters = {
    writtenIn: input.writtenIn,
    writtenOn: dayIn(meeting.timeZone, now),
    answerBy: lastAnswerDay(meeting),
    bring: input.bring,
    organiserAddress: input.organiserAddress,
    signer: input.signer,
    letters: sorted.map((one, at) => {
      const venue = venues.find(({ id }) => id === one.venueId)
      const link = `${config.publicUrl}${personalPath(one.code)}`
      return {
        number: input.number.replace('{n}', String(at + 1)),
        name: one.name,
        position: officeOf(words, one),
        unit: unitName(words, one.unitId),
        code: link,
        link: link.replace(/^https?:\/\//, ''),
        location: venue
          ? { letter: venueLetter(venue.rank), name: venue.name, address: venue.address }
          : null,
      }
    }),
  }
  return invitationLetters(order, letters)
}
