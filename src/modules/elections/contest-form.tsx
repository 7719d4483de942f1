import { z } from 'zod'
import { checkForm, type Typed, typedForm } from '../../platform/http/form.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import type { FieldProblem } from '../../platform/result.ts'
import { answerForm, Form, renderPage } from '../../ui/index.ts'
import { type Contest, contestsOf, type Election, electionById, nameIn } from './elections-read-model.ts'
import { confidence, text } from './form-shapes.ts'
import { missing } from './missing.ts'
import { saveContest } from './save-contest.ts'
import { CodeField, NameFields, OriginFields } from './views/field-parts.tsx'

const list = '/desk/elections'
const shape = z.object({ code: text, nameId: text, nameEn: text, source: text, conf: confidence })

interface FormPage {
  election: Election
  contest: Contest | undefined
  typed: Typed
  problems?: readonly FieldProblem[]
}

function formPage(c: RequestContext, { election, contest, typed, problems }: FormPage): Promise<Response> {
  const { t } = c.var
  const state = { t, typed, problems }
  const title = t(contest ? 'elections.contests.change' : 'elections.contests.add')
  const page = `${list}/${election.id}`
  return renderPage(
    c,
    {
      title,
      crumbs: [
        { label: t('elections.nav'), href: list },
        { label: nameIn(t.locale, election), href: page },
        { label: title },
      ],
      current: list,
      status: problems ? 422 : 200,
    },
    <Form
      t={t}
      action={`${page}/contests/${contest?.code ?? 'new'}`}
      problems={problems}
      submit={t('elections.form.save')}
      cancel={{ href: `${page}#contests`, label: t('ui.confirm.cancel') }}
    >
      {!contest && <CodeField {...state} name="code" />}
      <NameFields {...state} />
      <OriginFields {...state} />
    </Form>,
  )
}

/** The election and the contest of the path; `new` is a contest that is not there yet. */
async function found(c: RequestContext) {
  const { db } = c.var.services
  const election = await electionById(db, c.req.param('election') ?? '')
  if (!election) return undefined
  const code = c.req.param('contest')
  if (code === undefined) return { election, contest: undefined }
  const contest = (await contestsOf(db, election.id)).find((one) => one.code === code)
  return contest && { election, contest }
}

export async function contestPage(c: RequestContext): Promise<Response> {
  const here = await found(c)
  if (!here) return missing(c)
  const { contest } = here
  const typed: Typed = contest
    ? { nameId: contest.nameId, nameEn: contest.nameEn, source: contest.source, conf: contest.conf }
    : { conf: 'H' }
  return formPage(c, { ...here, typed })
}

/** Adds a contest, or changes the one in the path. */
export async function postContest(c: RequestContext): Promise<Response> {
  const { services, actor } = c.var
  const here = await found(c)
  if (!here || !actor) return missing(c)
  const { election, contest } = here
  const typed = { ...(await typedForm(c)), ...(contest ? { code: contest.code } : {}) }
  const checked = checkForm(shape, typed)
  return answerForm(
    c,
    checked.ok
      ? await saveContest(services, actor, { ...checked.value, electionId: election.id }, { isNew: !contest })
      : checked,
    {
      to: () => `${list}/${election.id}?done=saved#contests`,
      again: (problems) => formPage(c, { election, contest, typed, problems }),
    },
  )
}
