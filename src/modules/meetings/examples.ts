import { dayAfter } from '../../platform/clock.ts'
import { newId } from '../../platform/ids.ts'
import type { SeedContext } from '../../platform/module.ts'
import { accountChoices } from '../accounts/index.ts'
import { divisionsOf } from '../directory/index.ts'
import { putClasses, putGroup, putSessions } from './classes-store.ts'
import { exampleMeeting } from './example-meeting.ts'
import { addDelegate, addMeeting, deleteExamples } from './meetings-store.ts'
import { venueLetter } from './places-read-model.ts'
import { addRooms, putAudience, putHotel, putVenue } from './places-store.ts'
import { presetMeeting } from './preset.ts'

/**
 * The coordination meeting of 2019 as an example that can be run: open, its people still to be placed, a steward, a
 * scribe and the committee of one venue at work.
 */
export async function loadExamples({ tx, services }: SeedContext): Promise<void> {
  const preset = presetMeeting()
  const { key, ...parts } = exampleMeeting(preset, await divisionsOf(tx))
  const now = services.clock.now()
  await addMeeting(tx, {
    work_unit_id: key.work_unit_id,
    id: key.meeting_id,
    slug: preset.slug,
    state: 'open',
    name_id: preset.nameId,
    name_en: preset.nameEn,
    purpose_id: preset.purposeId,
    purpose_en: preset.purposeEn,
    city: preset.city,
    time_zone: preset.timeZone,
    starts_on: preset.startsOn,
    ends_on: preset.endsOn,
    roster_on: preset.startsOn,
    answer_until: dayAfter(preset.startsOn, -7),
    evaluates_election_id: preset.evaluates,
    prepares_election_id: preset.prepares,
    cloned_from: null,
    source: preset.source,
    created_at: now,
    changed_at: now,
    example: true,
  })
  for (const venue of parts.venues) {
    await putVenue(tx, venue)
    const audience = parts.audience.filter(({ venue_id }) => venue_id === venue.id)
    await putAudience(tx, { workUnitId: key.work_unit_id, id: key.meeting_id }, venue.id, audience)
  }
  for (const hotel of parts.hotels) await putHotel(tx, hotel)
  await addRooms(tx, parts.rooms)
  for (const group of parts.groups) await putGroup(tx, group)
  await putClasses(tx, parts.classes)
  await putSessions(tx, parts.sessions)
  for (const { account, task, venue } of preset.tasks) {
    const found = await accountChoices(tx, { scope: preset.host, text: account, limit: 2 })
    const id = found.find(({ signInName }) => signInName === account)?.id
    const venueId = parts.venues.find(({ rank }) => venueLetter(rank) === venue)?.id
    if (!id || !venueId) continue
    await addDelegate(tx, {
      ...key,
      id: newId(now.getTime()),
      account_id: id,
      task,
      venue_id: venueId,
      given_at: now,
    })
  }
}

/** Takes it out again, with everything that hangs on it. */
export const removeExamples = ({ tx }: SeedContext): Promise<void> => deleteExamples(tx)
