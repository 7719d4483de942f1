import { gunzipSync, gzipSync } from 'node:zlib'
import { newId } from '../../../platform/ids.ts'
import type { SheetGrid } from '../../spreadsheets/index.ts'
import { checkRoster, type RosterChoices, type RosterWorld } from './check-roster.ts'
import { guessAt, type RosterLayout } from './layout.ts'
import type { RosterCounts, RosterPlan } from './plan.ts'
import { readRoster } from './read-roster.ts'
import type { RosterWord } from './roster-words.ts'

/** Work on a roster that a thread of its own does, so that no request waits for a large file. */
export type RosterTask =
  | { kind: 'read'; bytes: Uint8Array; words: readonly RosterWord[]; sheetName?: string }
  | { kind: 'layout'; sheet: Uint8Array; headerRow: number; words: readonly RosterWord[] }
  | { kind: 'check'; sheet: Uint8Array; choices: RosterChoices; world: PackedWorld; withPlan: boolean }

/** A world whose long lists are JSON text as the database gave it, unpacked in the thread. */
export interface PackedWorld extends Omit<RosterWorld, 'people' | 'appointments'> {
  people: string
  appointments: string
}

export interface ReadAnswer {
  format: SheetGrid['format']
  sheetName: string | null
  /** Names of all visible sheets of the file. */
  sheetNames: string[]
  sheet: Uint8Array
  layout: RosterLayout
}

/** A check ready to be stored: columns of rows, each detail as JSON text. */
export interface CheckAnswer {
  counts: RosterCounts
  rows: { numbers: number[]; outcomes: string[]; details: string[] }
  problems: string[]
  /** Only when asked for. */
  plan: RosterPlan | null
}

export type AnswerTo<T extends RosterTask> = T extends { kind: 'read' }
  ? ReadAnswer
  : T extends { kind: 'layout' }
    ? RosterLayout
    : CheckAnswer

const pack = (grid: SheetGrid) => gzipSync(JSON.stringify(grid), { level: 1 })
const unpack = (sheet: Uint8Array) => JSON.parse(gunzipSync(sheet).toString('utf8')) as SheetGrid

/** Names for a look: real identifiers take as long as all the rest of a row. */
function numbered(): () => string {
  let number = 0
  return () => `new ${number++}`
}

/** Does a task here and now. Throws `UnreadableSheet` for a file that cannot be read. */
export function doRosterTask(task: RosterTask): ReadAnswer | RosterLayout | CheckAnswer {
  if (task.kind === 'layout') return guessAt(unpack(task.sheet), task.headerRow, task.words)
  if (task.kind === 'read') {
    const { grid, layout, names } = readRoster(task.bytes, task.words, task.sheetName)
    return { format: grid.format, sheetName: grid.sheet, sheetNames: names, sheet: pack(grid), layout }
  }
  const { people, appointments, ...rest } = task.world
  const world: RosterWorld = { ...rest, people: JSON.parse(people), appointments: JSON.parse(appointments) }
  const { rows, problems, counts, plan } = checkRoster(
    unpack(task.sheet),
    task.choices,
    world,
    task.withPlan ? newId : numbered(),
  )
  return {
    counts,
    rows: {
      numbers: rows.map(({ row }) => row),
      outcomes: rows.map(({ outcome }) => outcome),
      details: rows.map((row) => JSON.stringify(row)),
    },
    problems: problems.map((problem) => JSON.stringify(problem)),
    plan: task.withPlan ? plan : null,
  }
}
