/**
 * Elections: what is voted on and when, how many voters are registered, and how many voted, each figure with its
 * list, day and source. Not for what is done for voters (outreach).
 */
import type { Module } from '../../platform/module.ts'
import { cli } from './elections-cli.ts'
import { routes } from './elections-routes.ts'
import { loadExamples, removeExamples } from './examples.ts'
import { messages } from './messages.ts'
import { loadPreset } from './preset.ts'
import './tables.ts'

export {
  comparableList,
  type Denominator,
  shareOf,
  statedVoters,
  votersOf,
} from './denominators.ts'
export {
  currentElection,
  type Election,
  electionById,
  electionsOf,
  nameIn,
  nextElectionIn,
} from './elections-read-model.ts'
export { nextStages, type Stage, stagesOf } from './stages-read-model.ts'
export { type RegisteredVoters, registeredVoters } from './voters-read-model.ts'

export const electionsModule: Module = {
  name: 'elections',
  messages,
  nav: [{ label: 'elections.nav', href: '/desk/elections', permission: 'elections.read' }],
  routes: () => routes,
  cli,
  loadPreset,
  loadExamples,
  removeExamples,
}
