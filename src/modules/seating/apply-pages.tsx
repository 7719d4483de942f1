import { isExportFormat } from '../../platform/export.ts'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import { answerForm, ConfirmForm } from '../../ui/index.ts'
import { applyPlan, canApply } from './apply-plan.ts'
import { countChanges } from './changes.ts'
import { changesFile } from './changes-file.ts'
import { afterOf, planIn, titleOf, whereIn } from './plan-in-path.ts'
import { type Application, applicationsOf, type Plan } from './plans-read-model.ts'
import { seatingNames } from './seating-names.ts'
import { changing, type Here, missingPage, reading, renderSeating, seatingPath } from './seating-page.tsx'
import { ChangesSection } from './views/changes-section.tsx'

/** Shows every move before it is made. */
const applyPage = changing(async (c, here) => {
  const plan = await planIn(c, here)
  const after = plan && (await afterOf(c, here, plan))
  if (!plan || !after || !canApply(plan.state)) return missingPage(c)
  const { t, services } = c.var
  const names = await seatingNames(services, t, here.meeting)
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
        body={t(`seating.apply.what.${plan.kind}`, countChanges(after.changes))}
        confirm={t('seating.apply.submit')}
        cancelHref={here.href(under)}
      />
      <ChangesSection
        {...{ t, names }}
        changes={after.changes}
        where={whereIn(names, plan)}
        hrefOf={(id) => here.href(`people/${id}`)}
        fileOf={(format) => here.href(`${under}/changes/${format}`)}
      />
    </>,
  )
})

/** What would change, as a file. */
const changesToComeFile = reading(async (c, here) => {
  const plan = await planIn(c, here)
  const after = plan && (await afterOf(c, here, plan))
  const format = c.req.param('format') ?? ''
  if (!plan || !after || !isExportFormat(format)) return missingPage(c)
  const { t, services } = c.var
  const names = await seatingNames(services, t, here.meeting)
  return changesFile(names, here.meeting, after.changes, { format, where: whereIn(names, plan) })
})

const postApply = changing(async (c, here) => {
  const plan = await planIn(c, here)
  if (!plan) return missingPage(c)
  return answerForm(c, await applyPlan(c.var.services, here.actor, here.meeting, plan.id), {
    to: ({ moved, first, lost }) =>
      here.href(`plans/${plan.id}?done=applied&n=${moved}&first=${first}&lost=${lost}`),
    again: () => missingPage(c),
  })
})

/** One time that the plan in the path was applied. */
async function appliedIn(c: RequestContext, here: Here) {
  const plan = await planIn(c, here)
  if (!plan) return null
  const id = c.req.param('application')
  const application = (await applicationsOf(c.var.services.db, here.meeting, plan.id)).find(
    (one) => one.id === id,
  )
  return application ? { plan, application } : null
}

/** What places were called when the plan was applied. */
const whereThen =
  (c: RequestContext, { kind }: Plan, { called }: Application) =>
  (id: string | null) =>
    id === null
      ? c.var.t(kind === 'rooms' ? 'seating.noRoom' : 'seating.noClass')
      : (called[id] ?? c.var.t('seating.gone'))

/** Whose place was changed when the plan was applied, as it was then. */
const appliedPage = reading(async (c, here) => {
  const found = await appliedIn(c, here)
  if (!found) return missingPage(c)
  const { plan, application } = found
  const { t, format, services } = c.var
  const { at, by, changes } = application
  const names = await seatingNames(services, t, here.meeting)
  const under = `plans/${plan.id}`
  const title = t('seating.applied.page', { at: format.instant(at, here.meeting.timeZone) })
  return renderSeating(
    c,
    here,
    {
      tab: plan.kind === 'rooms' ? 'rooms' : 'plans',
      title,
      lead: `${t('seating.applied.by', { by })} ${t('seating.changes.counts', countChanges(changes))}`,
      crumbs: [{ label: titleOf(c, here, plan), href: here.href(under) }, { label: title }],
    },
    <ChangesSection
      {...{ t, names, changes }}
      where={whereThen(c, plan, application)}
      hrefOf={(id) => here.href(`people/${id}`)}
      fileOf={(ending) => here.href(`${under}/applied/${application.id}/${ending}`)}
    />,
  )
})

/** The same as a file. */
const appliedFile = reading(async (c, here) => {
  const found = await appliedIn(c, here)
  const format = c.req.param('format') ?? ''
  if (!found || !isExportFormat(format)) return missingPage(c)
  const { t, services } = c.var
  const names = await seatingNames(services, t, here.meeting)
  const where = whereThen(c, found.plan, found.application)
  return changesFile(names, here.meeting, found.application.changes, { format, where })
})

export const applyRoutes: readonly Route[] = [
  page('get', `${seatingPath}/plans/:plan/changes/:format`, 'signed-in', changesToComeFile),
  page('get', `${seatingPath}/plans/:plan/apply`, 'signed-in', applyPage),
  page('post', `${seatingPath}/plans/:plan/apply`, 'signed-in', postApply),
  page('get', `${seatingPath}/plans/:plan/applied/:application`, 'signed-in', appliedPage),
  page('get', `${seatingPath}/plans/:plan/applied/:application/:format`, 'signed-in', appliedFile),
]
