import { zoneName } from '../../../platform/i18n/formats.ts'
import {
  Columns,
  DataTable,
  DateField,
  DefinitionList,
  Figure,
  FigureRow,
  FilterForm,
  LinkButton,
  Notice,
  Section,
} from '../../../ui/index.ts'
import type { AppointmentRecord } from '../appointments-read-model.ts'
import { unitHref, unitParam } from '../unit-address.ts'
import type { Unit } from '../unit-tree.ts'
import type { SeatCount } from '../vacancies-read-model.ts'
import { AppointmentsTable } from './appointments-table.tsx'
import type { Reader } from './reader.ts'
import { SideCard } from './side-card.tsx'
import { VacancyTag } from './units-list.tsx'

export interface UnitPageProps extends Reader {
  unit: Unit
  parent: Unit | undefined
  /** Units right under it, with the vacant seats of their whole part of the tree. */
  below: readonly { unit: Unit; vacant: number }[]
  /** The day the page is about, and today in the unit's zone. */
  day: string
  today: string
  people: readonly AppointmentRecord[]
  seats: readonly SeatCount[]
  past: readonly AppointmentRecord[]
  pastLimit: number
  coming: readonly AppointmentRecord[]
  mayChange: boolean
}

/** Everything about one unit on a day: who is who on both sides, vacancies, history, and the units under it. */
export const UnitBody = (props: UnitPageProps) => {
  const { t, format, unit, people, seats, mayChange, day } = props
  const vacant = new Set(seats.filter((seat) => seat.vacant > 0).map(({ position }) => position))
  const replaced = new Set([...people, ...props.past, ...props.coming].map(({ replacesId }) => replacesId))
  return (
    <>
      {day !== props.today && (
        <Notice>
          {t('directory.unit.notToday', { day: format.day(day) })}{' '}
          <a href={unitHref(unit)}>{t('directory.unit.today')}</a>
        </Notice>
      )}
      <Figures {...props} />
      <Columns>
        {(['commissioner', 'secretariat'] as const).map((side) => (
          <SideCard {...{ t, format, unit, side, people, seats, mayChange }} today={props.today} />
        ))}
      </Columns>
      {props.coming.length > 0 && (
        <Section title={t('directory.unit.coming')}>
          <AppointmentsTable {...{ t, format, unit }} rows={props.coming} />
        </Section>
      )}
      <Section
        title={t('directory.unit.history')}
        lead={t('directory.unit.historyLead', { day: format.day(day), limit: props.pastLimit })}
        id="history"
      >
        <AppointmentsTable
          {...{ t, format, unit }}
          rows={props.past}
          mayReplace={(row) =>
            mayChange && row.endReason !== null && !replaced.has(row.id) && vacant.has(row.position)
          }
        />
      </Section>
      <Columns split="main-aside">
        <Facts {...props} />
        <DayChoice {...props} />
      </Columns>
      {props.below.length > 0 && <UnitsBelow {...props} />}
    </>
  )
}

const DayChoice = ({ t, unit, day }: UnitPageProps) => (
  <Section title={t('directory.unit.otherDay')} lead={t('directory.unit.otherDayLead')} id="day">
    <FilterForm t={t} action={unitHref(unit)} submit={t('directory.unit.show')}>
      <DateField t={t} name="on" label={t('directory.unit.on')} required typed={{ on: day }} />
    </FilterForm>
  </Section>
)

const Figures = ({ t, format, people, seats, day }: UnitPageProps) => {
  const sum = (of: (seat: SeatCount) => number) => seats.reduce((total, seat) => total + of(seat), 0)
  const commissioners = people.filter(({ side }) => side === 'commissioner')
  const about = { date: format.day(day), source: t('directory.unit.source') }
  return (
    <FigureRow>
      <Figure
        tone="ink"
        label={t('directory.unit.seats')}
        value={format.number(sum(({ seats, vacant }) => seats - vacant))}
        suffix={t('directory.unit.ofSeats', { seats: sum((seat) => seat.seats) })}
        {...about}
      />
      <Figure
        label={t('directory.unit.vacancies')}
        value={format.number(sum(({ vacant }) => vacant))}
        suffix={t('directory.unit.ofSeats', { seats: sum((seat) => seat.seats) })}
        {...about}
      />
      <Figure
        label={t('directory.unit.women')}
        value={format.number(commissioners.filter(({ gender }) => gender === 'f').length)}
        suffix={t('directory.unit.ofCommissioners', { count: commissioners.length })}
        {...about}
      />
    </FigureRow>
  )
}

const Facts = ({ t, unit, parent }: UnitPageProps) => (
  <Section title={t('directory.unit.facts')} id="facts">
    <DefinitionList
      items={[
        [t('directory.unit.name'), unit.name],
        [t('directory.units.level'), t(`directory.level.${unit.level}`)],
        [t('directory.unit.code'), unit.code],
        [t('directory.unit.zone'), `${zoneName(unit.timeZone)} (${unit.timeZone})`],
        ...(parent
          ? [[t('directory.unit.parent'), <a href={unitHref(parent)}>{parent.name}</a>] as const]
          : []),
        [t('directory.unit.site'), <a href={`/${unit.slug ?? ''}`}>/{unit.slug ?? ''}</a>],
      ]}
    />
  </Section>
)

const UnitsBelow = ({ t, unit, below }: UnitPageProps) => (
  <Section
    title={t('directory.unit.children')}
    actions={
      <LinkButton href={`/desk/units?unit=${unitParam(unit)}`}>{t('directory.unit.childrenList')}</LinkButton>
    }
    id="children"
  >
    <DataTable<{ unit: Unit; vacant: number }>
      t={t}
      caption={t('directory.unit.children')}
      rows={below}
      columns={[
        {
          key: 'name',
          label: t('directory.units.unit'),
          phone: 'title',
          cell: (row) => <a href={unitHref(row.unit)}>{row.unit.shortName}</a>,
        },
        {
          key: 'vacant',
          label: t('directory.units.vacant'),
          align: 'end',
          cell: (row) => <VacancyTag t={t} vacant={row.vacant} />,
        },
      ]}
      empty={null}
    />
  </Section>
)
