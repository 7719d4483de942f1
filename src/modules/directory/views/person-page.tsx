import type { Child } from 'hono/jsx'
import { Columns, DataTable, DefinitionList, EmptyState, Section } from '../../../ui/index.ts'
import { stateOn } from '../appointment-rules.ts'
import type { AppointmentRecord } from '../appointments-read-model.ts'
import { divisionIn, type Person, positionIn } from '../people-read-model.ts'
import type { UnitTree } from '../unit-tree.ts'
import { endOf } from './appointments-table.tsx'
import { StateTag, UnitName } from './people-list.tsx'
import { daysOf, type Reader } from './reader.ts'

export interface PersonPageProps extends Reader {
  tree: UnitTree
  person: Person
  /** Those in units the reader may read; how many others there are. */
  appointments: readonly AppointmentRecord[]
  elsewhere: number
  day: string
  /** Contact and staff number are shown only to whom may change the person's unit. */
  mayChange: boolean
}

export const PersonBody = (props: PersonPageProps) => (
  <Columns split="main-aside">
    <Section title={props.t('directory.person.appointments')} id="appointments">
      <AppointmentsOverTime {...props} />
      {props.elsewhere > 0 && <p>{props.t('directory.person.elsewhere', { count: props.elsewhere })}</p>}
    </Section>
    <Data {...props} />
  </Columns>
)

const AppointmentsOverTime = ({ t, format, tree, appointments, day }: PersonPageProps) => (
  <DataTable<AppointmentRecord>
    t={t}
    caption={t('directory.unit.count', { count: appointments.length })}
    rows={appointments}
    rowKey={({ id }) => `appointment-${id}`}
    columns={[
      {
        key: 'position',
        label: t('directory.unit.position'),
        phone: 'title',
        cell: (row) => [positionIn(row, t.locale), divisionIn(row, t.locale)].filter(Boolean).join(', '),
      },
      {
        key: 'unit',
        label: t('directory.person.unit'),
        cell: (row) => <UnitName tree={tree} id={row.unitId} />,
      },
      { key: 'days', label: t('directory.unit.days'), cell: (row) => daysOf({ t, format }, row) },
      {
        key: 'state',
        label: t('directory.person.state'),
        cell: (row) => <StateTag t={t} state={stateOn(row, day)} />,
      },
      {
        key: 'ended',
        label: t('directory.unit.ended'),
        cell: (row) => (stateOn(row, day) === 'expired' ? endOf({ t }, row) : '–'),
      },
    ]}
    empty={<EmptyState title={t('directory.person.noAppointment')} />}
  />
)

const Data = ({ t, person, mayChange }: PersonPageProps) => {
  const none = <span class="muted">{t('directory.person.none')}</span>
  const contact: [string, Child][] = [
    [t('directory.person.phone'), person.phone ? <a href={`tel:${person.phone}`}>{person.phone}</a> : none],
    [
      t('directory.person.email'),
      person.email ? <a href={`mailto:${person.email}`}>{person.email}</a> : none,
    ],
    [t('directory.person.staffNumber'), person.staffNumber ?? none],
  ]
  return (
    <Section title={t('directory.person.data')} id="data">
      <DefinitionList
        items={[
          [t('directory.person.gender'), t(`directory.gender.${person.gender ?? 'none'}`)],
          ...(mayChange ? contact : []),
        ]}
      />
      {!mayChange && <p class="muted">{t('directory.person.contactHidden')}</p>}
    </Section>
  )
}
