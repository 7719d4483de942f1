import type { Db } from '../../platform/db/database.ts'
import type { ExportTable } from '../../platform/export.ts'
import { unitParam } from '../directory/index.ts'
import { type Meeting, meetingName } from '../meetings/index.ts'
import { tookPart } from '../participants/index.ts'
import { classPlacesOf, roomPlacesOf } from './places-read-model.ts'
import type { SeatingNames } from './seating-names.ts'

export const listFiles = ['classes', 'rooms'] as const
export type ListFile = (typeof listFiles)[number]

const unitOf = ({ tree }: SeatingNames, id: string) => {
  const unit = tree.byId(id)
  return unit ? unitParam(unit) : id
}

interface Reader {
  /** Codes open the personal page, so they are only for who runs the venue; others find those cells empty. */
  maySeeCodesAt(venueId: string | null): boolean
}

/** Who sits where, a row for each person and round, by class and name. */
export async function classesTable(
  db: Db,
  names: SeatingNames,
  meeting: Meeting,
  { maySeeCodesAt }: Reader,
): Promise<ExportTable> {
  const { t } = names
  const rows = (await classPlacesOf(db, meeting)).flatMap((place) => {
    const one = names.people.get(place.participantId)
    const of = names.classes.get(place.classId)
    if (!one || !of) return []
    return {
      class: of.code,
      topic: t.locale === 'en' ? (of.topicEn ?? of.topicId) : of.topicId,
      round: place.round,
      venue: names.venue(of.venueId),
      code: maySeeCodesAt(of.venueId) ? one.code : null,
      name: names.person(one.id),
      unitCode: unitOf(names, one.unitId),
      unit: names.unit(one.unitId),
      position: names.position(one),
      comes: t(tookPart.some((state) => state === one.state) ? 'seating.comes.yes' : 'seating.comes.no'),
      locked: t(place.isLocked ? 'seating.lock.yes' : 'seating.lock.no'),
    }
  })
  const collator = new Intl.Collator(t.locale, { numeric: true })
  rows.sort((a, b) => collator.compare(a.class, b.class) || collator.compare(a.name, b.name))
  return {
    title: t('seating.file.classes', { meeting: meetingName(meeting, t.locale) }),
    sheet: t('seating.tab.classes'),
    columns: [
      { key: 'class', label: t('seating.column.class'), type: 'text' },
      { key: 'topic', label: t('seating.column.topic'), type: 'text' },
      { key: 'round', label: t('seating.column.round'), type: 'number' },
      { key: 'venue', label: t('seating.column.venue'), type: 'text' },
      { key: 'code', label: t('seating.column.code'), type: 'text' },
      { key: 'name', label: t('seating.column.name'), type: 'text' },
      { key: 'unitCode', label: t('seating.column.unitCode'), type: 'text' },
      { key: 'unit', label: t('seating.column.unit'), type: 'text' },
      { key: 'position', label: t('seating.column.position'), type: 'text' },
      { key: 'comes', label: t('seating.column.comes'), type: 'text' },
      { key: 'locked', label: t('seating.column.locked'), type: 'text' },
    ],
    rows,
    ...(meeting.example ? { notes: [t('seating.file.example')] } : {}),
  }
}

/** Who sleeps where, by hotel, room and name. */
export async function roomsTable(db: Db, names: SeatingNames, meeting: Meeting): Promise<ExportTable> {
  const { t } = names
  const rows = (await roomPlacesOf(db, meeting)).flatMap((place) => {
    const one = names.people.get(place.participantId)
    const room = names.rooms.get(place.roomId)
    if (!one || !room) return []
    return {
      hotel: names.hotels.get(room.hotelId)?.name ?? '',
      room: room.number,
      beds: room.beds,
      name: names.person(one.id),
      unit: names.unit(one.unitId),
      gender: one.gender === null ? null : t(`seating.gender.${one.gender}`),
      comes: t(tookPart.some((state) => state === one.state) ? 'seating.comes.yes' : 'seating.comes.no'),
      locked: t(place.isLocked ? 'seating.lock.yes' : 'seating.lock.no'),
    }
  })
  const collator = new Intl.Collator(t.locale, { numeric: true })
  rows.sort(
    (a, b) =>
      collator.compare(a.hotel, b.hotel) ||
      collator.compare(a.room, b.room) ||
      collator.compare(a.name, b.name),
  )
  return {
    title: t('seating.file.rooms', { meeting: meetingName(meeting, t.locale) }),
    sheet: t('seating.tab.rooms'),
    columns: [
      { key: 'hotel', label: t('seating.column.hotel'), type: 'text' },
      { key: 'room', label: t('seating.column.room'), type: 'text' },
      { key: 'beds', label: t('seating.column.beds'), type: 'number' },
      { key: 'name', label: t('seating.column.name'), type: 'text' },
      { key: 'unit', label: t('seating.column.unit'), type: 'text' },
      { key: 'gender', label: t('seating.column.sex'), type: 'text' },
      { key: 'comes', label: t('seating.column.comes'), type: 'text' },
      { key: 'locked', label: t('seating.column.locked'), type: 'text' },
    ],
    rows,
    ...(meeting.example ? { notes: [t('seating.file.example')] } : {}),
  }
}
