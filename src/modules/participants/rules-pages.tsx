import { type Typed, typedForm } from '../../platform/http/form.ts'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import type { FieldProblem, Result } from '../../platform/result.ts'
import { answerForm, Section } from '../../ui/index.ts'
import { unitOfParam } from '../directory/index.ts'
import { applyRules } from './apply-rules.ts'
import { addRule, raiseRule, removeRule } from './change-rules.ts'
import { currentPlan } from './current-plan.ts'
import { changing, type Here, hereIn, listPage, listPath, missingPage, reading } from './in-list.tsx'
import { quotasOf, ruleLevels, rulesOf } from './rules-read-model.ts'
import { setQuotas, type TypedSeats } from './set-quotas.ts'
import { OwnQuotaForm, OwnQuotas } from './views/own-quotas.tsx'
import { PlanSection, QuotaForm, RuleForm, RuleList } from './views/rules.tsx'

interface Wrong {
  rule?: { typed: Typed; problems: readonly FieldProblem[] }
  quota?: { typed: Typed; problems: readonly FieldProblem[] }
  own?: { typed: Typed; problems: readonly FieldProblem[] }
}

async function show(c: RequestContext, here: Here, wrong: Wrong = {}): Promise<Response> {
  const { t, format, services } = c.var
  const { meeting, words, mayEdit, href } = here
  const rules = await rulesOf(services.db, meeting)
  const plan = await currentPlan(services.db, meeting)
  const quotas = await quotasOf(services.db, meeting)
  const quotaTyped = {
    commissioner: String(quotas.every.commissioner ?? ''),
    secretariat: String(quotas.every.secretariat ?? ''),
  }
  return listPage(
    c,
    here,
    {
      tab: 'rules',
      lead: t('participants.rules.lead', { day: format.day(meeting.rosterOn) }),
      status: wrong.rule || wrong.quota || wrong.own ? 422 : 200,
    },
    <>
      <Section title={t('participants.rules.list')} lead={t('participants.rules.order')}>
        <RuleList words={words} rules={rules} mayChange={mayEdit} href={href} />
      </Section>
      <PlanSection
        words={words}
        plan={plan}
        mayChange={mayEdit}
        href={href}
        day={format.day(meeting.rosterOn)}
      />
      {mayEdit && (
        <>
          <Section title={t('participants.rule.title')} lead={t('participants.rule.lead')}>
            <RuleForm
              words={words}
              typed={wrong.rule?.typed ?? { effect: 'invite', side: '' }}
              problems={wrong.rule?.problems}
              action={href('rules')}
            />
          </Section>
          <Section title={t('participants.quota.title')} lead={t('participants.quota.lead')}>
            <QuotaForm
              words={words}
              typed={wrong.quota?.typed ?? quotaTyped}
              problems={wrong.quota?.problems}
              action={href('quotas')}
            />
          </Section>
          <Section title={t('participants.quota.own.title')} lead={t('participants.quota.own.lead')}>
            <OwnQuotas words={words} quotas={quotas} action={href('own-quotas')} />
            <OwnQuotaForm
              words={words}
              typed={wrong.own?.typed ?? {}}
              problems={wrong.own?.problems}
              action={href('own-quotas')}
            />
          </Section>
        </>
      )}
    </>,
  )
}

async function rulesPage(c: RequestContext): Promise<Response> {
  const here = await hereIn(c)
  return here ? show(c, here) : missingPage(c)
}

/** Codes whose boxes were ticked: `positions-chair`. */
const ticked = (typed: Typed, group: string) =>
  Object.entries(typed).flatMap(([name, value]) =>
    name.startsWith(`${group}-`) && value === 'on' ? [name.slice(group.length + 1)] : [],
  )

async function postRule(c: RequestContext): Promise<Response> {
  const here = await hereIn(c)
  if (!here) return missingPage(c)
  const typed = await typedForm(c)
  const { tree } = here.words
  const scope = (typed.scope ?? '').trim()
  const levels = ticked(typed, 'levels')
  const result = await addRule(c.var.services, here.actor, here.meeting, {
    effect: typed.effect === 'leave-out' ? 'leave-out' : 'invite',
    side: typed.side === 'commissioner' || typed.side === 'secretariat' ? typed.side : null,
    positions: ticked(typed, 'positions'),
    divisions: ticked(typed, 'divisions'),
    levels: ruleLevels.filter((level) => levels.includes(level)),
    scope: scope === '' ? tree.root.id : (unitOfParam(tree, scope)?.id ?? ''),
  })
  return answerForm(c, result, {
    to: () => `${here.href('rules')}?done=rule`,
    again: (problems) => show(c, here, { rule: { typed, problems } }),
  })
}

async function postQuotas(c: RequestContext): Promise<Response> {
  const here = await hereIn(c)
  if (!here) return missingPage(c)
  const typed = await typedForm(c)
  return answerForm(c, await setQuotas(c.var.services, here.actor, here.meeting, seatsIn(typed)), {
    to: () => `${here.href('rules')}?done=quotas`,
    again: (problems) => show(c, here, { quota: { typed, problems } }),
  })
}

/** The quota of one unit; both fields empty take its own away again. */
async function postOwnQuota(c: RequestContext): Promise<Response> {
  const here = await hereIn(c)
  if (!here) return missingPage(c)
  const typed = await typedForm(c)
  const unitId = unitOfParam(here.words.tree, (typed.unit ?? '').trim())?.id ?? null
  const result = await setQuotas(c.var.services, here.actor, here.meeting, seatsIn(typed), unitId)
  return answerForm(c, result, {
    to: () => `${here.href('rules')}?done=quotas`,
    again: (problems) => show(c, here, { own: { typed, problems } }),
  })
}

function seatsIn(typed: Typed): TypedSeats {
  const number = (side: string) => ((typed[side] ?? '').trim() === '' ? null : Number(typed[side]))
  return { commissioner: number('commissioner'), secretariat: number('secretariat') }
}

async function postApply(c: RequestContext): Promise<Response> {
  const here = await hereIn(c)
  if (!here) return missingPage(c)
  const { expected } = await typedForm(c)
  const result = await applyRules(c.var.services, here.actor, here.meeting, { expected: Number(expected) })
  return answerForm(c, result, {
    to: ({ invited, waiting }) => `${here.href('rules')}?done=applied&n=${invited + waiting}`,
    again: () => missingPage(c),
  })
}

/** A button about one rule. */
const ruleButton =
  (deed: (...args: Parameters<typeof raiseRule>) => Promise<Result<null>>) =>
  async (c: RequestContext): Promise<Response> => {
    const here = await hereIn(c)
    if (!here) return missingPage(c)
    const result = await deed(c.var.services, here.actor, here.meeting, c.req.param('rule') ?? '')
    return answerForm(c, result, {
      to: () => `${here.href('rules')}?done=rule`,
      again: () => missingPage(c),
    })
  }

export const rulesRoutes: readonly Route[] = [
  page('get', `${listPath}/rules`, 'signed-in', reading(rulesPage)),
  page('post', `${listPath}/rules`, 'signed-in', changing(postRule)),
  page('post', `${listPath}/rules/:rule/raise`, 'signed-in', changing(ruleButton(raiseRule))),
  page('post', `${listPath}/rules/:rule/remove`, 'signed-in', changing(ruleButton(removeRule))),
  page('post', `${listPath}/quotas`, 'signed-in', changing(postQuotas)),
  page('post', `${listPath}/own-quotas`, 'signed-in', changing(postOwnQuota)),
  page('post', `${listPath}/apply`, 'signed-in', changing(postApply)),
]
