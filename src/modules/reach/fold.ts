import type { Db } from '../../platform/db/database.ts'
import type { Services } from '../../platform/services.ts'
import { applyParts, breathe, nextParts, Pace, partsOf } from './fold-parts.ts'
import { decodeGroup, type JournalEntry } from './hit-group.ts'
import {
  type BeaconKey,
  beaconKeys,
  endBatch,
  type FoldingState,
  forgetBeaconKeys,
  hasWork,
  isDone,
  type JournalRow,
  lockTurn,
  nextBatch,
  noteTurn,
  putBeaconKeys,
  readJournal,
  setAside,
} from './journal-store.ts'
import { hourPeriod } from './periods.ts'
import {
  type CellKey,
  type Counted,
  cellName,
  keyOfAll,
  type RollupKey,
  rollupName,
  Tallies,
} from './rollups.ts'
import { moveTimes, type Tally } from './tally.ts'

type FoldServices = Pick<Services, 'db' | 'clock' | 'log'>

const keysKeptForDays = 2

/** How a round makes room for others. */
interface Manners {
  isStopping(): boolean
  /** Waits between two transactions, told how long the last one took. */
  rest(milliseconds: number): Promise<void>
  /** How much one transaction takes in. */
  pace: Pace
}

/** For who waits for the end: nothing in between, and long statements. */
const inHaste = (): Manners => ({ isStopping: () => false, rest: async () => {}, pace: new Pace(100, 200) })

/**
 * Takes everything from the journal into cells, links and rollups, batch by batch. Each part of a batch is applied
 * by a statement that also notes it as done, so a process that is killed in between leaves nothing undone and nothing
 * done twice; another process, or the next start, goes on from there.
 */
export async function foldAll(services: FoldServices, manners: Manners = inHaste()): Promise<void> {
  for (;;) {
    const more = await foldBatch(services, manners)
    if (!more || manners.isStopping()) return
  }
}

/** Folds one batch, at most some megabytes; false when there was none. */
export async function foldBatch(services: FoldServices, manners: Manners = inHaste()): Promise<boolean> {
  const { db, clock } = services
  if (!(await hasWork(db))) return false
  const claimed = db.isTransaction ? await claimBatch(db) : await db.transaction().execute(claimBatch)
  if (!claimed) return false
  let state: FoldingState = claimed
  const { entries, unreadable } = await readEntries(db, state)
  if (unreadable.length > 0) return leaveAside(services, state, unreadable)
  const batch = await gather(db, clock.now(), entries)
  const parts = (await partsOf(batch.cells, batch.hours)).filter(({ name }) => !isDone(claimed, name))
  for (let at = 0; at < parts.length; ) {
    if (manners.isStopping()) return false
    const now = nextParts(parts, at, manners.pace.weight)
    const began = performance.now()
    // False: somebody else went on with the batch while this process was slow.
    if (!(await applyParts(db, state, now))) return true
    const took = performance.now() - began
    state = { ...state, version: state.version + 1 }
    at += now.length
    manners.pace.note(
      now.reduce((sum, { weight }) => sum + weight, 0),
      took,
    )
    await manners.rest(took)
  }
  await endBatch(db, state)
  await forgetBeaconKeys(db, new Date(clock.now().getTime() - keysKeptForDays * 86_400_000))
  return true
}

/** The batch under way, or a new one; null when there is nothing. */
async function claimBatch(tx: Db): Promise<FoldingState | null> {
  const state = await lockTurn(tx)
  if (state.journalIds.length > 0) return state
  const journalIds = await nextBatch(tx)
  if (journalIds.length === 0) return null
  const claimed = { version: state.version + 1, journalIds, done: [] }
  await noteTurn(tx, claimed)
  return claimed
}

/** A committed group, opened. */
interface Group {
  row: JournalRow
  entries: JournalEntry[]
}

/** The groups of a batch, read piece by piece so that no request waits long, and those that cannot be opened. */
async function readEntries(db: Db, { journalIds }: FoldingState) {
  const entries: Group[] = []
  const unreadable: { id: number; error: unknown }[] = []
  for await (const row of readJournal(db, journalIds)) {
    try {
      entries.push({ row, entries: decodeGroup(row.content) })
    } catch (error) {
      unreadable.push({ id: row.id, error })
    }
    await breathe()
  }
  return { entries, unreadable }
}

/**
 * A group that this program cannot read must not keep all others waiting. It is set aside and kept; a batch of which
 * parts are applied already waits for the program that began it.
 */
async function leaveAside(
  { db, clock, log }: FoldServices,
  state: FoldingState,
  unreadable: readonly { id: number; error: unknown }[],
): Promise<boolean> {
  const [first] = unreadable
  if (state.done.length > 0) throw first?.error
  const ids = unreadable.map(({ id }) => id)
  if (await setAside(db, state, ids, clock.now())) {
    log.error('groups of hits cannot be read and are set aside', first?.error, { groups: ids.join(' ') })
  }
  return true
}

/** What a batch holds: by link and day, and by unit and hour. */
interface Batch {
  cells: Counted<CellKey>[]
  hours: Counted<RollupKey>[]
}

/** A beacon's key counts in the group where it came first and nowhere else; noting it twice does nothing. */
async function gather(db: Db, now: Date, groups: readonly Group[]): Promise<Batch> {
  const keyed = groups.flatMap(({ row, entries }) =>
    entries.flatMap(({ workUnitId, key }): BeaconKey[] =>
      key === null ? [] : [{ workUnitId, key, journalId: row.id }],
    ),
  )
  await putBeaconKeys(db, firstOfEach(keyed), now)
  const first = new Map((await beaconKeys(db, keyed)).map((known) => [nameOf(known), known.journalId]))
  const batch = new Tallies<CellKey>(cellName)
  const hours = new Tallies<RollupKey>(rollupName)
  for (const { row, entries } of groups) {
    for (const entry of entries) {
      if (entry.key !== null && first.get(nameOf({ ...entry, key: entry.key })) !== row.id) continue
      const { workUnitId, electionId, day, hour } = entry
      addEntry(batch.of(cellKeyOf(entry), day, row.writtenAt), row, entry)
      if (hour === null) continue
      const key = keyOfAll({ workUnitId, electionId, period: hourPeriod(hour) })
      addEntry(hours.of(key, day, row.writtenAt), row, entry)
    }
    await breathe()
  }
  return { cells: batch.values(), hours: hours.values() }
}

const nameOf = ({ workUnitId, key }: Pick<BeaconKey, 'workUnitId' | 'key'>) => `${workUnitId} ${key}`

const firstOfEach = (keyed: readonly BeaconKey[]) => [
  ...new Map(keyed.toReversed().map((key) => [nameOf(key), key])).values(),
]

const cellKeyOf = ({
  counts: _,
  viewed: __,
  engaged: ___,
  key: ____,
  hour: _____,
  ...key
}: JournalEntry): CellKey => key

function addEntry(tally: Tally, row: JournalRow, { counts, viewed, engaged, day }: JournalEntry): void {
  moveTimes(tally, { counts, firstOn: day, lastOn: day, lastAt: row.writtenAt })
  for (let at = 0; at < counts.length; at += 1) {
    tally.counts[at] = (tally.counts[at] as number) + (counts[at] as number)
  }
  for (const [high, low] of viewed) tally.delivered.add(high, low)
  for (const [high, low] of engaged) {
    tally.delivered.add(high, low)
    tally.engaged.add(high, low)
  }
}
