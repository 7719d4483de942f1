import type { Tx } from '../../platform/db/database.ts'
import type { Services } from '../../platform/services.ts'
import { addTallies, cells, links, rollups } from './counted-store.ts'
import { decodeGroup, type JournalEntry } from './hit-group.ts'
import {
  type BeaconKey,
  beaconKeys,
  deleteJournal,
  type FoldingState,
  forgetBeaconKeys,
  hasWork,
  type JournalRow,
  nextBatch,
  noteTurn,
  putBeaconKeys,
  readJournal,
  takeTurn,
} from './journal-store.ts'
import { scopesAbove } from './periods.ts'
import { type CellKey, type Counted, cellName, linkName, rollUp, Tallies } from './rollups.ts'

type FoldServices = Pick<Services, 'db' | 'clock'>

/** A part of a batch that is taken in by one transaction: small, so that hits never wait long behind it. */
interface Part {
  /** Says what it is, the same for the same batch: `id.33 rollups`. */
  name: string
  apply(tx: Tx): Promise<void>
}

/** Up to here a batch is folded in one transaction. */
const cellsInOneGo = 12
const keysKeptForDays = 2

/**
 * Takes everything from the journal into cells, links and rollups, batch by batch. Each part of a batch is applied
 * in a transaction that also notes it as done, so a process that is killed in between leaves nothing undone and
 * nothing done twice; another process, or the next start, goes on from there.
 */
export async function foldAll(
  services: FoldServices,
  isStopping: () => boolean = () => false,
): Promise<void> {
  for (;;) {
    const more = await foldBatch(services, isStopping)
    if (!more || isStopping()) return
  }
}

/** Folds one batch, at most some megabytes; false when there was none or another process has it. */
export async function foldBatch(
  services: FoldServices,
  isStopping: () => boolean = () => false,
): Promise<boolean> {
  if (!(await hasWork(services.db))) return false
  const begun = await services.db.transaction().execute(async (tx) => {
    const state = await takeTurn(tx)
    if (!state) return null
    if (state.journalIds.length === 0) {
      const journalIds = await nextBatch(tx)
      if (journalIds.length === 0) return null
      state.journalIds = journalIds
      state.done = []
      state.version += 1
    }
    const batch = await readBatch(tx, services.clock.now(), state)
    const parts = partsOf(batch)
    if (batch.length > cellsInOneGo || state.done.length > 0) {
      await noteTurn(tx, state)
      return { state, parts }
    }
    for (const part of parts) await part.apply(tx)
    await finish(tx, state)
    return { state, parts: [] }
  })
  if (!begun) return false
  let { state } = begun
  const parts = begun.parts.filter(({ name }) => !state.done.includes(name))
  for (const [at, part] of parts.entries()) {
    if (isStopping()) return false
    const next = await services.db.transaction().execute(async (tx) => {
      const now = await takeTurn(tx)
      // Somebody else went on with the batch while this process was slow.
      if (!now || now.version !== state.version) return null
      await part.apply(tx)
      if (at === parts.length - 1) return finish(tx, now)
      const after = { ...now, version: now.version + 1, done: [...now.done, part.name] }
      await noteTurn(tx, after)
      return after
    })
    if (!next) return true
    state = next
  }
  await forgetBeaconKeys(services.db, new Date(services.clock.now().getTime() - keysKeptForDays * 86_400_000))
  return true
}

/** The end of a batch: the journal rows go in the transaction of the last part. */
async function finish(tx: Tx, state: FoldingState): Promise<FoldingState> {
  await deleteJournal(tx, state.journalIds)
  const after = { version: state.version + 1, journalIds: [], done: [] }
  await noteTurn(tx, after)
  return after
}

/** The batch's cells. A beacon's key counts in the group where it came first and nowhere else. */
async function readBatch(tx: Tx, now: Date, { journalIds }: FoldingState): Promise<Counted<CellKey>[]> {
  const groups = (await readJournal(tx, journalIds)).map((row) => ({
    row,
    entries: decodeGroup(row.content),
  }))
  const keyed = groups.flatMap(({ row, entries }) =>
    entries.flatMap(({ workUnitId, key }): BeaconKey[] =>
      key === null ? [] : [{ workUnitId, key, journalId: row.id }],
    ),
  )
  await putBeaconKeys(tx, firstOfEach(keyed), now)
  const first = new Map((await beaconKeys(tx, keyed)).map((known) => [nameOf(known), known.journalId]))
  const batch = new Tallies<CellKey>(cellName)
  for (const { row, entries } of groups) {
    for (const entry of entries) {
      if (entry.key !== null && first.get(nameOf({ ...entry, key: entry.key })) !== row.id) continue
      addEntry(batch, row, entry)
    }
  }
  return batch.values()
}

const nameOf = ({ workUnitId, key }: Pick<BeaconKey, 'workUnitId' | 'key'>) => `${workUnitId} ${key}`

const firstOfEach = (keyed: readonly BeaconKey[]) => [
  ...new Map(keyed.toReversed().map((key) => [nameOf(key), key])).values(),
]

function addEntry(batch: Tallies<CellKey>, row: JournalRow, entry: JournalEntry): void {
  const { counts, viewed, engaged, key: _, ...key } = entry
  const tally = batch.of(key, entry.day, row.writtenAt)
  for (let at = 0; at < counts.length; at += 1) {
    tally.counts[at] = (tally.counts[at] as number) + (counts[at] as number)
  }
  for (const [high, low] of viewed) tally.delivered.add(high, low)
  for (const [high, low] of engaged) {
    tally.delivered.add(high, low)
    tally.engaged.add(high, low)
  }
  if (row.writtenAt > tally.lastAt) tally.lastAt = row.writtenAt
}

/** One part a unit for its cells and links, and one a scope for its rollups; rollups are made when their turn comes. */
function partsOf(batch: readonly Counted<CellKey>[]): Part[] {
  const byUnit = Map.groupBy(batch, ({ key }) => key.workUnitId)
  const byScope = new Map<string, Counted<CellKey>[]>()
  for (const cell of batch) {
    for (const scope of scopesAbove(cell.key.workUnitId)) {
      const under = byScope.get(scope)
      if (under) under.push(cell)
      else byScope.set(scope, [cell])
    }
  }
  return [
    ...[...byUnit].map(([unit, own]) => ({
      name: `${unit} cells`,
      apply: async (tx: Tx) => {
        await addTallies(tx, cells, own)
        await addTallies(tx, links, linksOf(own))
      },
    })),
    ...[...byScope].map(([scope, under]) => ({
      name: `${scope} rollups`,
      apply: (tx: Tx) => addTallies(tx, rollups, rollUp(scope, under)),
    })),
  ]
}

/** The same cells over the whole season, a link each. */
export function linksOf(batch: readonly Counted<CellKey>[]) {
  const byLink = new Tallies<Omit<CellKey, 'day'>>(linkName)
  for (const { key, tally } of batch) {
    const { day: _, ...link } = key
    byLink.add(link, tally)
  }
  return byLink.values()
}
