import type { TestApp } from '../../../test/support/app.ts'
import type { SmallMeeting } from '../../../test/support/small-meeting.ts'
import { applyPlan } from './apply-plan.ts'
import { askForClasses } from './ask-plan.ts'
import { classPlacesOf } from './places-read-model.ts'
import { firstQuestion, type Question } from './question.ts'
import { solvePlan } from './solve-plan.ts'

/** What the form of a plan sends. */
export const answers = {
  wishes: 'strong',
  province: 'some',
  gender: 'off',
  side: 'off',
  stay: 'off',
  minimum: 'on',
  onePerUnit: 'on',
  together: 'on',
  apart: 'on',
  locks: 'on',
  everybody: 'on',
  seconds: '10',
  round: '1',
}

/** A question that is answered at once. */
export const quick: Question = {
  ...firstQuestion,
  goals: { ...firstQuestion.goals, gender: 'off' },
  seconds: 10,
}

const actor = (app: TestApp) => app.actor('committee', 'id')

/** Asks, reckons and resolves to the id. */
export async function found(app: TestApp, small: SmallMeeting, question = quick, round = 1): Promise<string> {
  const asked = await askForClasses(app.services, actor(app), small.meeting, { round, question })
  if (!asked.ok) throw new Error(asked.refusal.key)
  await solvePlan(app.services, small.meeting, asked.value.id)
  return asked.value.id
}

/** The same, and puts the plan into force. */
export async function applied(app: TestApp, small: SmallMeeting, question = quick): Promise<string> {
  const id = await found(app, small, question)
  const result = await applyPlan(app.services, actor(app), small.meeting, id)
  if (!result.ok) throw new Error(result.refusal.key)
  return id
}

/** Who sits in which class of the first round. */
export const seatsOf = async ({ services }: TestApp, { meeting }: SmallMeeting) =>
  new Map((await classPlacesOf(services.db, meeting, 1)).map((one) => [one.participantId, one.classId]))
