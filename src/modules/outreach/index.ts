/**
 * Outreach: voter bases with their quotas, the programme of a unit for an election, the volunteers of a
 * programme. Not for what is published (publications) nor for what is measured (reach).
 */
import type { Module } from '../../platform/module.ts'
import { loadExamples, removeExamples } from './examples.ts'
import { messages } from './messages.ts'
import { cli } from './outreach-cli.ts'
import { routes } from './outreach-routes.ts'
import { loadPreset } from './preset.ts'
import './tables.ts'

export { type Base, baseName, basesFor } from './bases-read-model.ts'
export { coverage, type UnitCoverage } from './coverage-read-model.ts'
export {
  openProgrammeOf,
  type Programme,
  programmeElection,
  programmeOf,
  programmesIn,
  visitedElection,
} from './programmes-read-model.ts'
export { type Volunteer, volunteerNames, volunteersIn, volunteersOf } from './volunteers-read-model.ts'

export const outreachModule: Module = {
  name: 'outreach',
  messages,
  nav: [{ label: 'outreach.nav', href: '/desk/outreach', permission: 'outreach.read' }],
  routes: () => routes,
  cli,
  loadPreset,
  loadExamples,
  removeExamples,
}
