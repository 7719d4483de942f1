import { translateKey, translator } from '../../platform/i18n/catalogue.ts'
import { formats } from '../../platform/i18n/formats.ts'
import { isId } from '../../platform/ids.ts'
import type { CliCommand, CliInput } from '../../platform/module.ts'
import type { Services } from '../../platform/services.ts'
import { unitTree } from '../directory/index.ts'
import { type Meeting, meetingBySlug, meetingName, meetingsIn } from '../meetings/index.ts'
import { applyPlan, classesAfter } from './apply-plan.ts'
import { askForClasses } from './ask-plan.ts'
import { planById } from './plans-read-model.ts'
import { firstQuestion } from './question.ts'
import { solvePlan } from './solve-plan.ts'
import { viewPlan } from './view-plans.ts'
import { proofInWords, wishesInWords } from './views/plan-words.tsx'

const inEnglish = translator('en')

async function meetingNamed(services: Services, typed: string): Promise<Meeting | undefined> {
  if (!isId(typed)) return meetingBySlug(services.db, typed)
  const { root } = await unitTree(services)
  return (await meetingsIn(services.db, [root.id])).find(({ id }) => id === typed)
}

const place: CliCommand = {
  name: 'meetings place <meeting>',
  summary: 'Place the people of a meeting into the classes of a round; the meeting by its id or its address',
  options: [
    ['--round <n>', 'which round; the first when left out'],
    ['--apply', 'put the plan into force when it is found and passes its check'],
    ['--json', 'one JSON document'],
  ],
  run: async (services, input) => {
    const meeting = await meetingNamed(services, input.args[0] ?? '')
    const round = Number(input.options.round ?? 1)
    if (!meeting || !Number.isInteger(round)) {
      input.err(meeting ? 'The round is a whole number.' : `There is no meeting ${input.args[0]}.`)
      return meeting ? 2 : 1
    }
    const asked = await askForClasses(services, input.actor, meeting, { round, question: firstQuestion })
    if (!asked.ok) {
      input.err(translateKey('en', asked.refusal.key, asked.refusal.params))
      return 1
    }
    await solvePlan(services, meeting, asked.value.id)
    return tell(services, input, meeting, asked.value.id)
  },
}

async function tell(services: Services, input: CliInput, meeting: Meeting, id: string): Promise<number> {
  const plan = await planById(services.db, meeting, id)
  const view = plan && (await viewPlan(services.db, meeting, plan))
  if (!plan || view?.as !== 'classes') {
    if (input.options.json) input.out(JSON.stringify({ plan: id, state: plan?.state, view }))
    else input.err(`No plan: ${plan ? inEnglish(`seating.state.${plan.state}`) : 'it is gone'}.`)
    return 1
  }
  const changes = (await classesAfter(services.db, meeting, plan))?.changes ?? []
  const { figures, verification } = view.checked
  const applied = input.options.apply ? await applyPlan(services, input.actor, meeting, id) : null
  if (input.options.json) {
    const { isProven, isStatedOnly, isRight, objective, bound } = verification
    input.out(
      JSON.stringify({
        plan: id,
        figures,
        verification: { isRight, isProven, isStatedOnly, objective, bound },
        changes: changes.length,
        applied: applied?.ok ?? false,
      }),
    )
  } else {
    input.out(
      `${meetingName(meeting, 'en')}, round ${plan.round}: ${figures.placed} of ${figures.people} placed`,
    )
    input.out(`Wishes: ${wishesInWords(inEnglish, view.checked)}`)
    input.out(`People beyond the even shares of provinces: ${figures.province}`)
    input.out(proofInWords(inEnglish, formats('en'), view.found, verification).short)
    input.out(`Would get another place: ${changes.length}${applied?.ok ? ', applied' : ''}`)
  }
  if (!applied || applied.ok) return 0
  input.err(translateKey('en', applied.refusal.key, applied.refusal.params))
  return 1
}

export const seatingCommands: readonly CliCommand[] = [place]
