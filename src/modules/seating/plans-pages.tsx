import { z } from 'zod'
import { checkForm, type Typed, typedForm } from '../../platform/http/form.ts'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import type { FieldProblem } from '../../platform/result.ts'
import { answerForm, LinkButton } from '../../ui/index.ts'
import { askForClasses } from './ask-plan.ts'
import { brokenBySeats } from './check-plan.ts'
import { comingTo, gatherRound, roundsOf } from './gather.ts'
import type { ClassesQuestion } from './instance-of.ts'
import { classPlacesOf } from './places-read-model.ts'
import { appliedPlan, plansOf } from './plans-read-model.ts'
import { firstQuestion, goalNames, type Question, ruleNames, strengths, timeLimits } from './question.ts'
import { changing, type Here, reading, renderSeating, seatingPath } from './seating-page.tsx'
import { viewPlan } from './view-plans.ts'
import { AskForm } from './views/ask-form.tsx'
import { EmptyRounds, RoundSection } from './views/round-section.tsx'

/** Every plan is checked again before it is shown; more than these few side by side nobody compares. */
const sideBySide = 6

/** Who has a class in each round, who has none, and the plans to choose from. */
const plansPage = reading(async (c, here) => {
  const { t, format, services } = c.var
  const { meeting, href, mayChange } = here
  const rounds = await roundsOf(services.db, meeting)
  const asOf = format.instant(services.clock.now(), meeting.timeZone)
  const people = await comingTo(services.db, meeting)
  const sections = []
  for (const { round, groups } of rounds) {
    const now = await gatherRound(services.db, meeting, round, firstQuestion.rules, people)
    const sitting = await classPlacesOf(services.db, meeting, round)
    const inForce = await appliedPlan(services.db, meeting, { kind: 'classes', round })
    const plans = await plansOf(services.db, meeting, { kind: 'classes', round, limit: sideBySide })
    const viewed = []
    for (const plan of plans) viewed.push({ plan, view: await viewPlan(services.db, meeting, plan) })
    sections.push({
      round,
      groups,
      people: now.instance.people.length,
      placed: now.before.length,
      gone: sitting.length - now.before.length,
      broken: now.before.length > 0 ? brokenNow(now, inForce?.question ?? firstQuestion) : 0,
      outside: now.outside.length,
      classes: now.instance.classes.length,
      seats: now.instance.classes.reduce((sum, { capacity }) => sum + capacity, 0),
      plans: viewed,
    })
  }
  return renderSeating(
    c,
    here,
    {
      tab: 'plans',
      lead: t('seating.tab.plans.lead'),
      actions: mayChange && rounds.length === 1 && (
        <LinkButton tone="main" href={href(`ask?round=${rounds[0]?.round ?? 1}`)}>
          {t('seating.ask.title')}
        </LinkButton>
      ),
    },
    sections.length === 0 ? (
      <EmptyRounds t={t} meeting={meeting} />
    ) : (
      sections.map((section) => (
        <RoundSection
          {...{ t, format, here, asOf, ...section }}
          isAlone={sections.length === 1}
          zone={meeting.timeZone}
        />
      ))
    ),
  )
})

/** How many rules of the plan in force the seats of today break: units and venues of people change after it. */
function brokenNow({ instance, before }: ClassesQuestion, { rules }: Question): number {
  const kept = {
    ...instance.rules,
    minimum: false,
    onePerUnit: rules.onePerUnit,
    together: [],
    apart: [],
    locks: [],
  }
  return brokenBySeats({ ...instance, rules: kept }, before).length
}

const typedOf = ({ goals, rules, seconds }: Question): Typed => ({
  ...Object.fromEntries(goalNames.map((goal) => [goal, goals[goal]])),
  ...Object.fromEntries(ruleNames.map((rule) => [rule, rules[rule] ? 'on' : ''])),
  seconds: String(seconds),
})

const strength = z.enum(strengths, 'seating.refusal.choose')
const askShape = z.object({
  wishes: strength,
  province: strength,
  gender: strength,
  side: strength,
  stay: strength,
  seconds: z.enum(['10', '60', '300'], 'seating.refusal.choose'),
})

/** The round asked about, if the meeting has it. */
async function roundAsked(c: RequestContext, { meeting }: Here, typed?: Typed) {
  const round = Number(typed?.round ?? c.req.query('round') ?? 1)
  return (await roundsOf(c.var.services.db, meeting)).find((one) => one.round === round)
}

async function showAsk(
  c: RequestContext,
  here: Here,
  { round, typed, problems }: { round: number; typed: Typed; problems?: readonly FieldProblem[] },
) {
  const { t } = c.var
  return renderSeating(
    c,
    here,
    {
      tab: 'plans',
      title: t('seating.ask.title'),
      lead: t('seating.ask.lead', { round }),
      crumbs: [{ label: t('seating.ask.title') }],
      status: problems ? 422 : 200,
    },
    <AskForm
      {...{ t, round, typed, problems }}
      action={here.href('ask')}
      cancelHref={here.href()}
      limits={timeLimits}
    />,
  )
}

const askPage = changing(async (c, here) => {
  const asked = await roundAsked(c, here)
  const round = asked?.round ?? 1
  const plan = await appliedPlan(c.var.services.db, here.meeting, { kind: 'classes', round })
  return showAsk(c, here, { round, typed: typedOf(plan?.question ?? firstQuestion) })
})

const postAsk = changing(async (c, here) => {
  const typed = await typedForm(c)
  const round = Number(typed.round ?? 1)
  const form = checkForm(askShape, typed)
  const again = (problems: readonly FieldProblem[]) => showAsk(c, here, { round, typed, problems })
  if (!form.ok) return answerForm(c, form, { to: () => here.href(), again })
  const { seconds, ...goals } = form.value
  const rules = Object.fromEntries(ruleNames.map((rule) => [rule, typed[rule] === 'on'])) as Question['rules']
  const question: Question = { mode: 'best', goals, rules, seconds: Number(seconds) }
  const result = await askForClasses(c.var.services, here.actor, here.meeting, { round, question })
  return answerForm(c, result, { to: ({ id }) => here.href(`plans/${id}`), again })
})

/** Late changes: the plan in force again, with as few moves as can be. */
const postLate = changing(async (c, here) => {
  const { services } = c.var
  const typed = await typedForm(c)
  const round = Number(typed.round ?? 1)
  const applied = await appliedPlan(services.db, here.meeting, { kind: 'classes', round })
  const question: Question = { ...(applied?.question ?? firstQuestion), mode: 'fewest' }
  const result = await askForClasses(services, here.actor, here.meeting, { round, question })
  return answerForm(c, result, {
    to: ({ id }) => here.href(`plans/${id}`),
    again: async () => c.redirect(here.href(), 303),
  })
})

export const plansRoutes: readonly Route[] = [
  page('get', seatingPath, 'signed-in', plansPage),
  page('get', `${seatingPath}/ask`, 'signed-in', askPage),
  page('post', `${seatingPath}/ask`, 'signed-in', postAsk),
  page('post', `${seatingPath}/late`, 'signed-in', postLate),
]
