import { checkForm, type Typed, typedForm } from '../../platform/http/form.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import type { FieldProblem } from '../../platform/result.ts'
import { answerForm, ConfirmForm, LinkButton, renderPage } from '../../ui/index.ts'
import { unitParam, unitTree } from '../directory/index.ts'
import { type Contest, contestsOf, type Election, electionById, nameIn } from './elections-read-model.ts'
import { missing } from './missing.ts'
import { recordTurnout, removeTurnout } from './record-turnout.ts'
import { type Turnout, turnoutById } from './turnout-read-model.ts'
import { turnoutShape } from './turnout-shape.ts'
import { TurnoutFields } from './views/turnout-fields.tsx'

const elections = '/desk/elections'

interface FormPage {
  election: Election
  contests: readonly Contest[]
  record: Turnout | undefined
  typed: Typed
  problems?: readonly FieldProblem[]
}

function crumbs(c: RequestContext, election: Election, title: string) {
  const { t } = c.var
  const page = `${elections}/${election.id}`
  return [
    { label: t('elections.nav'), href: elections },
    { label: nameIn(t.locale, election), href: page },
    { label: t('elections.turnout.title'), href: `${page}/turnout` },
    { label: title },
  ]
}

function formPage(c: RequestContext, { election, contests, record, typed, problems }: FormPage) {
  const { t } = c.var
  const title = t(record ? 'elections.turnout.change' : 'elections.turnout.add')
  const page = `${elections}/${election.id}/turnout`
  return renderPage(
    c,
    {
      title,
      lead: t('elections.turnout.formLead'),
      crumbs: crumbs(c, election, title),
      current: elections,
      status: problems ? 422 : 200,
      actions: record && (
        <LinkButton href={`${page}/${record.id}/remove`}>{t('elections.turnout.remove')}</LinkButton>
      ),
    },
    <TurnoutFields
      t={t}
      typed={typed}
      problems={problems}
      contests={contests}
      action={`${page}/${record?.id ?? 'new'}`}
      back={page}
    />,
  )
}

/** The election, its contests and the record of the path; without one in the path, one that is not there yet. */
async function found(c: RequestContext) {
  const { db } = c.var.services
  const election = await electionById(db, c.req.param('election') ?? '')
  if (!election) return undefined
  const contests = await contestsOf(db, election.id)
  const id = c.req.param('record')
  if (id === undefined) return { election, contests, record: undefined }
  const record = await turnoutById(db, election.id, id)
  return record && { election, contests, record }
}

const typedCell = (value: number | string | null) => (value === null ? '' : String(value))

export async function turnoutFormPage(c: RequestContext): Promise<Response> {
  const here = await found(c)
  if (!here) return missing(c)
  const { record } = here
  const tree = await unitTree(c.var.services)
  if (!record) {
    const typed = { area: 'unit', method: 'pooled', denominatorKind: 'DPT', conf: 'H' }
    return formPage(c, { ...here, typed: { ...typed, scope: c.req.query('unit') ?? '' } })
  }
  const { id: _, electionId: __, example: ___, isApproximate, scope, ...rest } = record
  const typed: Typed = {
    scope: unitParam(tree.byId(scope) ?? tree.root),
    isApproximate: isApproximate ? 'on' : '',
  }
  for (const [name, value] of Object.entries(rest)) typed[name] = typedCell(value)
  return formPage(c, { ...here, typed })
}

/** Adds a record of turnout, or changes the one in the path. */
export async function postTurnout(c: RequestContext): Promise<Response> {
  const { services, actor } = c.var
  const here = await found(c)
  if (!here || !actor) return missing(c)
  const { election, record } = here
  const typed = await typedForm(c)
  const checked = checkForm(turnoutShape(await unitTree(services)), typed)
  return answerForm(
    c,
    checked.ok
      ? await recordTurnout(services, actor, { ...checked.value, electionId: election.id }, record?.id)
      : checked,
    {
      to: (saved) => `${elections}/${election.id}/turnout?done=saved#turnout-${saved.id}`,
      again: (problems) => formPage(c, { ...here, typed, problems }),
    },
  )
}

export async function removeTurnoutPage(c: RequestContext): Promise<Response> {
  const { t } = c.var
  const here = await found(c)
  if (!here?.record) return missing(c)
  const page = `${elections}/${here.election.id}/turnout`
  const title = t('elections.turnout.remove')
  return renderPage(
    c,
    { title, crumbs: crumbs(c, here.election, title), current: elections },
    <ConfirmForm
      t={t}
      tone="bad"
      action={`${page}/${here.record.id}/remove`}
      title={t('elections.turnout.removeAsk')}
      body={t('elections.turnout.removeWhat', { source: here.record.source })}
      confirm={t('elections.turnout.remove')}
      cancelHref={page}
    />,
  )
}

export async function postRemoveTurnout(c: RequestContext): Promise<Response> {
  const { services, actor } = c.var
  const here = await found(c)
  if (!here?.record || !actor) return missing(c)
  const { election, record } = here
  return answerForm(c, await removeTurnout(services, actor, { electionId: election.id, id: record.id }), {
    to: () => `${elections}/${election.id}?done=removed#turnout`,
    again: () => missing(c),
  })
}
