import { z } from 'zod'
import { checkForm, type Typed, typedForm } from '../../platform/http/form.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import type { FieldProblem } from '../../platform/result.ts'
import { answerForm, DateField, Form, RadioGroup, renderPage, TextArea, TextField } from '../../ui/index.ts'
import { type UnitTree, unitParam, unitTree } from '../directory/index.ts'
import { type Election, electionAreas, electionById, nameIn } from './elections-read-model.ts'
import { choice, confidence, scopesIn, text, textOrNull } from './form-shapes.ts'
import { missing } from './missing.ts'
import { saveElection } from './save-election.ts'
import { electionKinds } from './tables.ts'
import { CodeField, NameFields, OriginFields } from './views/field-parts.tsx'

const list = '/desk/elections'

const shape = (tree: UnitTree) =>
  z.object({
    id: text,
    nameId: text,
    nameEn: text,
    kind: choice(electionKinds),
    votingOn: textOrNull,
    opensAt: textOrNull,
    areas: scopesIn(tree),
    source: text,
    conf: confidence,
  })

interface FormPage {
  election: Election | undefined
  typed: Typed
  problems?: readonly FieldProblem[]
}

function formPage(c: RequestContext, { election, typed, problems }: FormPage): Promise<Response> {
  const { t } = c.var
  const state = { t, typed, problems }
  const back = election ? `${list}/${election.id}` : list
  return renderPage(
    c,
    {
      title: t(election ? 'elections.election.change' : 'elections.list.add'),
      crumbs: [
        { label: t('elections.nav'), href: list },
        ...(election ? [{ label: nameIn(t.locale, election), href: back }] : []),
        { label: t(election ? 'elections.election.change' : 'elections.list.add') },
      ],
      current: list,
      status: problems ? 422 : 200,
    },
    <Form
      t={t}
      action={election ? `${back}/change` : `${list}/new`}
      problems={problems}
      submit={t('elections.form.save')}
      cancel={{ href: back, label: t('ui.confirm.cancel') }}
    >
      {!election && <CodeField {...state} name="id" />}
      <NameFields {...state} />
      <RadioGroup
        {...state}
        name="kind"
        label={t('elections.election.kind')}
        required
        options={electionKinds.map((value) => ({ value, label: t(`elections.kind.${value}`) }))}
      />
      <DateField {...state} name="votingOn" label={t('elections.election.votingOn')} />
      <TextField
        {...state}
        name="opensAt"
        label={t('elections.election.opensAt')}
        hint={t('elections.form.opensAtHint')}
        width="short"
        maxlength={5}
      />
      <TextArea
        {...state}
        name="areas"
        label={t('elections.election.areas')}
        hint={t('elections.form.areasHint')}
        rows={3}
      />
      <OriginFields {...state} />
    </Form>,
  )
}

export const newElectionPage = (c: RequestContext) =>
  formPage(c, { election: undefined, typed: { kind: 'general', areas: '00', opensAt: '07:00', conf: 'H' } })

export async function changeElectionPage(c: RequestContext): Promise<Response> {
  const { services } = c.var
  const election = await electionById(services.db, c.req.param('election') ?? '')
  if (!election) return missing(c)
  const tree = await unitTree(services)
  const areas = await electionAreas(services.db, election.id)
  const typed = {
    nameId: election.nameId,
    nameEn: election.nameEn,
    kind: election.kind,
    votingOn: election.votingOn ?? '',
    opensAt: election.opensAt ?? '',
    areas: areas.map((scope) => unitParam(tree.byId(scope) ?? tree.root)).join(', '),
    source: election.source,
    conf: election.conf,
  }
  return formPage(c, { election, typed })
}

/** Adds an election, or changes the one in the path. */
export async function postElection(c: RequestContext): Promise<Response> {
  const { services, actor } = c.var
  const id = c.req.param('election')
  const election = id === undefined ? undefined : await electionById(services.db, id)
  if ((id !== undefined && !election) || !actor) return missing(c)
  const typed = { ...(await typedForm(c)), ...(id === undefined ? {} : { id }) }
  const checked = checkForm(shape(await unitTree(services)), typed)
  return answerForm(
    c,
    checked.ok ? await saveElection(services, actor, checked.value, { isNew: id === undefined }) : checked,
    {
      to: (saved) => `${list}/${saved.id}?done=saved`,
      again: (problems) => formPage(c, { election, typed, problems }),
    },
  )
}
