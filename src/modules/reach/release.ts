import type { JobDefinition } from '../../platform/jobs.ts'
import type { Services } from '../../platform/services.ts'
import { unitTree } from '../directory/index.ts'
import { countLines } from './cell-text.ts'
import { countedElections, newestHit, readCells, readOwnParts } from './cells-read-model.ts'
import { readHours, readPlaces } from './hit-places-read-model.ts'
import { politely } from './in-steps.ts'
import { readTurn } from './journal-store.ts'
import { judgeInProcess } from './judgement-process.ts'
import { judgementInSteps } from './judgement-task.ts'
import { readPublicationHits } from './publication-hits-read-model.ts'
import { putRelease, type Release, readMarks, readRelease } from './release-store.ts'

type ReleaseServices = Pick<Services, 'db' | 'database' | 'config' | 'clock'>

/**
 * Cells that are judged in this thread while somebody waits; more are left to the job and a process of their own, and
 * the last judgement holds until then.
 */
const cellsAtOnce = 4_000

/** What one process judges at the moment, and how it is told to leave off. */
interface Judging {
  elections: Map<string, Promise<void>>
  ending: AbortController
}

const underWay = new WeakMap<object, Judging>()

function judgingOf({ database }: Pick<Services, 'database'>): Judging {
  const known = underWay.get(database) ?? { elections: new Map(), ending: new AbortController() }
  underWay.set(database, known)
  return known
}

/** Ends judgements that are under way in this process; the last ones stay, and the next start judges. */
export function stopJudging({ database }: Pick<Services, 'database'>): void {
  underWay.get(database)?.ending.abort(new Error('Judging was left off because the program ends.'))
  underWay.delete(database)
}

/**
 * Decides over all cells of an election which are held back (`judgement.ts`), so that every page, file and program
 * holds back the same, whatever is asked. It costs by the number of cells, not of hits. Who asks while it is under way
 * in this process waits for the same judgement.
 */
export async function judgeFigures(services: ReleaseServices, electionId: string): Promise<void> {
  const { elections, ending } = judgingOf(services)
  if (services.db.isTransaction) return judge(services, electionId, ending.signal)
  const known = elections.get(electionId)
  if (known) return known
  const judging = judge(services, electionId, ending.signal).finally(() => elections.delete(electionId))
  elections.set(electionId, judging)
  return judging
}

async function judge(services: ReleaseServices, electionId: string, signal: AbortSignal): Promise<void> {
  const { db, config, clock } = services
  const tree = await unitTree(services)
  const units = tree.within(tree.root.id).map(({ id }) => id)
  const upper = units.filter((id) => tree.childrenOf(id).length > 0)
  const turn = await readTurn(db)
  const last = await readRelease(db, electionId)
  const asOf = await newestHit(db, electionId)
  const cells = await readCells(db, electionId, units)
  const own = await readOwnParts(db, electionId, upper)
  const places = await readPlaces(db, electionId, { units, upper })
  const hours = await readHours(db, electionId, { units, minCell: config.minCell })
  const publications = await readPublicationHits(db, electionId, { units, upper })
  const standing = await readMarks(db, electionId, units)
  const after = await readTurn(db)
  const count = await politely(countLines(cells))
  const task = { minCell: config.minCell, cells, own, places, hours, publications, standing }
  const changes =
    count > cellsAtOnce ? await judgeInProcess(task, signal) : await politely(judgementInSteps(task))
  const release = {
    minCell: config.minCell,
    cells: count,
    asOf,
    isWhole: !turn.isUnderWay && turn.version === after.version,
    decidedAt: clock.now(),
  }
  const put = (tx: Services['db']) => putRelease(tx, electionId, release, changes, last?.decidedAt)
  if (db.isTransaction) await put(db)
  else await db.transaction().execute(put)
}

/** Sees that what is held back was decided on figures of now; of a minute ago where there are very many. */
export async function judgedFigures(services: ReleaseServices, electionId: string): Promise<void> {
  for (;;) {
    const release = await readRelease(services.db, electionId)
    if (release?.minCell === services.config.minCell && release.cells > cellsAtOnce) return
    if (await isJudged(services, electionId, release)) return
    const isOwn = !judgingOf(services).elections.has(electionId)
    await judgeFigures(services, electionId)
    // Another's may have begun before the newest hits were folded.
    if (isOwn) return
  }
}

/** Judges what has had hits since it was judged last. */
export const judgeJob: JobDefinition = {
  name: 'reach.judge-figures',
  cron: '* * * * *',
  handler: async (services) => {
    for (const electionId of await countedElections(services.db)) {
      if (await isJudged(services, electionId, await readRelease(services.db, electionId))) continue
      await judgeFigures(services, electionId)
    }
  },
}

async function isJudged(
  { db, config }: Pick<Services, 'db' | 'config'>,
  electionId: string,
  release: Release | undefined,
): Promise<boolean> {
  if (!release?.isWhole || release.minCell !== config.minCell) return false
  const newest = await newestHit(db, electionId)
  return (release.asOf?.getTime() ?? 0) === (newest?.getTime() ?? 0)
}
