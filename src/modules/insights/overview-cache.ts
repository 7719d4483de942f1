import { dayIn } from '../../platform/clock.ts'
import type { Overview, OverviewQuestion } from './overview.ts'
import { type ReadServices, readOverview } from './overview-read-model.ts'

interface Kept {
  /** Where the database's log of writes ended before the overview was read. */
  position: string
  overview: Promise<Overview>
}

/** Overviews of a database kept in memory, the least recently asked for first. */
const kept = new WeakMap<object, Map<string, Kept>>()
const atMost = 200

/**
 * The overview of a unit, read again only when anything has been written to the database since: a position of its
 * log that has not moved is proof that nothing has. So a figure is never older than it says, in no process.
 * What a reader may see is decided by the route before this is asked.
 */
export async function overviewOf(services: ReadServices, question: OverviewQuestion): Promise<Overview> {
  const { unit, election, base, channel } = question
  const day = dayIn(unit.timeZone, services.clock.now())
  const name = [unit.id, election.id, base?.code, channel?.code, day].join('\n')
  const all = kept.get(services.database) ?? new Map<string, Kept>()
  kept.set(services.database, all)
  const position = await positionOf(services)
  const known = all.get(name)
  all.delete(name)
  if (known?.position === position) {
    all.set(name, known)
    return known.overview
  }
  const overview = readOverview(services, question)
  all.set(name, { position, overview })
  overview.catch(() => all.delete(name))
  const oldest = all.keys().next().value
  if (all.size > atMost && oldest !== undefined) all.delete(oldest)
  return overview
}

async function positionOf({ database }: ReadServices): Promise<string> {
  const { rows } = await database.query('select pg_current_wal_insert_lsn()::text as position')
  return String((rows[0] as { position: string }).position)
}
