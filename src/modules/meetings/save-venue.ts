import type { Actor } from '../../platform/access.ts'
import type { Tx } from '../../platform/db/database.ts'
import { newId } from '../../platform/ids.ts'
import { type FieldProblem, ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { divisionsOf } from '../directory/index.ts'
import { classesOf, sessionsOf } from './classes-read-model.ts'
import { delegatesOf } from './delegates-read-model.ts'
import { conflict, forbidden, inMeeting, invalid, missing, unlessReferred } from './in-meeting.ts'
import type { MeetingKey } from './meetings-read-model.ts'
import { markOf } from './part-mark.ts'
import { hotelsOf, type Venue, venueLetter, venuesOf } from './places-read-model.ts'
import { deletePlace, putAudience, putVenue } from './places-store.ts'
import { type ParticipantSide, participantSides } from './tables.ts'

export interface VenueInput {
  name: string
  address: string | null
  capacity: number | null
  audience: readonly { side: ParticipantSide; division: string }[]
}

/** The form field of one audience. */
export const audienceField = ({ side, division }: { side: ParticipantSide; division: string }) =>
  `for-${side}-${division || 'all'}`

/**
 * Adds a venue with the first letter that is free, or changes the one named. Refuses an audience that another venue has,
 * naming that venue, and a form older than the venue.
 */
export const saveVenue = (
  services: Services,
  actor: Actor,
  key: MeetingKey,
  input: VenueInput,
  existing: { id: string; mark: string } | null,
): Promise<Result<Venue>> =>
  inMeeting(services, actor, key, async ({ tx, rights, at, leave }) => {
    if (!rights.may('meetings.change', existing?.id)) return forbidden
    const venues = await venuesOf(tx, key)
    const before = venues.find(({ id }) => id === existing?.id)
    if (existing && !before) return missing
    if (existing && markOf(before) !== existing.mark) return conflict('meetings.refusal.outdated')
    const others = venues.filter(({ id }) => id !== before?.id)
    const problems = [...venueProblems(input, others), ...(await audienceProblems(tx, input, others))]
    if (problems.length > 0) return invalid(problems)
    const venue: Venue = {
      id: before?.id ?? newId(at.getTime()),
      rank: before?.rank ?? freeRank(venues),
      name: input.name,
      address: input.address,
      capacity: input.capacity,
      audience: [...input.audience],
    }
    const of = { work_unit_id: key.workUnitId, meeting_id: key.id }
    const { audience, ...facts } = venue
    await putVenue(tx, { ...of, ...facts })
    await putAudience(
      tx,
      key,
      venue.id,
      audience.map(({ side, division }) => ({ ...of, venue_id: venue.id, side, division_code: division })),
    )
    await leave({ action: 'meetings.save-venue', subject: `venue ${venue.id}`, before, after: venue })
    return ok(venue)
  })

const freeRank = (venues: readonly Venue[]) => {
  let rank = 1
  while (venues.some((venue) => venue.rank === rank)) rank += 1
  return rank
}

function venueProblems(input: VenueInput, others: readonly Venue[]): FieldProblem[] {
  const problems: FieldProblem[] = []
  if (input.name === '') problems.push({ field: 'name', key: 'meetings.refusal.required' })
  if (others.some(({ name }) => name.toLowerCase() === input.name.toLowerCase())) {
    problems.push({ field: 'name', key: 'meetings.refusal.nameTaken' })
  }
  if (input.capacity !== null && input.capacity < 1) {
    problems.push({ field: 'capacity', key: 'meetings.refusal.atLeastOne' })
  }
  return problems
}

async function audienceProblems(
  tx: Tx,
  { audience }: VenueInput,
  others: readonly Venue[],
): Promise<FieldProblem[]> {
  const divisions = await divisionsOf(tx)
  return audience.flatMap((one): FieldProblem[] => {
    const field = audienceField(one)
    const isKnown =
      participantSides.includes(one.side) &&
      (one.division === '' || divisions.some(({ code }) => code === one.division))
    if (!isKnown) return [{ field, key: 'meetings.refusal.choose' }]
    const other = others.find((venue) =>
      venue.audience.some(({ side, division }) => side === one.side && division === one.division),
    )
    return other
      ? [
          {
            field,
            key: 'meetings.refusal.audienceTaken',
            params: { venue: `${venueLetter(other.rank)} (${other.name})` },
          },
        ]
      : []
  })
}

/** Takes a venue out. Refuses while hotels, classes, sessions, tasks or people are there. */
export const removeVenue = (
  services: Services,
  actor: Actor,
  key: MeetingKey,
  id: string,
): Promise<Result<Venue>> =>
  unlessReferred(
    inMeeting(services, actor, key, async ({ tx, rights, leave }) => {
      if (!rights.may('meetings.change')) return forbidden
      const before = (await venuesOf(tx, key)).find((venue) => venue.id === id)
      if (!before) return missing
      const at = <Part extends { venueId: string | null }>(parts: readonly Part[]) =>
        parts.filter(({ venueId }) => venueId === id).length
      const used = {
        hotels: at(await hotelsOf(tx, key)),
        classes: at(await classesOf(tx, key)),
        sessions: at(await sessionsOf(tx, key)),
        tasks: at(await delegatesOf(tx, key)),
      }
      if (Object.values(used).some((count) => count > 0)) {
        return conflict('meetings.refusal.venueUsed', { venue: before.name, ...used })
      }
      await deletePlace(tx, 'venue', key, id)
      await leave({ action: 'meetings.remove-venue', subject: `venue ${id}`, before })
      return ok(before)
    }),
  )
