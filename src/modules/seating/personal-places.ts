import type { RequestContext } from '../../platform/http/route.ts'
import { classesOf, classGroupsOf, hotelRoomsOf, hotelsOf, type Meeting } from '../meetings/index.ts'
import { type Participant, tookPart } from '../participants/index.ts'
import { placesOfOne } from './places-read-model.ts'

const comes = (state: Participant['state']) => tookPart.some((one) => one === state)

/** The classes of somebody who comes, whose sessions and materials are his or hers. */
export async function personalClasses(
  c: RequestContext,
  meeting: Meeting,
  { id, state }: Participant,
): Promise<string[]> {
  if (!comes(state)) return []
  const { classes } = await placesOfOne(c.var.services.db, meeting, id)
  return classes.map(({ classId }) => classId)
}

/**
 * What the personal page says of where somebody sits and sleeps; nothing before it is known, and nothing to who does not
 * come: a place is kept until the next plan takes it back.
 */
export async function personalPlaces(
  c: RequestContext,
  meeting: Meeting,
  { id, state }: Participant,
): Promise<[string, string][]> {
  if (!comes(state)) return []
  const { t, services } = c.var
  const { db } = services
  const { classes, roomId } = await placesOfOne(db, meeting, id)
  const groups = await classGroupsOf(db, meeting)
  const facts = (await classesOf(db, meeting))
    .filter((one) => classes.some(({ classId }) => classId === one.id))
    .map((one): [string, string] => {
      const group = groups.find(({ code }) => code === one.group)
      const name = (t.locale === 'en' ? group?.nameEn : null) ?? group?.nameId ?? t('seating.personal.class')
      const topic = t.locale === 'en' ? (one.topicEn ?? one.topicId) : one.topicId
      return [name, [one.code, topic, one.room].filter(Boolean).join(' · ')]
    })
  const room = (await hotelRoomsOf(db, meeting)).find((one) => one.id === roomId)
  const hotel = (await hotelsOf(db, meeting)).find((one) => one.id === room?.hotelId)
  if (room && hotel)
    facts.push([
      t('seating.personal.room'),
      [hotel.name, hotel.address, room.number].filter(Boolean).join(', '),
    ])
  return facts
}
