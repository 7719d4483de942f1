import { checkForm, type Typed, typedForm } from '../../platform/http/form.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import type { FieldProblem } from '../../platform/result.ts'
import { answerForm, refusalPage, renderPage } from '../../ui/index.ts'
import { type Unit, unitInPath, unitParam } from '../directory/index.ts'
import {
  currentElection,
  type Election,
  electionById,
  electionsOf,
  nameIn,
  stagesOf,
} from '../elections/index.ts'
import { type Base, basesFor } from './bases-read-model.ts'
import { today } from './chosen-election.ts'
import { openProgramme } from './open-programme.ts'
import { proposedDays } from './programme-days.ts'
import { chosenBases, programmeShape } from './programme-shape.ts'
import { programmeOf } from './programmes-read-model.ts'
import { volunteerCeiling } from './quota.ts'
import { ElectionChoice } from './views/election-choice.tsx'
import { OpenForm } from './views/open-form.tsx'

const path = '/desk/outreach'

interface FormPage {
  unit: Unit
  election: Election
  bases: readonly Base[]
  typed: Typed
  problems?: readonly FieldProblem[]
}

async function formPage(c: RequestContext, { unit, election, bases, typed, problems }: FormPage) {
  const { t, services } = c.var
  const action = `${path}/${unitParam(unit)}/open`
  return renderPage(
    c,
    {
      title: t('outreach.open.title'),
      lead: t('outreach.open.lead', { unit: unit.shortName, election: nameIn(t.locale, election) }),
      crumbs: [
        { label: t('outreach.nav'), href: `${path}?unit=${unitParam(unit)}&election=${election.id}` },
        { label: unit.shortName, href: `/desk/units/${unitParam(unit)}` },
        { label: t('outreach.open.title') },
      ],
      current: path,
      scope: unit.id,
      status: problems ? 422 : 200,
    },
    <>
      {!problems && (
        <ElectionChoice
          t={t}
          elections={await electionsOf(services.db)}
          election={election}
          action={action}
        />
      )}
      <OpenForm
        t={t}
        typed={typed}
        problems={problems}
        action={action}
        back={`${path}?unit=${unitParam(unit)}&election=${election.id}`}
        election={election}
        bases={bases.filter(({ isUsed }) => isUsed)}
        hasVolunteers={unit.level === 'district'}
        ceiling={volunteerCeiling()}
      />
    </>,
  )
}

/** The unit of the path, the election asked for (else the current one), and the bases as they hold there. */
async function found(c: RequestContext, asked: string | undefined) {
  const { services } = c.var
  const unit = await unitInPath(c)
  if (!unit) return undefined
  const election = asked
    ? await electionById(services.db, asked)
    : await currentElection(services.db, today(services, unit.timeZone))
  if (!election) return undefined
  const bases = await basesFor(services.db, { electionId: election.id, workUnitId: unit.id })
  return { unit, election, bases }
}

/** The form, with the days of the election's calendar and the quotas that hold in the unit filled in. */
export async function openPage(c: RequestContext): Promise<Response> {
  const { services } = c.var
  const here = await found(c, c.req.query('election'))
  if (!here) return refusalPage(c, { kind: 'missing', key: 'ui.refusal.missing' }, 404)
  const { unit, election, bases } = here
  const there = await programmeOf(services.db, unit.id, election.id)
  if (there) return c.redirect(`${path}/${unitParam(unit)}/${there.id}`, 303)
  const stages = await stagesOf(services.db, election.id)
  const typed: Typed = { ...proposedDays(stages, election.votingOn, today(services, unit.timeZone)) }
  for (const base of bases) {
    typed[`base-${base.code}`] = 'on'
    typed[`quota-${base.code}`] = String(base.quota)
  }
  return formPage(c, { ...here, typed })
}

export async function postOpen(c: RequestContext): Promise<Response> {
  const { services, actor } = c.var
  const typed = await typedForm(c)
  const here = await found(c, typed.election)
  if (!here || !actor) return refusalPage(c, { kind: 'missing', key: 'ui.refusal.missing' }, 404)
  const { unit, election, bases } = here
  const checked = checkForm(programmeShape(bases), typed)
  const result = checked.ok
    ? await openProgramme(services, actor, {
        workUnitId: unit.id,
        electionId: election.id,
        bases: chosenBases(bases, typed, checked.value),
        startsOn: checked.value.startsOn,
        endsOn: checked.value.endsOn,
        targetPeople: checked.value.targetPeople,
        note: checked.value.note,
        quotaReason: checked.value.quotaReason,
      })
    : checked
  return answerForm(c, result, {
    to: ({ id }) => `${path}/${unitParam(unit)}/${id}?done=opened`,
    again: (problems) => formPage(c, { ...here, typed, problems }),
  })
}
