import loadHighs, { type Highs } from 'highs'
import type { LinearModel } from './linear-model.ts'

export interface Solved {
  /** `feasible`: the time was over with something in hand; `unknown`: with nothing. */
  status: 'optimal' | 'feasible' | 'infeasible' | 'unknown'
  values: Float64Array
  objective: number
  /** HiGHS says that nothing is below this. */
  bound: number
  /** Prices of the rows and reduced costs of the columns; of linear relaxations only. */
  rowDual: Float64Array
  colDual: Float64Array
}

interface Limits {
  seconds: number
  /** Drops that columns are whole. */
  isRelaxed?: boolean
  /** Values of some columns to begin with. */
  start?: { columns: number[]; values: number[] }
  onProgress?(objective: number, bound: number): void
}

/** Beyond it the interior point method is faster than simplex: 5 s against more than 25 at 38,000 columns. */
const manyColumns = 12_000

const nothing: Solved = {
  status: 'unknown',
  values: new Float64Array(0),
  objective: Number.POSITIVE_INFINITY,
  bound: Number.NEGATIVE_INFINITY,
  rowDual: new Float64Array(0),
  colDual: new Float64Array(0),
}

// The package's types describe its CommonJS half, where the loader is a property of what is imported.
const load = loadHighs as unknown as typeof loadHighs.default
let loaded: Promise<Highs> | null = null

/**
 * Solves a model whose columns and costs are whole numbers (but for relaxations) to proven optimality or to the end
 * of its time. HiGHS works on the thread that asks; ask from a worker.
 */
export async function solveModel(model: LinearModel, limits: Limits): Promise<Solved> {
  if (limits.seconds <= 0) return nothing
  if (model.columns === 0) return solveEmpty(model)
  loaded ??= load()
  const highs: Highs = await loaded
  try {
    return run(highs, model, limits)
  } catch (error) {
    // Out of its own memory: this copy of HiGHS is of no more use; the next model gets a new one.
    if (!(error instanceof Error && error.name === 'RuntimeError')) throw error
    loaded = null
    return nothing
  }
}

const solveEmpty = (model: LinearModel): Solved => {
  const holds = model.rowLower.every((lower, row) => lower <= 0 && (model.rowUpper[row] as number) >= 0)
  return holds
    ? { ...nothing, status: 'optimal', objective: 0, bound: 0 }
    : { ...nothing, status: 'infeasible' }
}

function run(highs: Highs, model: LinearModel, { seconds, isRelaxed, start, onProgress }: Limits): Solved {
  const { modelStatus, callbackType } = highs.constants
  const solver = highs.createModel({
    numCols: model.columns,
    numRows: model.rows,
    colCost: model.cost,
    colLower: model.lower,
    colUpper: model.upper,
    rowLower: model.rowLower,
    rowUpper: model.rowUpper,
    matrix: model.matrix(),
    ...(isRelaxed ? {} : { integrality: Int32Array.from(model.whole) }),
  })
  try {
    solver.options.set({
      output_flag: false,
      time_limit: seconds,
      mip_rel_gap: 0,
      // Objectives are whole numbers: less than one apart is the same.
      mip_abs_gap: 0.99,
      ...(isRelaxed && model.columns > manyColumns ? { solver: 'ipm' } : {}),
    })
    if (start && !isRelaxed)
      solver.raw.setSparseSolution({ indices: Int32Array.from(start.columns), values: start.values })
    solver.run(
      onProgress
        ? {
            [callbackType.mipLogging]: ({ data }) => {
              onProgress(Number(data.mip_primal_bound), Number(data.mip_dual_bound))
              return undefined
            },
          }
        : undefined,
    )
    const status = solver.getModelStatus()
    if (status === modelStatus.infeasible || status === modelStatus.unboundedOrInfeasible)
      return { ...nothing, status: 'infeasible' }
    const isOptimal = status === modelStatus.optimal
    const hasValues = Number(solver.info.get('primal_solution_status')) === 2
    const { colValue, rowDual, colDual } = solver.getSolution()
    const objective = solver.getObjectiveValue()
    const bound = isRelaxed
      ? isOptimal
        ? objective
        : Number.NEGATIVE_INFINITY
      : Math.ceil(Number(solver.info.get('mip_dual_bound')) - 1e-6)
    if (!isOptimal && !hasValues) return { ...nothing, bound }
    return {
      status: isOptimal ? 'optimal' : 'feasible',
      values: Float64Array.from(colValue),
      objective: isRelaxed ? objective : Math.round(objective),
      bound: isOptimal && !isRelaxed ? Math.round(objective) : bound,
      rowDual: Float64Array.from(rowDual ?? []),
      colDual: Float64Array.from(colDual ?? []),
    }
  } finally {
    solver.dispose()
  }
}
