import { type Column, DataTable, EmptyState, ExampleTag, PostButton, Tag } from '../../../ui/index.ts'
import { unitParam } from '../../directory/index.ts'
import { baseName } from '../bases-read-model.ts'
import type { Volunteer } from '../volunteers-read-model.ts'
import type { ProgrammeBodyProps } from './programme-body.tsx'

/** The volunteers of a programme, active ones first within each base. */
export function VolunteersTable({
  speech: { t },
  unit,
  programme,
  bases,
  volunteers,
  shownBase,
  mayChange,
}: ProgrammeBodyProps) {
  const shown = volunteers.filter((volunteer) => shownBase === '' || volunteer.base === shownBase)
  const columns: Column<Volunteer>[] = [
    {
      key: 'name',
      label: t('outreach.volunteer.name'),
      phone: 'title',
      cell: ({ name, example }) => (
        <>
          {name} {example && <ExampleTag t={t} />}
        </>
      ),
    },
    {
      key: 'base',
      label: t('outreach.base.name'),
      cell: (volunteer) => {
        const base = bases.find(({ code }) => code === volunteer.base)
        return base ? baseName(base, t.locale) : volunteer.base
      },
    },
    {
      key: 'state',
      label: t('outreach.coverage.state'),
      cell: ({ state }) => (
        <Tag tone={state === 'active' ? 'good' : 'neutral'}>{t(`outreach.volunteerState.${state}`)}</Tag>
      ),
    },
  ]
  if (shown.some(({ contact }) => contact !== null)) {
    columns.push({
      key: 'contact',
      label: t('outreach.volunteer.contact'),
      cell: ({ contact }) => contact ?? '–',
    })
  }
  if (mayChange && programme.state === 'open') {
    columns.push({
      key: 'release',
      label: t('outreach.volunteer.release'),
      cell: ({ id, name, state }) =>
        state === 'active' && (
          <PostButton
            action={`/desk/outreach/${unitParam(unit)}/${programme.id}/volunteers/${id}/release`}
            label={t('outreach.volunteer.releaseOne', { name })}
          />
        ),
    })
  }
  return (
    <DataTable
      t={t}
      caption={t('outreach.volunteers.title')}
      rows={shown}
      columns={columns}
      empty={
        <EmptyState title={t('outreach.volunteers.empty')}>{t('outreach.volunteers.emptyWhy')}</EmptyState>
      }
    />
  )
}
