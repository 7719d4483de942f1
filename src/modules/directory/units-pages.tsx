import { scopesFor } from '../../platform/access.ts'
import { page, type RequestContext } from '../../platform/http/route.ts'
import { renderPage, Section } from '../../ui/index.ts'
import { edgeOf } from './keyset.ts'
import { mapTiles } from './map-tiles-read-model.ts'
import { todayIn } from './today.ts'
import { unitParam } from './unit-address.ts'
import { chosenUnit, scopeFromQuery } from './unit-scope.ts'
import { type Unit, type UnitTree, unitTree } from './unit-tree.ts'
import { listUnits, type UnitSort, unitSorts } from './units-read-model.ts'
import { vacancies } from './vacancies-read-model.ts'
import { DirectoryTabs } from './views/directory-tabs.tsx'
import { ImportButton } from './views/import-button.tsx'
import { type UnitsAsked, UnitsFilter, UnitsList, VacancyMap } from './views/units-list.tsx'

const pageOf = 50
const levels = ['national', 'province', 'district'] as const

/** All units of a part of the tree, with search, filter, sorting and their vacancies. */
export const unitsPages = [
  page(
    'get',
    '/desk/units',
    { permission: 'directory.read', scope: scopeFromQuery('directory.read') },
    async (c) => {
      const { t, format, services } = c.var
      const unit = await chosenUnit(c, 'directory.read')
      const tree = await unitTree(services)
      const day = todayIn(services, unit)
      const asked = askedOf(c, unit)
      const found = await listUnits(services.db, {
        scopes: [unit.id],
        words: asked.words,
        level: levels.find((level) => level === asked.level),
        day,
        sort: asked.sort,
        dir: asked.dir,
        limit: pageOf,
        after: edgeOf(c.req.query('after')),
        before: edgeOf(c.req.query('before')),
      })
      // Whoever asks for something in particular comes to the answer without the map in between.
      const isOverview =
        unit.parentId === null &&
        ['q', 'level', 'sort', 'after', 'before'].every((name) => !c.req.query(name))
      return renderPage(
        c,
        {
          title: t('directory.units.title'),
          lead: t('directory.units.lead', {
            count: tree.within(unit.id).length,
            unit: unit.shortName,
            day: format.day(day),
          }),
          current: '/desk/units',
          scope: unit.id,
          actions: <ImportButton c={c} unit={unit} />,
        },
        <>
          <DirectoryTabs t={t} unit={unit} current="units" />
          <Section>
            <UnitsFilter t={t} asked={asked} choices={choicesOf(c, tree)} />
          </Section>
          {isOverview && <VacancyMap t={t} {...(await vacancyTiles(c, day))} />}
          <Section>
            <UnitsList t={t} asked={asked} page={found} />
          </Section>
        </>,
      )
    },
  ),
]

function askedOf(c: RequestContext, unit: Unit): UnitsAsked {
  const sort = unitSorts.find((known) => known === c.req.query('sort')) ?? ('code' satisfies UnitSort)
  return {
    unit,
    words: (c.req.query('q') ?? '').trim().slice(0, 100),
    level: levels.find((level) => level === c.req.query('level')) ?? '',
    sort,
    dir: c.req.query('dir') === 'desc' ? 'desc' : 'asc',
  }
}

/** Parts of the tree the actor can list: the scopes of the grants, and under the national office the provinces. */
function choicesOf(c: RequestContext, tree: UnitTree): Unit[] {
  const own = scopesFor(c.var.actor, 'directory.read').flatMap((scope) => tree.byId(scope) ?? [])
  return own.flatMap((unit) => (unit.parentId === null ? [unit, ...tree.childrenOf(unit.id)] : [unit]))
}

async function vacancyTiles(c: RequestContext, day: string) {
  const { services, format } = c.var
  const tree = await unitTree(services)
  const vacant = new Map<string, number>()
  for (const seat of await vacancies(services.db, tree.root.id, day)) {
    for (const { id } of tree.ancestors(seat.unitId)) vacant.set(id, (vacant.get(id) ?? 0) + seat.vacant)
  }
  const tiles = (await mapTiles(services.db)).flatMap(({ unitId, ...place }) => {
    const unit = tree.byId(unitId)
    const value = vacant.get(unitId) ?? 0
    return unit
      ? [
          {
            ...place,
            id: unit.id,
            label: unit.shortName,
            value,
            shown: format.number(value),
            href: `/desk/units?unit=${unitParam(unit)}`,
          },
        ]
      : []
  })
  return { tiles, most: format.number(Math.max(0, ...tiles.map(({ value }) => value))) }
}
