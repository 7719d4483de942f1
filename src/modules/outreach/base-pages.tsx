import { z } from 'zod'
import { may } from '../../platform/access.ts'
import { checkForm, type Typed, typedForm } from '../../platform/http/form.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import type { FieldProblem } from '../../platform/result.ts'
import { answerForm, Notice, refusalPage, renderPage, Section } from '../../ui/index.ts'
import { type Unit, type UnitTree, unitInPath, unitParam, unitTree } from '../directory/index.ts'
import { type Election, electionById, electionsOf, nameIn } from '../elections/index.ts'
import { type Base, baseMeaning, baseName, basesFor } from './bases-read-model.ts'
import { changeBase } from './change-base.ts'
import { chosenElection } from './chosen-election.ts'
import { text, wholeNumber } from './programme-shape.ts'
import { restoreBase } from './restore-base.ts'
import { BaseForm } from './views/base-form.tsx'
import { BasesTable } from './views/bases-table.tsx'
import { ElectionChoice } from './views/election-choice.tsx'

const path = '/desk/outreach'
const missing = (c: RequestContext) => refusalPage(c, { kind: 'missing', key: 'ui.refusal.missing' }, 404)

/** The bases of an election as they hold in a unit. */
export async function basesPage(c: RequestContext): Promise<Response> {
  const { t, format, services, actor } = c.var
  const unit = await unitInPath(c)
  const election = unit && (await chosenElection(c, unit.timeZone))
  if (!unit || !election) return missing(c)
  const done = (['changed', 'restored'] as const).find((key) => key === c.req.query('done'))
  return renderPage(
    c,
    {
      title: t('outreach.bases.in', { unit: unit.shortName }),
      lead: t('outreach.bases.lead'),
      crumbs: [
        { label: t('outreach.nav'), href: `${path}?unit=${unitParam(unit)}&election=${election.id}` },
        { label: t('outreach.bases.title') },
      ],
      current: path,
      scope: unit.id,
    },
    <>
      {done && <Notice tone="good">{t(`outreach.done.${done}`)}</Notice>}
      <ElectionChoice
        t={t}
        elections={await electionsOf(services.db)}
        election={election}
        action={`${path}/${unitParam(unit)}/bases`}
      />
      <Section title={nameIn(t.locale, election)}>
        <BasesTable
          speech={{ t, format }}
          tree={await unitTree(services)}
          unit={unit}
          electionId={election.id}
          bases={await basesFor(services.db, { electionId: election.id, workUnitId: unit.id })}
          mayChange={may(actor, 'outreach.change', unit.id)}
        />
      </Section>
    </>,
  )
}

const shape = z.object({
  isUsed: text.transform((typed) => typed === 'on'),
  quota: wholeNumber('outreach.refusal.quota'),
  ageFrom: wholeNumber('outreach.refusal.age'),
  ageUntil: wholeNumber('outreach.refusal.age'),
  volunteerAgeUntil: wholeNumber('outreach.refusal.age'),
  reason: text,
})

interface Here {
  unit: Unit
  election: Election
  base: Base
}

async function found(c: RequestContext): Promise<Here | undefined> {
  const { db } = c.var.services
  const unit = await unitInPath(c)
  const election = await electionById(db, c.req.param('election') ?? '')
  if (!unit || !election) return undefined
  const bases = await basesFor(db, { electionId: election.id, workUnitId: unit.id })
  const base = bases.find(({ code }) => code === c.req.param('base'))
  return base && { unit, election, base }
}

/** Where the terms come from once the unit's own are taken away: the nearest unit above with its own, or null. */
async function above(
  c: RequestContext,
  tree: UnitTree,
  { unit, election, base }: Here,
): Promise<Unit | undefined> {
  if (unit.parentId === null) return undefined
  const bases = await basesFor(c.var.services.db, { electionId: election.id, workUnitId: unit.parentId })
  const changedIn = bases.find(({ code }) => code === base.code)?.changedIn
  return changedIn ? tree.byId(changedIn) : undefined
}

async function formPage(c: RequestContext, here: Here, typed: Typed, problems?: readonly FieldProblem[]) {
  const { t } = c.var
  const { unit, election, base } = here
  const own = `${path}/${unitParam(unit)}/bases`
  const tree = await unitTree(c.var.services)
  const from = await above(c, tree, here)
  return renderPage(
    c,
    {
      title: t('outreach.base.changeTitle', { base: baseName(base, t.locale) }),
      lead: t('outreach.base.changeLead', { unit: unit.shortName, election: nameIn(t.locale, election) }),
      crumbs: [
        { label: t('outreach.nav'), href: `${path}?unit=${unitParam(unit)}&election=${election.id}` },
        { label: t('outreach.bases.title'), href: `${own}?election=${election.id}` },
        { label: baseName(base, t.locale) },
      ],
      current: path,
      scope: unit.id,
      status: problems ? 422 : 200,
    },
    <>
      <p>{baseMeaning(base, t.locale)}</p>
      <BaseForm
        t={t}
        typed={typed}
        problems={problems}
        base={base}
        action={`${own}/${election.id}/${base.code}`}
        back={`${own}?election=${election.id}`}
        isOwn={base.changedIn === unit.id}
        backTo={from ? from.shortName : null}
      />
    </>,
  )
}

const typedNumber = (value: number | null) => (value === null ? '' : String(value))

export async function basePage(c: RequestContext): Promise<Response> {
  const here = await found(c)
  if (!here) return missing(c)
  const { base } = here
  return formPage(c, here, {
    isUsed: base.isUsed ? 'on' : '',
    quota: typedNumber(base.quota),
    ageFrom: typedNumber(base.ageFrom),
    ageUntil: typedNumber(base.ageUntil),
    volunteerAgeUntil: typedNumber(base.volunteerAgeUntil),
  })
}

export async function postBase(c: RequestContext): Promise<Response> {
  const { services, actor } = c.var
  const here = await found(c)
  if (!here || !actor) return missing(c)
  const typed = await typedForm(c)
  const checked = checkForm(shape, typed)
  const where = { workUnitId: here.unit.id, electionId: here.election.id, base: here.base.code }
  // An empty quota is no quota at all rather than the national one.
  const result = checked.ok
    ? await changeBase(services, actor, { ...where, ...checked.value, quota: checked.value.quota ?? -1 })
    : checked
  return answerForm(c, result, {
    to: () => `${path}/${unitParam(here.unit)}/bases?election=${here.election.id}&done=changed`,
    again: (problems) => formPage(c, here, typed, problems),
  })
}

export async function postRestoreBase(c: RequestContext): Promise<Response> {
  const { services, actor } = c.var
  const here = await found(c)
  if (!here || !actor) return missing(c)
  const where = { workUnitId: here.unit.id, electionId: here.election.id, base: here.base.code }
  return answerForm(c, await restoreBase(services, actor, where), {
    to: () => `${path}/${unitParam(here.unit)}/bases?election=${here.election.id}&done=restored`,
    again: () => missing(c),
  })
}
