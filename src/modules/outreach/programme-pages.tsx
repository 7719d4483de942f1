import { may } from '../../platform/access.ts'
import { type Typed, typedForm } from '../../platform/http/form.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import type { FieldProblem } from '../../platform/result.ts'
import {
  answerForm,
  ConfirmForm,
  DateField,
  ExampleTag,
  Form,
  LinkButton,
  Notice,
  refusalPage,
  renderPage,
} from '../../ui/index.ts'
import { type Unit, unitInPath, unitParam, unitTree } from '../directory/index.ts'
import { type Election, electionById, nameIn } from '../elections/index.ts'
import { addVolunteers } from './add-volunteers.ts'
import { type Base, basesFor } from './bases-read-model.ts'
import { today } from './chosen-election.ts'
import { closeProgramme } from './close-programme.ts'
import { type Programme, programmeById } from './programmes-read-model.ts'
import { releaseVolunteer } from './release-volunteer.ts'
import { reopenProgramme } from './reopen-programme.ts'
import { ProgrammeBody } from './views/programme-body.tsx'
import { StateTag } from './views/words.tsx'
import { volunteerLines } from './volunteer-lines.ts'
import { type Volunteer, volunteersOf } from './volunteers-read-model.ts'

const path = '/desk/outreach'
const missing = (c: RequestContext) => refusalPage(c, { kind: 'missing', key: 'ui.refusal.missing' }, 404)

interface Here {
  unit: Unit
  programme: Programme
  election: Election
  bases: Base[]
  volunteers: Volunteer[]
}

/** The programme of the path with everything its page shows. */
async function found(c: RequestContext): Promise<Here | undefined> {
  const { db } = c.var.services
  const unit = await unitInPath(c)
  const programme = unit && (await programmeById(db, unit.id, c.req.param('programme') ?? ''))
  const election = programme && (await electionById(db, programme.electionId))
  if (!unit || !programme || !election) return undefined
  const bases = await basesFor(db, { electionId: election.id, workUnitId: unit.id })
  const volunteers = await volunteersOf(db, { workUnitId: unit.id, programmeId: programme.id })
  return { unit, programme, election, bases, volunteers }
}

const address = ({ unit, programme }: Here) => `${path}/${unitParam(unit)}/${programme.id}`

/** The way here; the units above are a link only for who may read them. */
function crumbs(c: RequestContext, { unit, election }: Here, ...more: { label: string; href?: string }[]) {
  const up = unit.parentId ?? unit.id
  const param = up.includes('.') ? up.slice(up.indexOf('.') + 1) : '00'
  const mayReadUp = may(c.var.actor, 'outreach.read', up)
  return [
    {
      label: c.var.t('outreach.nav'),
      href: mayReadUp ? `${path}?unit=${param}&election=${election.id}` : undefined,
    },
    { label: unit.shortName, href: `/desk/units/${unitParam(unit)}` },
    ...more,
  ]
}

const doneKeys = ['opened', 'added', 'released', 'closed', 'reopened', 'changed', 'restored'] as const

async function programmePageOf(
  c: RequestContext,
  here: Here,
  { typed = {}, problems }: { typed?: Typed; problems?: readonly FieldProblem[] } = {},
): Promise<Response> {
  const { t, format, services, actor } = c.var
  const { unit, programme, election } = here
  const mayChange = may(actor, 'outreach.change', unit.id)
  const done = doneKeys.find((key) => key === c.req.query('done'))
  return renderPage(
    c,
    {
      title: t('outreach.programme.title', { unit: unit.shortName }),
      lead: nameIn(t.locale, election),
      tag: (
        <>
          <StateTag
            t={t}
            state={programme.state}
            endsOn={programme.endsOn}
            today={today(services, unit.timeZone)}
          />{' '}
          {programme.example && <ExampleTag t={t} />}
        </>
      ),
      crumbs: crumbs(c, here, { label: t('outreach.programme.crumb') }),
      current: path,
      scope: unit.id,
      status: problems ? 422 : 200,
      actions: mayChange && (
        <LinkButton href={`${address(here)}/${programme.state === 'open' ? 'close' : 'reopen'}`}>
          {t(programme.state === 'open' ? 'outreach.close.title' : 'outreach.reopen.title')}
        </LinkButton>
      ),
    },
    <>
      {done && !problems && <Notice tone="good">{t(`outreach.done.${done}`)}</Notice>}
      <ProgrammeBody
        {...here}
        speech={{ t, format }}
        tree={await unitTree(services)}
        asOf={format.instant(services.clock.now(), unit.timeZone)}
        mayChange={mayChange}
        shownBase={c.req.query('base') ?? ''}
        typed={typed}
        problems={problems}
      />
    </>,
  )
}

