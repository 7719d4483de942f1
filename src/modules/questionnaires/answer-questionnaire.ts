import { transact } from '../../platform/command.ts'
import type { Typed } from '../../platform/http/form.ts'
import { type FieldProblem, ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { answersOf } from './answers-read-model.ts'
import { addAnonymousAnswers, deleteNamedAnswer, putNamedAnswer, tokenOf, useToken } from './answers-store.ts'
import { askedByCode, isAsked } from './asked-read-model.ts'
import { conflict, invalid, missing } from './in-questionnaire.ts'
import { askedAt, type Question } from './question.ts'
import { openMomentOf, questionnaireById, questionsOf } from './questionnaires-read-model.ts'
import { holdForAnswer } from './questionnaires-store.ts'
import { type Answer, firstField, lackingField, readAnswer } from './read-answer.ts'

interface Read {
  question: Question
  answer: Answer | null
}

/**
 * Takes the answers of the participant behind a personal code. Named: every question that was answered is kept, in
 * place of an earlier answer, whether or not others still lack one; resolves to how many required ones do. Anonymous:
 * all at once and only once. Leaves no trail: a named answer says itself whose it is and when it was given, and of an
 * anonymous one nobody may know.
 */
export const answerQuestionnaire = (
  services: Services,
  { code, id, typed }: { code: string; id: string; typed: Typed },
): Promise<Result<{ lacking: number }>> =>
  transact(services.db, async (tx) => {
    const asked = await askedByCode(tx, code)
    if (!asked) return missing
    const key = { workUnitId: asked.workUnitId, meetingId: asked.meetingId, id }
    if (!(await questionnaireById(tx, key))) return missing
    await holdForAnswer(tx, key)
    const questionnaire = await questionnaireById(tx, key)
    if (!questionnaire || !isAsked(asked, questionnaire)) return missing
    const moment = openMomentOf(questionnaire)
    if (moment === null) return conflict('questionnaires.refusal.notOpen')
    const place = { ...key, id: questionnaire.id, moment }
    const questions = askedAt(await questionsOf(tx, key), moment)
    const [first] = questions
    if (!first) return missing
    if (typed.version !== `${questionnaire.version} ${moment}`) {
      return invalid([{ field: firstField(first), key: 'questionnaires.refusal.otherVersion' }])
    }
    const problems: FieldProblem[] = []
    const read: Read[] = []
    for (const question of questions) {
      const answer = readAnswer(question, typed)
      if ('key' in answer) problems.push(answer)
      else read.push({ question, ...answer })
    }
    if (questionnaire.isAnonymous) {
      for (const { question, answer } of read) {
        const field = lackingField(question, answer)
        const number = questions.indexOf(question) + 1
        if (field !== null)
          problems.push({ field, key: 'questionnaires.refusal.lacking', params: { number } })
      }
    }
    const given = read.flatMap(({ question, answer }) => (answer ? [{ question, answer }] : []))
    if (problems.length > 0) return invalid(inOrder(problems, questions))
    if (questionnaire.isAnonymous) {
      if (given.length === 0) {
        return invalid([{ field: firstField(first), key: 'questionnaires.refusal.nothing' }])
      }
      const token = tokenOf(services.config.secret, place, asked.participantId)
      if (!(await useToken(tx, place, token))) return conflict('questionnaires.refusal.twice')
      await addAnonymousAnswers(tx, place, given)
      return ok({ lacking: 0 })
    }
    const at = services.clock.now()
    for (const { question, answer } of read) {
      if (answer) await putNamedAnswer(tx, place, asked.participantId, question, answer, at)
      else await deleteNamedAnswer(tx, place, asked.participantId, question.id)
    }
    const kept = await answersOf(tx, place, asked.participantId)
    return ok({
      lacking: questions.filter((question) => lackingField(question, kept.get(question.id) ?? null) !== null)
        .length,
    })
  })

/** Problems in the order of the questions they stand at. */
function inOrder(problems: FieldProblem[], questions: readonly Question[]): FieldProblem[] {
  const placeOf = ({ field }: FieldProblem) => questions.findIndex(({ id }) => field.includes(id))
  return problems.toSorted((a, b) => placeOf(a) - placeOf(b))
}
