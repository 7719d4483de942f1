/**
 * Directory: the units of the commission, their divisions and positions, the people who hold them and from when
 * until when. Not for sign-in and roles (accounts), nor for volunteers (outreach).
 */
import type { Module } from '../../platform/module.ts'
import { directoryCommands } from './directory-cli.ts'
import { loadExamples, removeExamples } from './examples.ts'
import { messages } from './messages.ts'
import { loadPreset } from './preset.ts'
import { rosterCli, rosterJobs, rosterRoutes } from './roster/index.ts'
import { directoryRoutes } from './routes.ts'
import './tables.ts'

export { appointmentsHeld, type HeldAppointment } from './appointments-held.ts'
export {
  type Division,
  divisionsOf,
  nameIn as directoryName,
  type Position,
  positionsOf,
} from './divisions-read-model.ts'
export { exampleNames, seeded } from './example-names.ts'
export { cutPage, type Edge, edgeOf, edgeText } from './keyset.ts'
export { type MapTile, mapTiles } from './map-tiles-read-model.ts'
export { findPeople, personById, phonesOf } from './people-read-model.ts'
export { plainWords, prefixQuery } from './search-words.ts'
export { unitOfParam, unitParam } from './unit-address.ts'
export { unitChoices } from './unit-choices.ts'
export { UnitFinder } from './unit-finder.ts'
export { chosenUnit, scopeFromPath, scopeFromQuery, unitInPath } from './unit-scope.ts'
export { type Unit, type UnitTree, unitTree } from './unit-tree.ts'
export { vacancies } from './vacancies-read-model.ts'
export { scopesOf, withinScopes } from './within-scopes.ts'

export const directoryModule: Module = {
  name: 'directory',
  messages,
  nav: [{ label: 'directory.nav.units', href: '/desk/units', permission: 'directory.read' }],
  // Rosters first: `/desk/people/import` is no person.
  routes: () => [...rosterRoutes, ...directoryRoutes],
  cli: [...directoryCommands, ...rosterCli],
  jobs: rosterJobs,
  loadPreset,
  loadExamples,
  removeExamples,
}
