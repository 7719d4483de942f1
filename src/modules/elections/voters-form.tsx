import { z } from 'zod'
import { checkForm, type Typed, typedForm } from '../../platform/http/form.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import type { FieldProblem } from '../../platform/result.ts'
import { answerForm, DateField, Form, renderPage, SelectField, TextField } from '../../ui/index.ts'
import { type UnitTree, unitParam, unitTree } from '../directory/index.ts'
import { type Election, electionById, nameIn } from './elections-read-model.ts'
import { choice, confidence, countOrNull, scopeIn, text } from './form-shapes.ts'
import { missing } from './missing.ts'
import { recordVoters } from './record-voters.ts'
import { voterLists } from './tables.ts'
import { OriginFields, UnitField } from './views/field-parts.tsx'

const elections = '/desk/elections'

const shape = (tree: UnitTree) =>
  z.object({
    scope: scopeIn(tree),
    list: choice(voterLists),
    asOn: text,
    voters: countOrNull,
    source: text,
    conf: confidence,
  })

interface FormPage {
  election: Election
  typed: Typed
  problems?: readonly FieldProblem[]
}

function formPage(c: RequestContext, { election, typed, problems }: FormPage): Promise<Response> {
  const { t } = c.var
  const state = { t, typed, problems }
  const page = `${elections}/${election.id}`
  return renderPage(
    c,
    {
      title: t('elections.voters.add'),
      lead: t('elections.voters.addLead'),
      crumbs: [
        { label: t('elections.nav'), href: elections },
        { label: nameIn(t.locale, election), href: page },
        { label: t('elections.voters.add') },
      ],
      current: elections,
      status: problems ? 422 : 200,
    },
    <Form
      t={t}
      action={`${page}/voters/new`}
      problems={problems}
      submit={t('elections.form.save')}
      cancel={{ href: `${page}#voters`, label: t('ui.confirm.cancel') }}
    >
      <UnitField {...state} name="scope" label={t('elections.voters.area')} />
      <SelectField
        {...state}
        name="list"
        label={t('elections.voters.listLabel')}
        required
        options={voterLists.map((value) => ({ value, label: t(`elections.list.${value}`) }))}
      />
      <DateField {...state} name="asOn" label={t('elections.voters.asOn')} required />
      <TextField
        {...state}
        name="voters"
        label={t('elections.voters.count')}
        hint={t('elections.form.countHint')}
        inputmode="numeric"
        width="medium"
        required
      />
      <OriginFields {...state} />
    </Form>,
  )
}

export async function votersPage(c: RequestContext): Promise<Response> {
  const election = await electionById(c.var.services.db, c.req.param('election') ?? '')
  if (!election) return missing(c)
  return formPage(c, { election, typed: { scope: c.req.query('unit') ?? '', list: 'DPT', conf: 'H' } })
}

/** Records a count of voters. */
export async function postVoters(c: RequestContext): Promise<Response> {
  const { services, actor } = c.var
  const election = await electionById(services.db, c.req.param('election') ?? '')
  if (!election || !actor) return missing(c)
  const tree = await unitTree(services)
  const typed = await typedForm(c)
  const checked = checkForm(shape(tree), typed)
  return answerForm(
    c,
    checked.ok ? await recordVoters(services, actor, { ...checked.value, electionId: election.id }) : checked,
    {
      to: ({ scope, list }) => {
        const parent = tree.byId(scope)
        const shown = tree.byId(parent?.parentId ?? '') ?? tree.root
        return `${elections}/${election.id}?done=saved&unit=${unitParam(shown)}&list=${list}#voters`
      },
      again: (problems) => formPage(c, { election, typed, problems }),
    },
  )
}
