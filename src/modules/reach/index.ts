/**
 * Reach: hits on links and public pages folded into counters and sketches, so that it can be said how many different
 * people were reached while nobody's traces are kept. Not for drawing figures of other rooms (insights).
 */
import type { Module } from '../../platform/module.ts'
import { cataloguePages } from './catalogue-pages.tsx'
import { engineOf, startEngine } from './engine.ts'
import { loadExamples, removeExamples } from './examples.ts'
import { hitRoutes } from './hit-routes.ts'
import { linksPages } from './links-pages.tsx'
import { livePages } from './live-pages.tsx'
import { mapPages } from './map-pages.tsx'
import { messages } from './messages.ts'
import { overlapPages } from './overlap-pages.tsx'
import { publicationsPages } from './publications-pages.tsx'
import { reachApi } from './reach-api.ts'
import { reachPages } from './reach-pages.tsx'
import { rebuildJob } from './rebuild-job.ts'
import { judgeJob } from './release.ts'
import { eraseSeasonsJob } from './season-jobs.ts'
import { seasonPages } from './season-pages.tsx'
import { timePages } from './time-pages.tsx'
import './tables.ts'

export { settleReach } from './engine.ts'
export type {
  Measure,
  PeopleFigure,
  ReachCell,
  ReachMatrix,
} from './figures.ts'
export { lastHitDays } from './last-hit-days.ts'
export { LinkTable } from './link-table.ts'
export { loadMeasuredSeason } from './measured-season.ts'
export { pointOf } from './people-figure.ts'
export { isAnswered } from './questions.ts'
export { nobody, reachMatrix } from './reach-matrix.ts'
export { addReachReading, addReachSection } from './reach-sections.ts'
export { type ReachView, reachHref, reachView } from './reach-view.ts'
export { judgeFigures } from './release.ts'
export { simulateCommand } from './simulate-cli.ts'
export { ReachHead } from './views/reach-frame.tsx'
export { whereFrom } from './views/where-from.tsx'
export { sketchOfVisitors, uniteSketches } from './visitor-sketch.ts'

export const reachModule: Module = {
  name: 'reach',
  messages,
  nav: [{ label: 'reach.nav', href: '/desk/reach', permission: 'reach.read' }],
  routes: () => [
    ...reachPages,
    ...mapPages,
    ...timePages,
    ...overlapPages,
    ...livePages,
    ...linksPages,
    ...publicationsPages,
    ...cataloguePages,
    ...seasonPages,
    ...reachApi,
  ],
  rawHandler: (services) => hitRoutes(engineOf(services), services),
  jobs: [judgeJob, rebuildJob, eraseSeasonsJob],
  start: startEngine,
  loadExamples,
  removeExamples,
}
