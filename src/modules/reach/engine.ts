import type { Services } from '../../platform/services.ts'
import { onLinksChanged, onPublicationsChanged } from '../publications/index.ts'
import { foldAll, foldBatch } from './fold.ts'
import { Pace } from './fold-parts.ts'
import { HitWriter } from './hit-writer.ts'
import { Intake } from './intake.ts'
import { backlog, takeUpAgain } from './journal-store.ts'
import { LinkIndex } from './link-index.ts'
import { PageIndex } from './page-index.ts'
import { stopJudging } from './release.ts'
import { SeasonKeys } from './season-keys.ts'

/** What counts hits in one process: made once for its services. */
export interface Engine {
  keys: SeasonKeys
  links: LinkIndex
  pages: PageIndex
  intake: Intake
  writer: HitWriter
  /** Tells the metrics what waits to be folded. */
  noteBacklog(): Promise<void>
}

const engines = new WeakMap<object, Engine>()

/** The engine of these services. */
export function engineOf(services: Services): Engine {
  const known = engines.get(services.database)
  if (known) return known
  const keys = new SeasonKeys(services)
  const writer = new HitWriter(services)
  const engine = {
    keys,
    writer,
    links: new LinkIndex(services, keys),
    pages: new PageIndex(services, keys),
    intake: new Intake(services, { writer, keys }),
    noteBacklog: backlogNoter(services),
  }
  engines.set(services.database, engine)
  return engine
}

function backlogNoter({ metrics, db, clock }: Services): () => Promise<void> {
  const groups = metrics.gauge(
    'reach_waiting_groups',
    'Committed groups of hits that are not in the figures yet',
  )
  const seconds = metrics.gauge('reach_waiting_seconds', 'Age of the oldest of them')
  const aside = metrics.gauge(
    'reach_aside_groups',
    'Committed groups of hits that this program cannot read; they are kept and not in the figures',
  )
  return async () => {
    const waiting = await backlog(db)
    aside.set(waiting.aside)
    groups.set(waiting.groups)
    seconds.set(waiting.oldest ? Math.max(0, (clock.now().getTime() - waiting.oldest.getTime()) / 1000) : 0)
  }
}

/** Everything taken so far is committed and folded when this resolves; for tests, reports and the end. */
export async function settleReach(services: Services): Promise<void> {
  await engineOf(services).writer.drain()
  for (;;) {
    await foldAll(services)
    // Another round, of this process or of another, may be in the middle of a batch.
    if ((await backlog(services.db)).groups === 0) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/**
 * Pause between two batches, in milliseconds: the longer a batch took the longer, so that hits come first, and the more
 * hits the next batch folds at once.
 */
const foldEvery = 1_000
const restPerWork = 8
const restAtMost = 15_000
/** Between the statements of a batch three times as long as the last took: hits come first here too. */
const rest = (took: number) => new Promise<void>((resolve) => setTimeout(resolve, took * 3))

/** How soon a process lets go of a key that another one destroyed, in milliseconds. */
const followKeysEvery = 60_000

/** Loads the links, follows their changes and folds in the background; resolves to the stop, which drains. */
export async function startEngine(services: Services): Promise<() => Promise<void>> {
  const { keys, links, pages, writer, noteBacklog } = engineOf(services)
  const told = (work: Promise<unknown>) =>
    void work.catch((error: unknown) => services.log.error('reach could not follow a change', error))
  await links.load()
  await takeUpAgain(services.db)
  const stops = [
    onLinksChanged(services, (change) => told(links.change(change))),
    onPublicationsChanged(services, () => pages.clear()),
  ]
  const following = setInterval(() => told(keys.follow()), followKeysEvery)
  let isStopping = false
  const pace = new Pace()
  let wake = () => {}
  const loop = async () => {
    while (!isStopping) {
      const began = performance.now()
      await foldBatch(services, { isStopping: () => isStopping, rest, pace })
        .catch((error: unknown) =>
          services.log.error('hits were not folded; they stay in the journal', error),
        )
        .then(noteBacklog)
        .catch((error: unknown) => services.log.error('what waits could not be counted', error))
      if (isStopping) return
      const took = performance.now() - began
      const pause = Math.min(restAtMost, Math.max(foldEvery, took * restPerWork))
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pause)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  }
  const folding = loop()
  return async () => {
    isStopping = true
    clearInterval(following)
    wake()
    stopJudging(services)
    await folding
    for (const stop of stops) await stop()
    // What is committed and not yet folded waits in the journal for the next start.
    await writer.drain()
  }
}
