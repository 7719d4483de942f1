import { getRequestListener } from '@hono/node-server'
import { migrations } from './migrations/index.ts'
import { accountsModule, greeting, resolveActor } from './modules/accounts/index.ts'
import { directoryModule, unitChoices, unitTree } from './modules/directory/index.ts'
import { doorsModule, openRelay } from './modules/doors/index.ts'
import { electionsModule } from './modules/elections/index.ts'
import { evaluationModule } from './modules/evaluation/index.ts'
import { evidenceModule } from './modules/evidence/index.ts'
import { insightsModule } from './modules/insights/index.ts'
import { meetingsModule } from './modules/meetings/index.ts'
import { outreachModule } from './modules/outreach/index.ts'
import { papersModule } from './modules/papers/index.ts'
import { participantsModule } from './modules/participants/index.ts'
import { placementModule } from './modules/placement/index.ts'
import { publicationsModule } from './modules/publications/index.ts'
import { questionnairesModule } from './modules/questionnaires/index.ts'
import { reachModule, simulateCommand } from './modules/reach/index.ts'
import { seatingModule } from './modules/seating/index.ts'
import { siteModule } from './modules/site/index.ts'
import { spreadsheetsModule } from './modules/spreadsheets/index.ts'
import { statedModule } from './modules/stated/index.ts'
import { backupCommand, offlineCommands } from './platform/backup/cli.ts'
import { examplesCommands } from './platform/examples-cli.ts'
import { createHttp, openapiOf } from './platform/http/create-http.ts'
import type { FrameParts } from './platform/http/frame.ts'
import { page, type RequestContext } from './platform/http/route.ts'
import { addMessages } from './platform/i18n/catalogue.ts'
import { noted } from './platform/installation.ts'
import type { CliCommand, Module } from './platform/module.ts'
import { presetVersion } from './platform/preset.ts'
import type { OfflineCommand } from './platform/run-cli.ts'
import type { Program } from './platform/run-server.ts'
import { nameScopesBy } from './platform/scope-names.ts'
import type { Services } from './platform/services.ts'
import { refusalPage, uiModule } from './ui/index.ts'

/** The rooms of the house, from the ground up. */
export const modules: readonly Module[] = [
  uiModule,
  accountsModule,
  directoryModule,
  electionsModule,
  outreachModule,
  publicationsModule,
  reachModule,
  statedModule,
  spreadsheetsModule,
  papersModule,
  placementModule,
  meetingsModule,
  participantsModule,
  seatingModule,
  doorsModule,
  questionnairesModule,
  evaluationModule,
  evidenceModule,
  insightsModule,
  // Last: the site answers `/UNIT`, which every other first word of an address comes before.
  siteModule,
]

for (const module of modules) addMessages(module.messages)

nameScopesBy(async (services) => (await unitTree(services)).all.map(({ id, name }) => ({ scope: id, name })))

/** `jangkau openapi`: what `/api/v1/openapi.json` serves, for the file of that name beside the sources. */
const openapiCommand: CliCommand = {
  name: 'openapi',
  summary: 'Print the description of /api/v1',
  run: async (services, { out }) => {
    out(JSON.stringify(openapiOf(createApp(services)), null, 2))
    return 0
  },
}

/** Commands that run inside the program (see bin/cli.ts for those that need it stopped). */
export const commands: readonly CliCommand[] = [
  ...modules.flatMap((module) => module.cli ?? []),
  backupCommand,
  openapiCommand,
  ...examplesCommands(modules),
]

/** Commands that open what they need themselves: they want the program stopped, or a database of their own. */
export const offline: readonly OfflineCommand[] = [...offlineCommands, simulateCommand]

/** What people look for most comes first; the rooms' own order is another. */
const navOrder = [
  'insights',
  'outreach',
  'publications',
  'reach',
  'elections',
  'meetings',
  'participants',
  'evaluation',
  'directory',
  'accounts',
]

const frame: FrameParts = {
  nav: navOrder.flatMap((name) => modules.find((module) => module.name === name)?.nav ?? []),
  unitChoices,
  hasExamples: async (c: RequestContext) => (await noted(c.var.services.db, 'examples')) === 'loaded',
}

/** Every declared route of every module. */
export const routesOf = (services: Services) => [
  // Before the site, whose `/UNIT` would take it for a unit.
  metricsRoute,
  ...modules.flatMap((module) => module.routes?.(services) ?? []),
]

/** Numbers about the program in Prometheus form; nothing about a person. */
const metricsRoute = page('get', '/metrics', 'public', async (c) => {
  const { registry } = c.var.services.metrics
  return c.body(await registry.metrics(), 200, { 'content-type': registry.contentType })
})

/** The web application over these services; `whoIs` stands in for signing in where a test says who asks. */
export const createApp = (services: Services, whoIs: typeof resolveActor = resolveActor) =>
  createHttp({
    services,
    routes: routesOf(services),
    frame,
    resolveActor: whoIs,
    signInPath: '/in',
    refusalPage,
  })

/** What bin/server.ts serves. */
export const program: Program = {
  modules,
  migrations,
  preset: presetVersion(),
  commands,
  createApp: (services) => ({
    raw: modules.flatMap((module) => module.rawHandler?.(services) ?? []),
    rest: getRequestListener(createApp(services).fetch),
  }),
  openRelay,
  greeting,
}
