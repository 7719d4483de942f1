import { type CellText, hoursOf, linesOf, placesOf, publicationsOf, rowsOf } from './cell-text.ts'
import type { InSteps } from './in-steps.ts'
import { type HeldMark, judgeInSteps } from './judgement.ts'
import { type LatticeRow, nameOfCell } from './lattice.ts'

/** All that is needed to judge an election, and what was judged of it before. */
export interface JudgementTask {
  minCell: number
  /** People of every cell. */
  cells: readonly CellText[]
  /** What units above others did by themselves, as bounds. */
  own: readonly LatticeRow[]
  /** Where and when its hits were, and what its hours have beyond their people. */
  places: readonly CellText[]
  hours: readonly CellText[]
  /** Hits of each publication. */
  publications: readonly CellText[]
  /** The marks that stand, with four bits each: delivered, engaged, hits and kinds. */
  standing: readonly CellText[]
}

/** What is to be written so that the marks that stand become those that were judged; as JSON, to be written as it is. */
export interface MarkChanges {
  /** Lists of marks that are new or others now. */
  put: string[]
  /** Lists of names of cells that have no mark any more. */
  gone: string[]
}

/** Marks written by one statement. */
const marksAtOnce = 4_000

/** Judges, and compares with what stands: from one minute to the next few marks change. */
export function* judgementInSteps(task: JudgementTask): InSteps<MarkChanges> {
  const { minCell, cells, own, standing } = task
  const source = { places: [...placesOf(task.places)], hours: [...hoursOf(task.hours)] }
  const publications = [...publicationsOf(task.publications)]
  const marks = yield* judgeInSteps([...rowsOf(cells), ...own], source, publications, minCell)
  const before = new Map<string, string>()
  for (const { workUnitId, words } of linesOf(standing)) {
    before.set([workUnitId, ...words.slice(0, 4)].join(' '), words.slice(4).join(' '))
  }
  const put = marks.filter((mark) => {
    const name = nameOfCell(mark)
    const stood = before.get(name)
    before.delete(name)
    return stood !== bitsOf(mark)
  })
  const gone = [...before.keys()].map((name) => {
    const [workUnitId, period, base, channel, publication] = name.split(' ')
    return { work_unit_id: workUnitId, period, base, channel, publication }
  })
  return {
    put: listsOf(put.map(({ workUnitId, ...mark }) => ({ work_unit_id: workUnitId, ...mark }))),
    gone: listsOf(gone),
  }
}

/** As the database writes them side by side: `1 0 1 0`. */
const bitsOf = ({ delivered, engaged, hits, kinds }: HeldMark) =>
  [delivered, engaged, hits, kinds].map(Number).join(' ')

const listsOf = (rows: readonly unknown[]) =>
  Array.from({ length: Math.ceil(rows.length / marksAtOnce) }, (_, at) =>
    JSON.stringify(rows.slice(at * marksAtOnce, (at + 1) * marksAtOnce)),
  )
