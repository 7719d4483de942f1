import { exportRows, isExportFormat } from '../../platform/export.ts'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import { answerForm, ConfirmForm, ExampleTag, ExportLinks, Section } from '../../ui/index.ts'
import { applyPlan, type Change, canApply, classesAfter, roomsAfter } from './apply-plan.ts'
import { heatOf } from './heat-of.ts'
import { type Plan, planById } from './plans-read-model.ts'
import { type SeatingNames, seatingNames } from './seating-names.ts'
import { changing, type Here, missingPage, reading, renderSeating, seatingPath } from './seating-page.tsx'
import { stopPlan } from './stop-plan.ts'
import { viewPlan } from './view-plans.ts'
import { ChangesTable } from './views/changes-table.tsx'
import { HeatPair } from './views/heat-pair.tsx'
import { PlanBody, questionItems } from './views/plan-body.tsx'
import { StateTag } from './views/plan-words.tsx'

/** So many moves are listed before the confirmation; all of them are in a file beside it. */
const listed = 50

const planIn = (c: RequestContext, { meeting }: Here) =>
  planById(c.var.services.db, meeting, c.req.param('plan') ?? '')

/** What a plan is called: the instant it was asked for. */
const titleOf = (c: RequestContext, { meeting }: Here, plan: Plan) =>
  c.var.t('seating.plan.title', { at: c.var.format.instant(plan.askedAt, meeting.timeZone) })

/** Running: how far it is, asked for again every few seconds without a script. Found: what it is worth, and its proof. */
const planPage = reading(async (c, here) => {
  const plan = await planIn(c, here)
  if (!plan) return missingPage(c)
  const { t, format, services } = c.var
  const { meeting, href, mayChange } = here
  const view = await viewPlan(services.db, meeting, plan)
  const names = await seatingNames(services, t, meeting)
  const after = await afterOf(c, here, plan)
  const isRunning = plan.state === 'running'
  return renderSeating(
    c,
    here,
    {
      tab: plan.kind === 'rooms' ? 'rooms' : 'plans',
      title: titleOf(c, here, plan),
      lead: t(`seating.plan.lead.${plan.kind}`, { round: plan.round, by: plan.askedBy }),
      crumbs: [{ label: titleOf(c, here, plan) }],
      tag: (
        <>
          <StateTag t={t} state={plan.state} /> {meeting.example && <ExampleTag t={t} />}
        </>
      ),
      head: isRunning && <meta http-equiv="refresh" content="3" />,
    },
    <>
      <PlanBody
        {...{ t, format, here, names, plan, view, mayChange }}
        changes={after?.changes ?? []}
        asOf={format.instant(services.clock.now(), meeting.timeZone)}
      />
      {after?.as === 'classes' && (
        <HeatPair
          t={t}
          names={names}
          href={href(`plans/${plan.id}`)}
          {...heatOf(names, {
            venueId: c.req.query('venue') ?? '',
            round: plan.round,
            before: after.before,
            after: after.seats,
          })}
        />
      )}
      <Section title={t('seating.plan.asked')}>{questionItems(t, plan)}</Section>
    </>,
  )
})

/** What a plan that was found would change; null for one that says nothing or cannot be read. */
async function afterOf(c: RequestContext, { meeting }: Here, plan: Plan) {
  if (!canApply(plan.state) && plan.state !== 'applied') return null
  const { db } = c.var.services
  try {
    if (plan.kind === 'rooms') {
      const after = await roomsAfter(db, meeting, plan)
      return after && { as: 'rooms' as const, changes: after.changes }
    }
    const after = await classesAfter(db, meeting, plan)
    if (!after) return null
    const before = plan.state === 'applied' ? after.sheet.before : after.now
    return { as: 'classes' as const, changes: after.changes, before, seats: after.seats }
  } catch {
    return null
  }
}

const postStop = changing(async (c, here) => {
  const plan = await planIn(c, here)
  if (!plan) return missingPage(c)
  return answerForm(c, await stopPlan(c.var.services, here.actor, here.meeting, plan.id), {
    to: () => here.href(`plans/${plan.id}?done=stopped`),
    again: () => missingPage(c),
  })
})

