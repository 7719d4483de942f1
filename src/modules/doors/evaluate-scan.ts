import type { KnownScan, OwnRow, ScanKind, ShownClass, SnapshotRow } from './door-shapes.ts'
import type { ReadText } from './qr-text.ts'

export interface ScanQuestion {
  read: ReadText
  /** The mark of the meeting that this door belongs to. */
  mark: string
  kind: ScanKind
  doorId: string
  /** Of an entry or exit: which session, and the class it is for. */
  session: { id: string; class: ShownClass | null } | null
  /** Who the code belongs to, as this door sees it. */
  row: SnapshotRow | undefined
  /** Scans of the same code that are known here, this one left out; in any order. */
  earlier: readonly KnownScan[]
}

/** What the door shows. `words` is the end of a message's key, `doors.verdict.WORDS`. */
export type Verdict =
  | { picture: 'green'; words: `green.${ScanKind}`; row: OwnRow }
  | { picture: 'already'; words: `already.${ScanKind}`; row: OwnRow; since: number; door: string }
  | { picture: 'elsewhere'; words: 'elsewhere.venue'; letter: string }
  | {
      picture: 'elsewhere'
      words: 'elsewhere.class' | 'elsewhere.noClass'
      row: OwnRow
      class: string | null
    }
  | { picture: 'unknown'; words: 'unknown.otherMeeting' | 'unknown.noSuchCode' | 'unknown.unreadable' }

/**
 * The picture for one scan, the same on the phone without a network and on the server: green, already here, elsewhere
 * and where to, or unknown. It decides nothing: whatever it says, the scan has been recorded.
 */
export function evaluateScan(question: ScanQuestion): Verdict {
  const { read, row } = question
  if (read.as === 'nothing') return { picture: 'unknown', words: 'unknown.unreadable' }
  if (read.as === 'badge' && read.mark !== question.mark)
    return { picture: 'unknown', words: 'unknown.otherMeeting' }
  if (row === undefined) return { picture: 'unknown', words: 'unknown.noSuchCode' }
  if ('letter' in row) return { picture: 'elsewhere', words: 'elsewhere.venue', letter: row.letter }
  return wrongClass(question, row) ?? alreadyThere(question, row) ?? green(question.kind, row)
}

const green = (kind: ScanKind, row: OwnRow): Verdict => ({ picture: 'green', words: `green.${kind}`, row })

function wrongClass({ kind, session }: ScanQuestion, row: OwnRow): Verdict | null {
  const held = session?.class
  if (kind !== 'entry' || !held || row.classes.some(({ code }) => code === held.code)) return null
  const own = row.classes.find(({ round }) => round === held.round)
  return own
    ? { picture: 'elsewhere', words: 'elsewhere.class', row, class: own.code }
    : { picture: 'elsewhere', words: 'elsewhere.noClass', row, class: null }
}

function alreadyThere({ kind, session, doorId, earlier }: ScanQuestion, row: OwnRow): Verdict | null {
  const line = earlier
    .filter((scan) => lineOf(scan) === lineOf({ kind, sessionId: session?.id ?? null }))
    .toSorted(inOrder)
  const last = line.at(-1)
  if (!last || !isSame(last, { kind, doorId })) return null
  // Since when: not the last of many scans, but the first that found them as they are now.
  const change = line.findLastIndex((scan) => !isSame(scan, { kind, doorId }))
  const since = line[change + 1] ?? last
  return { picture: 'already', words: `already.${kind}`, row, since: since.at, door: since.door }
}

/** Scans that tell one story: arriving; being in or out of one session; being in one room or another. */
export const lineOf = ({ kind, sessionId }: Pick<KnownScan, 'kind' | 'sessionId'>) =>
  kind === 'entry' || kind === 'exit' ? `session ${sessionId ?? ''}` : kind

/** By corrected time; of one instant by id, so that every side has the same order. */
export const inOrder = (a: Pick<KnownScan, 'at' | 'id'>, b: Pick<KnownScan, 'at' | 'id'>) =>
  a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/** Whether a scan says no more than the one before it in its line. */
export const isSame = (
  before: Pick<KnownScan, 'kind' | 'doorId'>,
  scan: Pick<KnownScan, 'kind' | 'doorId'>,
) => before.kind === scan.kind && (scan.kind !== 'move' || before.doorId === scan.doorId)
