import { instantIn } from '../../platform/clock.ts'
import { newId } from '../../platform/ids.ts'
import type { SeedContext } from '../../platform/module.ts'
import { seeded } from '../directory/index.ts'
import { openMeetings, presetMeeting, venuesOf } from '../meetings/index.ts'
import { type Participant, participantsOf } from '../participants/index.ts'
import { badgeText, meetingMark } from '../seating/index.ts'
import { putDevice, putDoor } from './doors-store.ts'
import { type ExampleScan, putDecision, putExampleScans } from './scans-store.ts'

/** Of a hundred invited so many were scanned on the first morning; the source says no number, only who was invited. */
const arrivedOfHundred = 94
/** Of a thousand who arrived: scanned again at the other door; gone to the wrong place first. */
const againOfThousand = 4
const astrayOfThousand = 5
/** From the doors' opening at seven, most in the hour after. */
const opens = '07:00'
const lastsMinutes = 210
/** What else was held before a camera at each place. */
const strangeTexts = ['https://hotel.example/menu', 'KARTU NAMA', '8991234567890']
/** How far each phone's clock is behind, in milliseconds; one was never set. */
const offsets = [0, 1_400, -2_100, 600, 243_000, -800]

interface DoorHere {
  id: string
  venueId: string
  deviceId: string
  offset: number
}

/**
 * The first morning of the meeting of 2019 at its doors: two at each place with a phone each, most people scanned once,
 * a few twice, astray, or with something that is no badge. Made up, the same at each loading.
 */
export async function loadExamples({ tx, services }: SeedContext): Promise<void> {
  const preset = presetMeeting()
  const meeting = (await openMeetings(tx)).find(({ slug, example }) => example && slug === preset.slug)
  if (!meeting) throw new Error('The example meeting is not there.')
  const of = { work_unit_id: meeting.workUnitId, meeting_id: meeting.id }
  const began = instantIn(meeting.timeZone, meeting.startsOn, opens).getTime()
  const random = seeded(2019)
  const doors: DoorHere[] = []
  for (const venue of await venuesOf(tx, meeting)) {
    for (const name of ['Pintu utama', 'Pintu samping']) {
      const door = { id: newId(), venueId: venue.id, deviceId: newId(), offset: pick(random, offsets) }
      doors.push(door)
      await putDoor(tx, {
        ...of,
        id: door.id,
        venue_id: venue.id,
        name,
        purpose: 'arrival',
        made_at: new Date(began - 86_400_000),
        example: true,
      })
    }
  }
  const scans = morning(await participantsOf(tx, meeting), {
    doors,
    began,
    random,
    mark: meetingMark(meeting.id),
  })
  const told = Map.groupBy(scans, ({ device_id }) => device_id)
  for (const door of doors) {
    await putDevice(tx, {
      ...of,
      id: door.deviceId,
      door_id: door.id,
      label: `Ponsel ${doors.indexOf(door) + 1}`,
      day: meeting.startsOn,
      made_at: new Date(began - 86_400_000),
      enrolled_at: new Date(began - 3_600_000),
      // Nobody can come as one of these phones.
      secret_hash: null,
      last_contact_at: new Date(began + lastsMinutes * 60_000),
      told_number: told.get(door.deviceId)?.length ?? 0,
      offset_ms: door.offset,
      signed_out_at: new Date(began + (lastsMinutes + 20) * 60_000),
      revoked_at: null,
      example: true,
    })
  }
  await putExampleScans(tx, of, scans)
  for (const { id } of scans.filter(({ shown }) => shown === 'already.arrival').slice(0, 5)) {
    const said = {
      decision: 'same-person' as const,
      participant_id: null,
      note: null,
      decided_by: 'first load',
    }
    await putDecision(tx, { ...of, ...said, scan_id: id, decided_at: services.clock.now(), example: true })
  }
}

const pick = <One>(random: () => number, from: readonly One[]): One =>
  from[Math.floor(random() * from.length)] as One

interface Morning {
  doors: readonly DoorHere[]
  /** When the doors opened, in milliseconds. */
  began: number
  random: () => number
  mark: string
}

/** The scans of the morning, each phone's numbered in the order it made them. */
function morning(people: readonly Participant[], { doors, began, random, mark }: Morning): ExampleScan[] {
  const made: (Omit<ExampleScan, 'number'> & { at: number })[] = []
  const scan = (door: DoorHere, at: number, one: Participant | string, shown: string) => {
    const text = typeof one === 'string' ? one : badgeText(mark, one.code)
    // Without a line for a while: handed in up to twenty minutes later.
    const wait = random() < 0.05 ? random() * 1_200_000 : 2_000 + random() * 4_000
    made.push({
      id: newId(Math.round(at)),
      device_id: door.deviceId,
      door_id: door.id,
      venue_id: door.venueId,
      participant_id: typeof one === 'string' ? null : one.id,
      text,
      via: random() < 0.9 ? 'camera' : 'typed',
      scanned_at: new Date(at - door.offset).toISOString(),
      offset_ms: door.offset,
      received_at: new Date(at + wait).toISOString(),
      shown,
      at,
    })
  }
  for (const one of people) {
    const own = doors.filter(({ venueId }) => venueId === one.venueId)
    const [main, side] = own
    if (!main || !side || random() * 100 >= arrivedOfHundred) continue
    // The sum of three gathers around the middle, as people do before a session begins.
    const at = began + ((random() + random() + random()) / 3) * lastsMinutes * 60_000
    const door = random() < 0.7 ? main : side
    if (random() * 1_000 < astrayOfThousand) {
      const wrong = pick(
        random,
        doors.filter(({ venueId }) => venueId !== one.venueId),
      )
      scan(wrong, at - 1_500_000, one, 'elsewhere.venue')
    }
    // What another place scanned no phone here has heard of.
    scan(door, at, one, 'green.arrival')
    if (random() * 1_000 < againOfThousand)
      scan(door === main ? side : main, at + 240_000 + random() * 600_000, one, 'already.arrival')
  }
  for (const [n, text] of strangeTexts.entries()) {
    const door = doors[(n * 5) % doors.length]
    if (door) scan(door, began + (n + 1) * 2_400_000, text, 'unknown.noSuchCode')
  }
  const numbers = new Map<string, number>()
  return made
    .toSorted((a, b) => a.at - b.at)
    .map(({ at: _, ...one }) => {
      const number = (numbers.get(one.device_id) ?? 0) + 1
      numbers.set(one.device_id, number)
      return { ...one, number }
    })
}