export async function programmePage(c: RequestContext): Promise<Response> {
  const here = await found(c)
  if (!here) return missing(c)
  return programmePageOf(c, here, { typed: { base: c.req.query('base') ?? '' } })
}

/** Adds the volunteers typed one a line. */
export async function postVolunteers(c: RequestContext): Promise<Response> {
  const { services, actor } = c.var
  const here = await found(c)
  if (!here || !actor) return missing(c)
  const typed = await typedForm(c)
  const result = await addVolunteers(services, actor, {
    workUnitId: here.unit.id,
    programmeId: here.programme.id,
    base: typed.base ?? '',
    volunteers: volunteerLines(typed.names ?? ''),
    quotaReason: typed.quotaReason?.trim() || null,
  })
  return answerForm(c, result, {
    to: () => `${address(here)}?done=added&base=${encodeURIComponent(typed.base ?? '')}#volunteers`,
    again: (problems) => programmePageOf(c, here, { typed, problems }),
  })
}

export async function postRelease(c: RequestContext): Promise<Response> {
  const { services, actor } = c.var
  const here = await found(c)
  const id = c.req.param('volunteer') ?? ''
  if (!here?.volunteers.some((volunteer) => volunteer.id === id) || !actor) return missing(c)
  return answerForm(c, await releaseVolunteer(services, actor, { workUnitId: here.unit.id, id }), {
    to: () => `${address(here)}?done=released#volunteers`,
    again: () => missing(c),
  })
}

/** Asks once more before a programme ends. */
export async function closePage(c: RequestContext): Promise<Response> {
  const { t } = c.var
  const here = await found(c)
  if (!here) return missing(c)
  const active = here.volunteers.filter(({ state }) => state === 'active').length
  return renderPage(
    c,
    {
      title: t('outreach.close.title'),
      crumbs: crumbs(
        c,
        here,
        { label: t('outreach.programme.crumb'), href: address(here) },
        { label: t('outreach.close.title') },
      ),
      current: path,
      scope: here.unit.id,
    },
    <ConfirmForm
      t={t}
      tone="bad"
      action={`${address(here)}/close`}
      title={t('outreach.close.ask', { unit: here.unit.shortName })}
      body={t('outreach.close.what', { volunteers: active })}
      confirm={t('outreach.close.title')}
      cancelHref={address(here)}
    />,
  )
}

export async function postClose(c: RequestContext): Promise<Response> {
  const { services, actor } = c.var
  const here = await found(c)
  if (!here || !actor) return missing(c)
  const where = { workUnitId: here.unit.id, id: here.programme.id }
  return answerForm(c, await closeProgramme(services, actor, where), {
    to: () => `${address(here)}?done=closed`,
    again: () => missing(c),
  })
}

function reopenForm(c: RequestContext, here: Here, typed: Typed, problems?: readonly FieldProblem[]) {
  const { t } = c.var
  return renderPage(
    c,
    {
      title: t('outreach.reopen.title'),
      lead: t('outreach.reopen.lead'),
      crumbs: crumbs(
        c,
        here,
        { label: t('outreach.programme.crumb'), href: address(here) },
        { label: t('outreach.reopen.title') },
      ),
      current: path,
      scope: here.unit.id,
      status: problems ? 422 : 200,
    },
    <Form
      t={t}
      action={`${address(here)}/reopen`}
      problems={problems}
      submit={t('outreach.reopen.title')}
      cancel={{ href: address(here), label: t('ui.confirm.cancel') }}
    >
      <DateField
        t={t}
        typed={typed}
        problems={problems}
        name="endsOn"
        label={t('outreach.programme.endsOn')}
        required
        min={here.programme.startsOn}
      />
    </Form>,
  )
}

export async function reopenPage(c: RequestContext): Promise<Response> {
  const here = await found(c)
  if (!here) return missing(c)
  const now = today(c.var.services, here.unit.timeZone)
  const isOver = here.programme.endsOn < now
  return reopenForm(c, here, { endsOn: isOver ? now : here.programme.endsOn })
}

export async function postReopen(c: RequestContext): Promise<Response> {
  const { services, actor } = c.var
  const here = await found(c)
  if (!here || !actor) return missing(c)
  const typed = await typedForm(c)
  const input = { workUnitId: here.unit.id, id: here.programme.id, endsOn: typed.endsOn ?? '' }
  return answerForm(c, await reopenProgramme(services, actor, input), {
    to: () => `${address(here)}?done=reopened`,
    again: (problems) => reopenForm(c, here, typed, problems),
  })
}
