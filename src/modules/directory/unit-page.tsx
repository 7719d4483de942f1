import type { Child } from 'hono/jsx'
import { may } from '../../platform/access.ts'
import { page, type RequestContext } from '../../platform/http/route.ts'
import { LinkButton, Notice, renderPage } from '../../ui/index.ts'
import { comingAppointments, pastAppointments, whoIsWho } from './appointments-read-model.ts'
import { isDay } from './days.ts'
import { todayIn } from './today.ts'
import { unitHref } from './unit-address.ts'
import { scopeFromPath, unitInPath } from './unit-scope.ts'
import { type Unit, unitTree } from './unit-tree.ts'
import { seatCounts, vacancies } from './vacancies-read-model.ts'
import { UnitBody } from './views/unit-page.tsx'

const pastLimit = 50

/** The page of one unit on a chosen day (`?on=YYYY-MM-DD`), today in its own time zone unless asked. */
export const unitPages = [
  page('get', '/desk/units/:unit', { permission: 'directory.read', scope: scopeFromPath }, async (c) => {
    const { t, format, services, actor } = c.var
    const { db } = services
    const unit = await unitInPath(c)
    if (!unit) return c.notFound()
    const tree = await unitTree(services)
    const today = todayIn(services, unit)
    const asked = c.req.query('on') ?? ''
    const day = isDay(asked) ? asked : today
    const vacantBelow = await vacancies(db, unit.id, day)
    const vacantIn = (scope: string) =>
      tree
        .within(scope)
        .reduce(
          (sum, { id }) => sum + (vacantBy.get(id) ?? []).reduce((part, seat) => part + seat.vacant, 0),
          0,
        )
    const vacantBy = Map.groupBy(vacantBelow, ({ unitId }) => unitId)
    const mayChange = may(actor, 'directory.change', unit.id)
    return renderPage(
      c,
      {
        title: unit.name,
        crumbs: await crumbsOf(c, unit),
        current: '/desk/units',
        scope: unit.id,
        actions: mayChange && (
          <LinkButton tone="main" href={`${unitHref(unit)}/appoint`}>
            {t('directory.unit.appoint')}
          </LinkButton>
        ),
      },
      <>
        {doneNotice(c)}
        <UnitBody
          {...{ t, format, unit, day, today, mayChange, pastLimit }}
          parent={unit.parentId === null ? undefined : tree.byId(unit.parentId)}
          below={tree.childrenOf(unit.id).map((child) => ({ unit: child, vacant: vacantIn(child.id) }))}
          people={await whoIsWho(db, unit.id, day)}
          seats={await seatCounts(db, unit.id, day)}
          past={await pastAppointments(db, unit.id, day, pastLimit)}
          coming={await comingAppointments(db, unit.id, day)}
        />
      </>,
    )
  }),
]

/** The way from the list of units down to a unit, leaving out what the actor may not see. */
export async function crumbsOf(c: RequestContext, unit: Unit) {
  const tree = await unitTree(c.var.services)
  const way = tree.ancestors(unit.id).filter(({ id }) => may(c.var.actor, 'directory.read', id))
  return [
    { label: c.var.t('directory.nav.units'), href: '/desk/units' },
    ...way.map((above) => ({ label: above.shortName, href: unitHref(above) })),
  ]
}

const outcomes = ['appointed', 'ended', 'replaced', 'corrected', 'erased'] as const

/** What was just done, after the form that did it has led here. */
export function doneNotice(c: RequestContext): Child {
  const done = outcomes.find((outcome) => outcome === c.req.query('done'))
  return done ? <Notice tone="good">{c.var.t(`directory.done.${done}`)}</Notice> : null
}
