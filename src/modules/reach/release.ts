import type { JobDefinition } from '../../platform/jobs.ts'
import type { Services } from '../../platform/services.ts'
import { unitTree } from '../directory/index.ts'
import { politely } from './in-steps.ts'
import { judgeInSteps } from './judgement.ts'
import {
  countedElections,
  newestHit,
  putRelease,
  type Release,
  readLattice,
  readOwnParts,
  readRelease,
} from './release-store.ts'

type ReleaseServices = Pick<Services, 'db' | 'database' | 'config' | 'clock'>

/** Cells that are judged while somebody waits; more are left to the job, and the last judgement holds until then. */
const cellsAtOnce = 4_000

/**
 * Decides over all cells of an election which are held back (`judgement.ts`), so that every page, file and program
 * holds back the same, whatever is asked. It costs by the number of cells, not of hits.
 */
export async function judgeFigures(services: ReleaseServices, electionId: string): Promise<void> {
  const { db, config, clock } = services
  const tree = await unitTree(services)
  const units = tree.within(tree.root.id).map(({ id }) => id)
  const asOf = await newestHit(db, electionId)
  const rows = await readLattice(db, electionId, units)
  const upper = units.filter((id) => tree.childrenOf(id).length > 0)
  const own = await readOwnParts(db, electionId, upper)
  const held = await politely(judgeInSteps([...rows, ...own], config.minCell))
  const release = { minCell: config.minCell, cells: rows.length, asOf, decidedAt: clock.now() }
  if (db.isTransaction) await putRelease(db, electionId, release, held)
  else await db.transaction().execute((tx) => putRelease(tx, electionId, release, held))
}

/** Sees that what is held back was decided on figures of now; of a minute ago where there are very many. */
export async function judgedFigures(services: ReleaseServices, electionId: string): Promise<void> {
  const { db, config } = services
  const release = await readRelease(db, electionId)
  const newest = await newestHit(db, electionId)
  if (release && isOf(release, newest, config.minCell)) return
  if (release && release.minCell === config.minCell && release.cells > cellsAtOnce) return
  await judgeFigures(services, electionId)
}

/** Judges what has had hits since it was judged last. */
export const judgeJob: JobDefinition = {
  name: 'reach.judge-figures',
  cron: '* * * * *',
  handler: async (services) => {
    for (const electionId of await countedElections(services.db)) {
      const release = await readRelease(services.db, electionId)
      const newest = await newestHit(services.db, electionId)
      if (release && isOf(release, newest, services.config.minCell)) continue
      await judgeFigures(services, electionId)
    }
  },
}

const isOf = ({ asOf, minCell }: Release, newest: Date | null, wanted: number) =>
  minCell === wanted && (asOf?.getTime() ?? 0) === (newest?.getTime() ?? 0)
