import { dayAfter, instantIn } from '../../platform/clock.ts'
import { newId } from '../../platform/ids.ts'
import { venueLetter } from './places-read-model.ts'
import type { presetMeeting } from './preset.ts'

interface ExampleDivision {
  code: string
  nameId: string
}

/** Sizes the source does not tell: enough for everybody, with a few seats and beds to spare. */
const classesAVenue = 10
const seatsOfDivision = 58
const seatsOfSecretaries = 108
const roomsAHotel = 150

/**
 * The parts of the meeting of 2019. From the source: the days, six locations by division with the secretaries apart,
 * the two groups of classes, the two hotels of one division. Made up so that it can be run: numbers and sizes of
 * classes and rooms, the hours, where the other locations are.
 */
export function exampleMeeting(
  preset: ReturnType<typeof presetMeeting>,
  divisions: readonly ExampleDivision[],
) {
  const key = { work_unit_id: preset.host, meeting_id: newId() }
  const venues = [...divisions.map(({ nameId }) => nameId), 'Sekretaris'].map((name, at) => ({
    ...key,
    id: newId(),
    rank: at + 1,
    name,
    address: null,
    capacity: null,
  }))
  const audience = venues.map(({ id: venue_id }, at) => {
    const division = divisions[at]
    const side = division ? ('commissioner' as const) : ('secretariat' as const)
    return { ...key, venue_id, side, division_code: division?.code ?? '' }
  })
  // The chair's location takes the few commissioners who lead no division.
  const [first] = venues
  if (first) audience.push({ ...key, venue_id: first.id, side: 'commissioner', division_code: '' })
  const housed = venues[divisions.findIndex(({ code }) => code === preset.hotels.division)]
  const hotels = preset.hotels.names.flatMap((name) =>
    housed ? [{ ...key, id: newId(), venue_id: housed.id, name, address: null }] : [],
  )
  const rooms = hotels.flatMap(({ id: hotel_id }) =>
    Array.from({ length: roomsAHotel }, (_, at) => ({
      ...key,
      id: newId(),
      hotel_id,
      number: String(101 + (at % 30) + 100 * Math.floor(at / 30)),
      beds: 2,
      accessible: at % 30 < 2,
    })),
  )
  const groups = preset.groups.map(({ code, nameId, nameEn }, at) => ({
    ...key,
    code,
    rank: at + 1,
    round: 1,
    name_id: nameId,
    name_en: nameEn,
  }))
  const classes = venues.flatMap((venue, at) =>
    Array.from({ length: classesAVenue }, (_, number) => {
      const group = groups[Math.floor((number * groups.length) / classesAVenue)]
      if (!group) throw new Error('The preset names no groups of classes.')
      const code = `${venueLetter(venue.rank)}${number + 1}`
      return {
        ...key,
        id: newId(),
        venue_id: venue.id,
        group_code: group.code,
        code,
        topic_id: `${group.name_id}, kelas ${code}`,
        topic_en: `${group.name_en}, class ${code}`,
        room: `Ruang ${number + 1}`,
        capacity: divisions[at] ? seatsOfDivision : seatsOfSecretaries,
        speakers: null,
      }
    }),
  )
  const at = (days: number, time: string) => instantIn(preset.timeZone, dayAfter(preset.startsOn, days), time)
  const plenary = { ...key, venue_id: null, class_id: null }
  const sessions = [
    {
      ...plenary,
      id: newId(),
      title_id: 'Pembukaan',
      title_en: 'Opening',
      starts_at: at(0, '19:00'),
      ends_at: at(0, '21:00'),
    },
    ...classes.flatMap(({ id: class_id, venue_id }) =>
      [1, 2].map((days) => ({
        ...key,
        id: newId(),
        venue_id,
        class_id,
        title_id: `Sesi ${days}`,
        title_en: `Session ${days}`,
        starts_at: at(days, '08:00'),
        ends_at: at(days, '12:00'),
      })),
    ),
    {
      ...plenary,
      id: newId(),
      title_id: 'Penutupan',
      title_en: 'Closing',
      starts_at: at(3, '09:00'),
      ends_at: at(3, '11:00'),
    },
  ]
  return { key, venues, audience, hotels, rooms, groups, classes, sessions }
}
