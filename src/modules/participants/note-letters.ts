import type { Actor } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import type { MeetingKey } from '../meetings/index.ts'
import { changeList } from './change-list.ts'
import type { Participant } from './participants-read-model.ts'
import { markLetters } from './participants-store.ts'

/** Remembers that letters were made for these people, so that whoever changes the list later knows who to tell. */
export const noteLetters = (
  services: Services,
  actor: Actor,
  meeting: MeetingKey,
  people: readonly Pick<Participant, 'id'>[],
): Promise<Result<null>> =>
  changeList(
    services,
    actor,
    meeting,
    async (tx, at) => {
      await markLetters(
        tx,
        meeting,
        people.map(({ id }) => id),
        at,
      )
      await audit(
        tx,
        actor,
        {
          action: 'participants.letters',
          subject: `meeting ${meeting.id}`,
          scope: meeting.workUnitId,
          after: { letters: people.length },
        },
        at,
      )
      return ok(null)
    },
    { closedToo: true },
  )
