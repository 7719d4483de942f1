/**
 * Stated: figures that others state, with who says so, when and on what evidence: exports of platforms, numbers read
 * off a screen, followers of accounts. Not for people that are counted here (reach), to whom they are never added.
 */
import type { Module } from '../../platform/module.ts'
import { addReachSection } from '../reach/index.ts'
import { besideReach, potentialFigure } from './beside-reach.tsx'
import { loadExamples, removeExamples } from './examples.ts'
import { figurePages } from './figure-pages.tsx'
import { importPages } from './import-pages.tsx'
import { messages } from './messages.ts'
import { statedApi } from './stated-api.ts'
import { statedCli } from './stated-cli.ts'
import { statedPages } from './stated-pages.tsx'
import { statedPath } from './stated-view.ts'
import './tables.ts'
import { typedPages } from './typed-pages.tsx'

addReachSection({ label: 'stated.tab', path: statedPath, beside: besideReach, potential: potentialFigure })

export { potentialFigure } from './beside-reach.tsx'

export const statedModule: Module = {
  name: 'stated',
  messages,
  // Forms first: `new` and `import` are no units.
  routes: () => [...importPages, ...typedPages, ...statedPages, ...figurePages, ...statedApi],
  cli: statedCli,
  loadExamples,
  removeExamples,
}
