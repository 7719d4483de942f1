import { page, type Route } from '../../platform/http/route.ts'
import { answerForm, ExampleTag, Section } from '../../ui/index.ts'
import { canApply } from './apply-plan.ts'
import { heatOf } from './heat-of.ts'
import { afterOf, planIn, titleOf, whereIn } from './plan-in-path.ts'
import { applicationsOf } from './plans-read-model.ts'
import { seatingNames } from './seating-names.ts'
import { changing, missingPage, reading, renderSeating, seatingPath } from './seating-page.tsx'
import { stopPlan } from './stop-plan.ts'
import { viewPlan } from './view-plans.ts'
import { ApplicationsSection, ChangesSection } from './views/changes-section.tsx'
import { HeatPair } from './views/heat-pair.tsx'
import { PlanBody, questionItems } from './views/plan-body.tsx'
import { StateTag } from './views/plan-words.tsx'

/** Running: how far it is, asked for again every few seconds without a script. Found: what it is worth, and its proof. */
const planPage = reading(async (c, here) => {
  const plan = await planIn(c, here)
  if (!plan) return missingPage(c)
  const { t, format, services } = c.var
  const { meeting, href, mayChange } = here
  const view = await viewPlan(services.db, meeting, plan)
  const isRunning = plan.state === 'running'
  const names = await seatingNames(services, t, meeting, isRunning ? [] : 'everybody')
  const after = await afterOf(c, here, plan)
  const applications = await applicationsOf(services.db, meeting, plan.id)
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
      {after && canApply(plan.state) && plan.question.mode === 'fewest' && (
        <ChangesSection
          {...{ t, names }}
          changes={after.changes}
          where={whereIn(names, plan)}
          hrefOf={(id) => href(`people/${id}`)}
          fileOf={(ending) => href(`plans/${plan.id}/changes/${ending}`)}
        />
      )}
      {applications.length > 0 && (
        <ApplicationsSection
          {...{ t, format, applications }}
          zone={meeting.timeZone}
          hrefOf={(id) => href(`plans/${plan.id}/applied/${id}`)}
        />
      )}
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

const postStop = changing(async (c, here) => {
  const plan = await planIn(c, here)
  if (!plan) return missingPage(c)
  return answerForm(c, await stopPlan(c.var.services, here.actor, here.meeting, plan.id), {
    to: () => here.href(`plans/${plan.id}?done=stopped`),
    again: () => missingPage(c),
  })
})

export const planRoutes: readonly Route[] = [
  page('get', `${seatingPath}/plans/:plan`, 'signed-in', planPage),
  page('post', `${seatingPath}/plans/:plan/stop`, 'signed-in', postStop),
]
