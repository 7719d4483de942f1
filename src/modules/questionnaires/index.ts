/**
 * Questionnaires: what a class or a whole meeting is asked, before and after or once, with names or without, and what
 * was answered. Not for what is said in class (evaluation).
 */
import './tables.ts'
import type { Module } from '../../platform/module.ts'
import { addHeld, addMeetingSection } from '../meetings/index.ts'
import { addPersonalPart, personalPath } from '../participants/index.ts'
import { loadExamples } from './examples.ts'
import { heldByQuestionnaires } from './held-by-questionnaires.ts'
import { messages } from './messages.ts'
import { resultsCommand } from './questionnaires-cli.ts'
import { routes } from './questionnaires-routes.ts'

export { digestsOf } from './results-digest.ts'

addPersonalPart({
  links: async (c, _meeting, { code }) => [
    { label: c.var.t('questionnaires.asked.title'), href: `${personalPath(code)}/q` },
  ],
})
addHeld('questionnaires', heldByQuestionnaires)
addMeetingSection({
  label: 'questionnaires.nav',
  under: 'questionnaires',
  permission: 'meetings.read',
  phase: 'days',
})

export const questionnairesModule: Module = {
  name: 'questionnaires',
  messages,
  routes: () => routes,
  cli: [resultsCommand],
  loadExamples,
}
