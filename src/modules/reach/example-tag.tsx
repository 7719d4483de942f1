import type { RequestContext } from '../../platform/http/route.ts'
import { ExampleTag } from '../../ui/index.ts'
import { holdsExamples } from './holds-examples.ts'
import type { ReachView } from './reach-view.ts'

/** Whether there are made-up hits in what a page shows, over the season or in one period of it. */
export const isExample = (c: RequestContext, { unit, election }: ReachView, period?: string) =>
  holdsExamples(c.var.services.db, { scope: unit.id, electionId: election.id, period })

/** Beside the title of a page: that some of what it shows, in its period, is made up. */
export const exampleTag = async (c: RequestContext, view: ReachView, period?: string) =>
  (await isExample(c, view, period)) ? { tag: <ExampleTag t={view.t} /> } : {}
