import type { Translator } from '../../../platform/i18n/catalogue.ts'
import { CheckboxField, Form, Notice, type Option, Section, SelectField, Tag } from '../../../ui/index.ts'
import type { Participant } from '../../participants/index.ts'
import type { ClassPlace, RoomPlace } from '../places-read-model.ts'
import type { SeatingNames } from '../seating-names.ts'
import type { Here } from '../seating-page.tsx'

interface PersonParts {
  t: Translator
  names: SeatingNames
  one: Participant
  here: Here
  comes: boolean
  classPlaces: readonly ClassPlace[]
  roomPlaces: readonly RoomPlace[]
}

/** A person's class of each round and bed, each with its form. */
export function PersonPlaces(props: PersonParts) {
  const { t, names, one, comes } = props
  const rounds = [...new Set([...names.classes.values()].map(({ round }) => round))].toSorted((a, b) => a - b)
  return (
    <>
      {!comes && <Notice tone="warn">{t('seating.person.notComing')}</Notice>}
      {one.venueId === null && <Notice tone="warn">{t('seating.person.noVenue')}</Notice>}
      {rounds.map((round) => (
        <RoundOf {...props} round={round} />
      ))}
      <RoomOf {...props} />
    </>
  )
}

function RoundOf({ t, names, one, here, comes, classPlaces, round }: PersonParts & { round: number }) {
  const place = classPlaces.find((own) => own.participantId === one.id && own.round === round)
  const classes = [...names.classes.values()].filter(
    (of) => of.round === round && (of.venueId === one.venueId || of.id === place?.classId),
  )
  const sitting = (id: string) => classPlaces.filter(({ classId }) => classId === id).length
  const wish = (id: string) =>
    one.wishes[id] ? ` · ${t('seating.person.wish', { points: one.wishes[id] })}` : ''
  const options: Option[] = [
    { value: '', label: t('seating.noClass') },
    ...classes.map(({ id, code, capacity }) => ({
      value: id,
      label: `${code} (${t('seating.classes.of', { sitting: sitting(id), capacity })})${wish(id)}`,
    })),
  ]
  const partners = classPlaces
    .filter(
      (other) =>
        other.round === round &&
        other.participantId !== one.id &&
        other.classId !== place?.classId &&
        !other.isLocked &&
        names.people.get(other.participantId)?.venueId === one.venueId,
    )
    .map((other) => ({
      value: other.participantId,
      label: `${names.classCode(other.classId)} · ${names.person(other.participantId)}`,
    }))
    .toSorted((a, b) => a.label.localeCompare(b.label, t.locale, { numeric: true }))
  const action = (verb: string) => here.href(`people/${one.id}/${verb}`)
  return (
    <Section
      title={t('seating.person.round', { round })}
      lead={
        <>
          {names.classCode(place?.classId ?? null)}{' '}
          {place?.isLocked && <Tag tone="ink">{t('seating.lock.tag')}</Tag>}{' '}
          {place && place.planId === null && <Tag>{t('seating.person.byHand')}</Tag>}
        </>
      }
    >
      {here.mayChangeAt(one.venueId) && comes && (
        <Form
          t={t}
          action={action('class')}
          submit={t('seating.person.move')}
          hidden={{ round: String(round) }}
        >
          <SelectField
            t={t}
            name="class"
            label={t('seating.column.class')}
            typed={{ class: place?.classId ?? '' }}
            options={options}
            required
          />
          <CheckboxField
            t={t}
            name="locked"
            label={t('seating.person.lock')}
            typed={{ locked: place?.isLocked ? 'on' : '' }}
          />
        </Form>
      )}
      {here.mayChangeAt(one.venueId) && comes && place && !place.isLocked && partners.length > 0 && (
        <Form
          t={t}
          action={action('swap')}
          submit={t('seating.person.swap')}
          hidden={{ round: String(round) }}
        >
          <SelectField
            t={t}
            name="other"
            label={t('seating.person.swapWith')}
            options={[{ value: '', label: t('seating.person.choose') }, ...partners]}
            required
          />
        </Form>
      )}
    </Section>
  )
}

function RoomOf({ t, names, one, here, comes, roomPlaces }: PersonParts) {
  const place = roomPlaces.find((own) => own.participantId === one.id)
  const hotels = new Set(
    [...names.hotels.values()].filter(({ venueId }) => venueId === one.venueId).map(({ id }) => id),
  )
  const sleeping = (id: string) => roomPlaces.filter(({ roomId }) => roomId === id).length
  const rooms = [...names.rooms.values()].filter(
    (room) =>
      room.id === place?.roomId ||
      (hotels.has(room.hotelId) &&
        sleeping(room.id) < room.beds &&
        (room.accessible || !one.needsAccessible)),
  )
  if (rooms.length === 0 && !place) return null
  return (
    <Section
      title={t('seating.person.room')}
      lead={
        <>
          {names.room(place?.roomId ?? null)}{' '}
          {place?.isLocked && <Tag tone="ink">{t('seating.lock.tag')}</Tag>}
        </>
      }
    >
      {here.mayChangeAt(one.venueId) && comes && (
        <Form t={t} action={here.href(`people/${one.id}/room`)} submit={t('seating.person.moveRoom')}>
          <SelectField
            t={t}
            name="room"
            label={t('seating.column.room')}
            typed={{ room: place?.roomId ?? '' }}
            options={[
              { value: '', label: t('seating.noRoom') },
              ...rooms.map((room) => ({
                value: room.id,
                label: `${names.room(room.id)} (${t('seating.rooms.of', { sleeping: sleeping(room.id), beds: room.beds })})`,
              })),
            ]}
            required
          />
          <CheckboxField
            t={t}
            name="locked"
            label={t('seating.person.lockRoom')}
            typed={{ locked: place?.isLocked ? 'on' : '' }}
          />
        </Form>
      )}
    </Section>
  )
}
