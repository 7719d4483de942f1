import { ActionBar, EmptyState, type Entry, EntryList, Section, Tag } from '../../../ui/index.ts'
import { stateOn } from '../appointment-rules.ts'
import type { AppointmentRecord } from '../appointments-read-model.ts'
import { divisionIn, positionIn } from '../people-read-model.ts'
import type { Side } from '../tables.ts'
import { unitHref } from '../unit-address.ts'
import type { Unit } from '../unit-tree.ts'
import type { SeatCount } from '../vacancies-read-model.ts'
import { PersonName } from './person-name.tsx'
import { daysOf, type Reader } from './reader.ts'

export interface SideProps extends Reader {
  unit: Unit
  side: Side
  people: readonly AppointmentRecord[]
  seats: readonly SeatCount[]
  /** Today in the unit's zone: what is over by then is not ended again. */
  today: string
  mayChange: boolean
}

const joined = (parts: (string | false)[]) => parts.filter((part) => part !== false).join(' · ')

/** Who is who on one side of a unit: the people by division and position, and every vacant seat. */
export const SideCard = ({ t, format, unit, side, people, seats, today, mayChange }: SideProps) => {
  const own = people.filter((one) => one.side === side)
  const vacant = seats.filter((seat) => seat.side === side && seat.vacant > 0)
  const held = (one: AppointmentRecord): Entry => ({
    title: <PersonName t={t} person={{ id: one.personId, name: one.personName, example: one.example }} />,
    text: (
      <>
        {joined([
          positionIn(one, t.locale),
          side === 'commissioner' && (divisionIn(one, t.locale) ?? t('directory.unit.noDivision')),
        ])}
        <br />
        {joined([daysOf({ t, format }, one), one.replacesId !== null && t('directory.unit.replacing')])}
      </>
    ),
    end: mayChange && stateOn(one, today) !== 'expired' && <Changes t={t} unit={unit} appointment={one} />,
  })
  const free = (seat: SeatCount): Entry[] =>
    Array.from({ length: seat.vacant }, () => ({
      title: positionIn(seat, t.locale),
      end: (
        <ActionBar>
          <Tag tone="warn">{t('directory.unit.vacantSeat')}</Tag>
          {mayChange && (
            <a href={`${unitHref(unit)}/appoint?position=${seat.position}`}>
              {t('directory.unit.fill')}
              <span class="hidden-words"> {positionIn(seat, t.locale)}</span>
            </a>
          )}
        </ActionBar>
      ),
    }))
  return (
    <Section title={t(`directory.side.${side}`)} id={side}>
      {own.length + vacant.length === 0 ? (
        <EmptyState title={t('directory.unit.noneSide')} />
      ) : (
        <EntryList entries={[...own.map(held), ...vacant.flatMap(free)]} />
      )}
    </Section>
  )
}

const Changes = ({
  t,
  unit,
  appointment,
}: Pick<Reader, 't'> & { unit: Unit; appointment: AppointmentRecord }) => {
  const base = `${unitHref(unit)}/appointments/${appointment.id}`
  const whom = <span class="hidden-words"> {appointment.personName}</span>
  return (
    <ActionBar>
      <a href={`${base}/replace`}>
        {t('directory.unit.replace')}
        {whom}
      </a>
      <a href={`${base}/end`}>
        {t('directory.unit.end')}
        {whom}
      </a>
    </ActionBar>
  )
}