const whereOf = (names: SeatingNames, plan: Plan) =>
  plan.kind === 'rooms' ? (id: string | null) => names.room(id) : (id: string | null) => names.classCode(id)

/** Shows every move before it is made. */
const applyPage = changing(async (c, here) => {
  const plan = await planIn(c, here)
  const after = plan && (await afterOf(c, here, plan))
  if (!plan || !after || !canApply(plan.state)) return missingPage(c)
  const { t, services } = c.var
  const names = await seatingNames(services, t, here.meeting)
  const counts = countsOf(after.changes)
  const under = `plans/${plan.id}`
  return renderSeating(
    c,
    here,
    {
      tab: plan.kind === 'rooms' ? 'rooms' : 'plans',
      title: t('seating.apply.title'),
      crumbs: [
        { label: titleOf(c, here, plan), href: here.href(under) },
        { label: t('seating.apply.title') },
      ],
    },
    <>
      <ConfirmForm
        t={t}
        action={here.href(`${under}/apply`)}
        title={t('seating.apply.ask', { count: after.changes.length })}
        body={t(`seating.apply.what.${plan.kind}`, counts)}
        confirm={t('seating.apply.submit')}
        cancelHref={here.href(under)}
      />
      <Section title={t('seating.apply.changes')}>
        <ChangesTable
          t={t}
          names={names}
          changes={after.changes.slice(0, listed)}
          more={Math.max(0, after.changes.length - listed)}
          where={whereOf(names, plan)}
          hrefOf={(id) => here.href(`people/${id}`)}
        />
        <ExportLinks
          t={t}
          links={(['xlsx', 'csv', 'json'] as const).map((format) => ({
            label: format,
            href: here.href(`${under}/changes/${format}`),
          }))}
        />
      </Section>
    </>,
  )
})

/** Every change as a file. */
const changesFile = reading(async (c, here) => {
  const plan = await planIn(c, here)
  const after = plan && (await afterOf(c, here, plan))
  const format = c.req.param('format') ?? ''
  if (!plan || !after || !isExportFormat(format)) return missingPage(c)
  const { t, services } = c.var
  const names = await seatingNames(services, t, here.meeting)
  const where = whereOf(names, plan)
  const column = (key: 'name' | 'unit' | 'from' | 'to') => ({
    key,
    label: t(`seating.column.${key}`),
    type: 'text' as const,
  })
  return exportRows({
    format,
    title: t('seating.changes.caption'),
    sheet: t('seating.apply.changes'),
    columns: [column('name'), column('unit'), column('from'), column('to')],
    rows: after.changes.map(({ participantId, from, to }) => ({
      name: names.person(participantId),
      unit: names.unit(names.people.get(participantId)?.unitId ?? ''),
      from: where(from),
      to: where(to),
    })),
    ...(here.meeting.example ? { notes: [t('seating.file.example')] } : {}),
  })
})

const countsOf = (changes: readonly Change[]) => ({
  moved: changes.filter(({ from, to }) => from !== null && to !== null).length,
  first: changes.filter(({ from }) => from === null).length,
  lost: changes.filter(({ to }) => to === null).length,
})

const postApply = changing(async (c, here) => {
  const plan = await planIn(c, here)
  if (!plan) return missingPage(c)
  return answerForm(c, await applyPlan(c.var.services, here.actor, here.meeting, plan.id), {
    to: ({ moved }) => here.href(`plans/${plan.id}?done=applied&n=${moved}`),
    again: () => missingPage(c),
  })
})

export const planRoutes: readonly Route[] = [
  page('get', `${seatingPath}/plans/:plan/changes/:format`, 'signed-in', changesFile),
  page('get', `${seatingPath}/plans/:plan`, 'signed-in', planPage),
  page('post', `${seatingPath}/plans/:plan/stop`, 'signed-in', postStop),
  page('get', `${seatingPath}/plans/:plan/apply`, 'signed-in', applyPage),
  page('post', `${seatingPath}/plans/:plan/apply`, 'signed-in', postApply),
]
