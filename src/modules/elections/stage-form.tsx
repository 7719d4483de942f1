import { z } from 'zod'
import { checkForm, type Typed, typedForm } from '../../platform/http/form.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import type { FieldProblem } from '../../platform/result.ts'
import {
  answerForm,
  ConfirmForm,
  DateField,
  Form,
  LinkButton,
  renderPage,
  SelectField,
} from '../../ui/index.ts'
import { type UnitTree, unitParam, unitTree } from '../directory/index.ts'
import { type Election, electionById, nameIn } from './elections-read-model.ts'
import { choice, confidence, scopeIn, text } from './form-shapes.ts'
import { missing } from './missing.ts'
import { removeStage, saveStage } from './save-stage.ts'
import { type Stage, stageById } from './stages-read-model.ts'
import { stageKinds } from './tables.ts'
import { CodeField, NameFields, OriginFields, UnitField } from './views/field-parts.tsx'

const list = '/desk/elections'

const shape = (tree: UnitTree) =>
  z.object({
    id: text,
    nameId: text,
    nameEn: text,
    kind: choice(stageKinds),
    from: text,
    until: text,
    scope: scopeIn(tree),
    source: text,
    conf: confidence,
  })

interface FormPage {
  election: Election
  stage: Stage | undefined
  typed: Typed
  problems?: readonly FieldProblem[]
}

function crumbs(c: RequestContext, election: Election, title: string) {
  const { t } = c.var
  return [
    { label: t('elections.nav'), href: list },
    { label: nameIn(t.locale, election), href: `${list}/${election.id}` },
    { label: title },
  ]
}

function formPage(c: RequestContext, { election, stage, typed, problems }: FormPage): Promise<Response> {
  const { t } = c.var
  const state = { t, typed, problems }
  const title = t(stage ? 'elections.stages.change' : 'elections.stages.add')
  const page = `${list}/${election.id}`
  return renderPage(
    c,
    {
      title,
      crumbs: crumbs(c, election, title),
      current: list,
      status: problems ? 422 : 200,
      actions: stage && (
        <LinkButton href={`${page}/stages/${stage.id}/remove`}>{t('elections.stages.remove')}</LinkButton>
      ),
    },
    <Form
      t={t}
      action={`${page}/stages/${stage?.id ?? 'new'}`}
      problems={problems}
      submit={t('elections.form.save')}
      cancel={{ href: `${page}#stages`, label: t('ui.confirm.cancel') }}
    >
      {!stage && <CodeField {...state} name="id" />}
      <NameFields {...state} />
      <SelectField
        {...state}
        name="kind"
        label={t('elections.stage.kind')}
        required
        options={stageKinds.map((value) => ({ value, label: t(`elections.stageKind.${value}`) }))}
      />
      <DateField {...state} name="from" label={t('elections.stage.from')} required />
      <DateField {...state} name="until" label={t('elections.stage.until')} required />
      <UnitField {...state} name="scope" label={t('elections.stage.scope')} />
      <OriginFields {...state} />
    </Form>,
  )
}

/** The election and the stage of the path; without a stage in the path, one that is not there yet. */
async function found(c: RequestContext) {
  const { db } = c.var.services
  const election = await electionById(db, c.req.param('election') ?? '')
  if (!election) return undefined
  const id = c.req.param('stage')
  if (id === undefined) return { election, stage: undefined }
  const stage = await stageById(db, election.id, id)
  return stage && { election, stage }
}

export async function stagePage(c: RequestContext): Promise<Response> {
  const here = await found(c)
  if (!here) return missing(c)
  const { stage } = here
  const tree = await unitTree(c.var.services)
  if (!stage) return formPage(c, { ...here, typed: { kind: 'other', scope: '00', conf: 'H' } })
  const { nameId, nameEn, kind, from, until, source, conf } = stage
  const scope = unitParam(tree.byId(stage.scope) ?? tree.root)
  return formPage(c, { ...here, typed: { nameId, nameEn, kind, from, until, scope, source, conf } })
}

/** Adds a stage, or changes the one in the path. */
export async function postStage(c: RequestContext): Promise<Response> {
  const { services, actor } = c.var
  const here = await found(c)
  if (!here || !actor) return missing(c)
  const { election, stage } = here
  const typed = { ...(await typedForm(c)), ...(stage ? { id: stage.id } : {}) }
  const checked = checkForm(shape(await unitTree(services)), typed)
  return answerForm(
    c,
    checked.ok
      ? await saveStage(services, actor, { ...checked.value, electionId: election.id }, { isNew: !stage })
      : checked,
    {
      to: () => `${list}/${election.id}?done=saved#stages`,
      again: (problems) => formPage(c, { election, stage, typed, problems }),
    },
  )
}

export async function removeStagePage(c: RequestContext): Promise<Response> {
  const { t } = c.var
  const here = await found(c)
  if (!here?.stage) return missing(c)
  const { election, stage } = here
  const page = `${list}/${election.id}`
  const title = t('elections.stages.remove')
  return renderPage(
    c,
    { title, crumbs: crumbs(c, election, title), current: list },
    <ConfirmForm
      t={t}
      tone="bad"
      action={`${page}/stages/${stage.id}/remove`}
      title={t('elections.stages.removeAsk', { stage: nameIn(t.locale, stage) })}
      body={t('elections.stages.removeWhat')}
      confirm={t('elections.stages.remove')}
      cancelHref={`${page}#stages`}
    />,
  )
}

export async function postRemoveStage(c: RequestContext): Promise<Response> {
  const { services, actor } = c.var
  const here = await found(c)
  if (!here?.stage || !actor) return missing(c)
  const { election, stage } = here
  return answerForm(c, await removeStage(services, actor, { electionId: election.id, id: stage.id }), {
    to: () => `${list}/${election.id}?done=removed#stages`,
    again: () => missing(c),
  })
}
