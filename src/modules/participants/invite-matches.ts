import type { Tx } from '../../platform/db/database.ts'
import type { Meeting } from '../meetings/index.ts'
import type { InvitationPlan } from './invitation-plan.ts'
import { writeParticipants } from './participants-store.ts'

/** Puts those whom the rules found on the list, each in the state the plan gave. */
export const addMatches = (tx: Tx, meeting: Meeting, added: InvitationPlan['added'], at: Date) =>
  writeParticipants(
    tx,
    meeting,
    added.map((match) => ({
      personId: match.personId,
      name: match.name,
      gender: match.gender,
      unitId: match.unitId,
      side: match.side,
      position: match.position,
      division: match.division,
      alsoHeld: match.also,
      ruleId: match.ruleId,
      origin: 'rule' as const,
      state: match.state,
      example: match.example || meeting.example,
    })),
    at,
  )
