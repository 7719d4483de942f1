import { page } from '../../platform/http/route.ts'
import { EmptyState, EntryList, FilterForm, renderPage, Section, TextField } from '../../ui/index.ts'
import { findPeople, type PersonHit, positionIn } from './people-read-model.ts'
import { todayIn } from './today.ts'
import { unitHref } from './unit-address.ts'
import { unitTree } from './unit-tree.ts'
import { listUnits, type UnitRow } from './units-read-model.ts'
import type { Reader } from './views/reader.ts'
import { scopesOf } from './within-scopes.ts'

const mostUnits = 10
const mostPeople = 20

/** Units and people in one search, within what the actor may read. */
export const searchPage = page(
  'get',
  '/desk/search',
  { permission: 'directory.read', scope: 'anywhere' },
  async (c) => {
    const { t, services, actor } = c.var
    const tree = await unitTree(services)
    const scopes = scopesOf(actor, 'directory.read', tree.root.id)
    const words = (c.req.query('q') ?? '').trim().slice(0, 100)
    const day = todayIn(services, tree.root)
    const isAsked = words !== ''
    const units = isAsked ? await listUnits(services.db, { scopes, words, day, limit: mostUnits }) : null
    const people = isAsked ? await findPeople(services.db, { words, scopes, day, limit: mostPeople }) : []
    const isEmpty = isAsked && units?.total === 0 && people.length === 0
    return renderPage(
      c,
      { title: t('directory.search.title'), current: '/desk/units' },
      <>
        <Section>
          <FilterForm t={t} action="/desk/search" submit={t('directory.search.submit')}>
            <TextField
              t={t}
              name="q"
              type="search"
              label={t('directory.search.label')}
              required
              typed={{ q: words }}
            />
          </FilterForm>
        </Section>
        {isEmpty && (
          <EmptyState title={t('directory.search.nothing', { words })}>
            {t('directory.search.tryOther')}
          </EmptyState>
        )}
        {units && units.total > 0 && <UnitsFound t={t} rows={units.rows} total={units.total} words={words} />}
        {people.length > 0 && (
          <PeopleFound t={t} rows={people} words={words} unitName={(id) => tree.byId(id)?.shortName ?? id} />
        )}
      </>,
    )
  },
)

type Found<Row> = Pick<Reader, 't'> & { rows: readonly Row[]; words: string }

const UnitsFound = ({ t, rows, total, words }: Found<UnitRow> & { total: number }) => (
  <Section title={t('directory.search.units')} id="units">
    <EntryList
      entries={rows.map((unit) => ({
        title: unit.name,
        href: unitHref(unit),
        text: [unit.code, unit.parentName].filter(Boolean).join(' · '),
      }))}
    />
    {total > rows.length && (
      <p>
        <a href={`/desk/units?${new URLSearchParams({ q: words })}`}>
          {t('directory.search.allUnits', { count: total })}
        </a>
      </p>
    )}
  </Section>
)

const PeopleFound = ({ t, rows, words, unitName }: Found<PersonHit> & { unitName(id: string): string }) => (
  <Section title={t('directory.search.people')} id="people">
    <EntryList
      entries={rows.map((person) => ({
        title: person.name,
        href: `/desk/people/${person.id}`,
        text: `${positionIn(person, t.locale)} · ${unitName(person.unitId)}`,
      }))}
    />
    {rows.length === mostPeople && (
      <p>
        <a href={`/desk/people?${new URLSearchParams({ q: words })}`}>{t('directory.search.allPeople')}</a>
      </p>
    )}
  </Section>
)
