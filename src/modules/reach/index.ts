/**
 * Reach: hits on links and public pages folded into counters and sketches, so that it can be said how many different
 * people were reached while nobody's traces are kept. Not for drawing figures of other rooms (insights).
 */
import type { Module } from '../../platform/module.ts'
import { engineOf, startEngine } from './engine.ts'
import { loadExamples, removeExamples } from './examples.ts'
import { explorePages } from './explore-pages.tsx'
import { hitRoutes } from './hit-routes.ts'
import { livePages } from './live-pages.tsx'
import { messages } from './messages.ts'
import { reachApi } from './reach-api.ts'
import { reachPages } from './reach-pages.tsx'
import { judgeJob } from './release.ts'
import { eraseSeasonsJob } from './season-jobs.ts'
import { seasonPages } from './season-pages.tsx'
import './tables.ts'

export { settleReach } from './engine.ts'
export type {
  HitKind,
  Measure,
  PeopleFigure,
  ReachCell,
  ReachMatrix,
} from './figures.ts'
export { lastHitDays } from './last-hit-days.ts'
export { LinkTable } from './link-table.ts'
export { loadMeasuredSeason } from './measured-season.ts'
export { isAnswered } from './questions.ts'
export { nobody, reachMatrix } from './reach-matrix.ts'
export { addReachSection } from './reach-sections.ts'
export { type ReachView, reachHref, reachView } from './reach-view.ts'
export { judgeFigures } from './release.ts'
export { simulateCommand } from './simulate-cli.ts'
export { ReachHead } from './views/reach-frame.tsx'
export { sketchOfVisitors, uniteSketches } from './visitor-sketch.ts'

export const reachModule: Module = {
  name: 'reach',
  messages,
  nav: [{ label: 'reach.nav', href: '/desk/reach', permission: 'reach.read' }],
  routes: () => [...reachPages, ...explorePages, ...livePages, ...seasonPages, ...reachApi],
  rawHandler: (services) => hitRoutes(engineOf(services), services),
  jobs: [judgeJob, eraseSeasonsJob],
  start: startEngine,
  loadExamples,
  removeExamples,
}
