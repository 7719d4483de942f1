import { type Typed, typedForm } from '../../platform/http/form.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import type { FieldProblem } from '../../platform/result.ts'
import { answerForm } from '../../ui/index.ts'
import { renderMeeting } from '../meetings/index.ts'
import { type Here, hrefOf, keyOf, missingPage, section } from './here.tsx'
import { moveQuestion } from './move-question.ts'
import type { Question } from './question.ts'
import { typedQuestion } from './question-shape.ts'
import { questionsOf } from './questionnaires-read-model.ts'
import { removeQuestion } from './remove-question.ts'
import { saveQuestion } from './save-question.ts'
import { type QuestionKind, questionKinds } from './tables.ts'
import { QuestionForm } from './views/question-fields.tsx'

const kindOf = (text: string | undefined): QuestionKind | undefined =>
  questionKinds.find((kind) => kind === text)

interface FormState {
  kind: QuestionKind
  /** Null for a new one. */
  id: string | null
  typed: Typed
  problems?: readonly FieldProblem[]
}

function questionForm(c: RequestContext, here: Here, { kind, id, typed, problems }: FormState) {
  const { t } = c.var
  return renderMeeting(
    c,
    here,
    {
      title: t(`questionnaires.formOf.${kind}`),
      lead: t(`questionnaires.formLead.${kind}`),
      status: problems ? 422 : 200,
      back: { label: t('questionnaires.nav'), under: section },
    },
    <QuestionForm
      t={t}
      typed={typed}
      problems={problems}
      kind={kind}
      action={hrefOf(here, `questions/${id ?? 'new'}`)}
      back={`${hrefOf(here)}#questions`}
    />,
  )
}

export async function newQuestionPage(c: RequestContext, here: Here): Promise<Response> {
  const kind = kindOf(c.req.query('kind'))
  if (!kind) return missingPage(c)
  return questionForm(c, here, { kind, id: null, typed: { isRequired: 'on' } })
}

/** The question in the path. */
async function found(c: RequestContext, here: Here): Promise<Question | undefined> {
  const id = c.req.param('question')
  return (await questionsOf(c.var.services.db, here.questionnaire)).find((one) => one.id === id)
}

export async function questionPage(c: RequestContext, here: Here): Promise<Response> {
  const question = await found(c, here)
  if (!question) return missingPage(c)
  return questionForm(c, here, { kind: question.kind, id: question.id, typed: typedQuestion(question) })
}

const save = async (c: RequestContext, here: Here, kind: QuestionKind, id: string | null, typed: Typed) =>
  answerForm(
    c,
    await saveQuestion(c.var.services, here.actor, keyOf(here.questionnaire), { id, kind, typed }),
    {
      to: () => `${hrefOf(here)}?done=saved#questions`,
      again: (problems) => questionForm(c, here, { kind, id, typed, problems }),
    },
  )

export async function postNewQuestion(c: RequestContext, here: Here): Promise<Response> {
  const typed = await typedForm(c)
  const kind = kindOf(typed.kind)
  return kind ? save(c, here, kind, null, typed) : missingPage(c)
}

export async function postQuestion(c: RequestContext, here: Here): Promise<Response> {
  const question = await found(c, here)
  return question ? save(c, here, question.kind, question.id, await typedForm(c)) : missingPage(c)
}

export async function postMove(c: RequestContext, here: Here): Promise<Response> {
  const { to } = await typedForm(c)
  const id = c.req.param('question') ?? ''
  const change = { id, to: to === 'up' ? ('up' as const) : ('down' as const) }
  const result = await moveQuestion(c.var.services, here.actor, keyOf(here.questionnaire), change)
  return answerForm(c, result, {
    to: () => `${hrefOf(here)}?done=moved#questions`,
    again: () => missingPage(c),
  })
}

export async function postRemoveQuestion(c: RequestContext, here: Here): Promise<Response> {
  const id = c.req.param('question') ?? ''
  const result = await removeQuestion(c.var.services, here.actor, keyOf(here.questionnaire), id)
  return answerForm(c, result, {
    to: () => `${hrefOf(here)}?done=taken#questions`,
    again: () => missingPage(c),
  })
}
