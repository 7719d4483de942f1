import type { Actor } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import type { Tx } from '../../platform/db/database.ts'
import { ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import type { Meeting, ParticipantSide } from '../meetings/index.ts'
import { withdrawRow } from './cancel-participant.ts'
import { changeList, refuseField } from './change-list.ts'
import { currentPlan } from './current-plan.ts'
import { type Chosen, choose, countOf, markOf, type Selection } from './follow-selection.ts'
import { fillPlaces } from './free-places.ts'
import { type DirectoryFacts, factsOf } from './invitation-plan.ts'
import { addMatches } from './invite-matches.ts'
import { participantById } from './participants-read-model.ts'
import { changeParticipantRow, participantWords, provinceOf } from './participants-store.ts'

export interface Follow extends Selection {
  /** `markOf` what was shown. */
  expected: string
  /** Why those are withdrawn whom no rule finds any more. */
  reason: string
}

interface Step {
  tx: Tx
  actor: Actor
  meeting: Meeting
  at: Date
}

type Place = { unitId: string; side: ParticipantSide }

/**
 * Brings the list to what the directory says on the roster day, by choice. Who is gone is withdrawn with a reason (the
 * row stays, with answer, code and history), who changed gets the facts of today, who is new is invited, over the quota
 * waiting; somebody withdrawn before gets the same row back. Venue, title and answer are left as they are. Applied again
 * it changes nothing. Refuses (`conflict`) when it would do something else than was shown, and a withdrawal without a
 * reason.
 */
export const followDirectory = (
  services: Services,
  actor: Actor,
  meeting: Meeting,
  { kind, one, expected, reason }: Follow,
): Promise<Result<ReturnType<typeof countOf>>> =>
  changeList(services, actor, meeting, async (tx, at) => {
    const chosen = choose(await currentPlan(tx, meeting), { kind, one })
    const count = countOf(chosen)
    if (count.all === 0) return ok(count)
    if (markOf(chosen) !== expected)
      return refuse({ kind: 'conflict', key: 'participants.refusal.planChanged' })
    if (chosen.gone.length > 0 && reason === '') return refuseField('reason', 'participants.refusal.reason')
    const step = { tx, actor, meeting, at }
    const places = [...(await withdraw(step, chosen, reason)), ...(await changeFacts(step, chosen))]
    const byPlace = new Map(places.map((place) => [`${place.unitId} ${place.side}`, place]))
    for (const place of byPlace.values()) await fillPlaces(tx, actor, meeting, { place, at })
    await takeIn(step, { kind, one })
    await audit(
      tx,
      actor,
      {
        action: 'participants.follow',
        subject: `meeting ${meeting.id}`,
        scope: meeting.workUnitId,
        after: { added: count.added, changed: count.changed, withdrawn: count.gone },
      },
      at,
    )
    return ok(count)
  })

/** Withdraws who is gone, with who comes on their mandate; the places that get free. */
async function withdraw(
  { tx, actor, meeting, at }: Step,
  { gone }: Chosen,
  reason: string,
): Promise<Place[]> {
  const places: Place[] = []
  for (const id of gone) {
    const one = await participantById(tx, meeting, id)
    if (!one) continue
    await withdrawRow(tx, actor, meeting, { one, reason, at })
    places.push(one)
  }
  return places
}

const columnsOf = (facts: DirectoryFacts) => ({
  name: facts.name,
  search_words: participantWords(facts.name),
  gender: facts.gender,
  unit_id: facts.unitId,
  province_id: provinceOf(facts.unitId),
  side: facts.side,
  position_code: facts.position,
  division_code: facts.division,
  also_held: JSON.stringify(facts.alsoHeld),
})

/** Writes the facts of today over those of the list; the places of the old and the new unit. */
async function changeFacts({ tx, actor, meeting, at }: Step, { changed }: Chosen): Promise<Place[]> {
  for (const { id, facts, before, after, ruleId } of changed) {
    await changeParticipantRow(tx, meeting, id, {
      ...columnsOf(after),
      ...(ruleId === null ? {} : { rule_id: ruleId }),
      changed_at: at,
    })
    // Offices are public, names are not kept in the trail: it outlives an erasure.
    const office = ({ unitId, position, division }: typeof before) => ({ unitId, position, division })
    await audit(
      tx,
      actor,
      {
        action: 'participants.follow-person',
        subject: `participant ${id}`,
        scope: meeting.workUnitId,
        before: office(before),
        after: { ...office(after), fields: facts },
      },
      at,
    )
  }
  return changed.flatMap(({ before, after }) => [before, after])
}

/** Takes in who is new and who comes back, by the places that are left now. */
async function takeIn({ tx, actor, meeting, at }: Step, selection: Selection): Promise<void> {
  const { added, returning } = choose(await currentPlan(tx, meeting), selection)
  for (const { rowId: id, state, ...match } of returning) {
    await changeParticipantRow(tx, meeting, id, {
      ...columnsOf(factsOf(match)),
      state,
      reason: null,
      withdrawn: false,
      rule_id: match.ruleId,
      answered_at: null,
      changed_at: at,
    })
    await audit(
      tx,
      actor,
      {
        action: 'participants.restore',
        subject: `participant ${id}`,
        scope: meeting.workUnitId,
        before: { state: 'cancelled' },
        after: { state },
      },
      at,
    )
  }
  await addMatches(tx, meeting, added, at)
}
