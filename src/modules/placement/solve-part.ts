import { type Solved, solveModel } from './highs-solver.ts'
import type { Indexed } from './indexed.ts'
import { type PartModel, partModel, type Trait } from './part-model.ts'
import type { Part } from './parts.ts'

export interface PartPlan {
  status: 'optimal' | 'feasible'
  /** Class of each member of each block of the part, -1 for no seat. */
  seats: { person: number; class: number }[]
  objective: number
  bound: number
  relaxed: { built: PartModel; rowDual: Float64Array }
}

interface PartTask {
  indexed: Indexed
  part: Part
  traits: readonly Trait[]
  /** Class of each person to begin with. */
  start: ArrayLike<number>
  seconds: number
  onProgress(objective: number, bound: number): void
}

/**
 * The best plan of a part with all rules. First the linear relaxation: its objective is a bound, and a choice whose
 * reduced cost is d cannot be part of a plan cheaper than bound + d. So HiGHS first looks among choices with small
 * reduced costs, then among all that could still be better; mostly the first look meets the bound.
 * Source: variable fixing by reduced costs, Dantzig, Fulkerson and Johnson 1954.
 */
export async function solvePart(task: PartTask): Promise<PartPlan | 'infeasible' | 'unknown'> {
  const { indexed, part, traits, start } = task
  const deadline = performance.now() + task.seconds * 1000
  const secondsLeft = () => (deadline - performance.now()) / 1000
  const built = partModel(indexed, part, traits)
  const relaxed = await solveModel(built.model, { seconds: secondsLeft(), isRelaxed: true })
  if (relaxed.status === 'infeasible') return 'infeasible'
  const bound = Math.ceil(relaxed.objective + built.constant - 1e-6)
  const isPriced = relaxed.status === 'optimal'
  let best: { solved: Solved; built: PartModel; part: Part } | null = null
  let look = isPriced ? 1 : Number.POSITIVE_INFINITY
  for (;;) {
    const narrow = isPriced ? narrowed(part, built, relaxed.colDual, look) : part
    const model = partModel(indexed, narrow, traits)
    const solved = await solveModel(model.model, {
      seconds: secondsLeft(),
      start: startOf(narrow, model, best ? seatsOf(best) : start),
      onProgress: (objective, ofNarrow) =>
        task.onProgress(
          objective + model.constant,
          Math.min(isPriced ? bound : ofNarrow + model.constant, objective + model.constant),
        ),
    })
    const isAll = look === Number.POSITIVE_INFINITY
    if (solved.status === 'infeasible' && isAll) return 'infeasible'
    if (solved.status === 'infeasible') {
      look = look > 1000 ? Number.POSITIVE_INFINITY : look * 8
      continue
    }
    if (solved.status !== 'unknown' && (!best || costOf(model, solved) < costOf(best.built, best.solved)))
      best = { solved, built: model, part: narrow }
    if (!best) return 'unknown'
    const objective = costOf(best.built, best.solved)
    // Whatever is cheaper by one or more has only choices with reduced costs up to this.
    const needed = isPriced ? objective - 1 - (relaxed.objective + built.constant) : Number.POSITIVE_INFINITY
    const isOptimal = solved.status === 'optimal' && (isAll || needed <= look)
    if (isOptimal || solved.status !== 'optimal') {
      const said = isAll ? solved.bound + model.constant : bound
      return {
        status: isOptimal ? 'optimal' : 'feasible',
        seats: [...seatsOf(best)].map(([person, of]) => ({ person, class: of })),
        objective,
        bound: isOptimal ? objective : isPriced ? Math.max(bound, said) : said,
        relaxed: { built, rowDual: relaxed.rowDual },
      }
    }
    look = needed
  }
}

const costOf = (built: PartModel, solved: Solved) => solved.objective + built.constant

/** The part without the choices whose reduced cost is beyond the limit. */
function narrowed(part: Part, { seats }: PartModel, reduced: Float64Array, limit: number): Part {
  const kept = part.blocks.map((block) => ({
    ...block,
    options: [] as typeof block.options,
    unplaced: Number.POSITIVE_INFINITY,
  }))
  const costs = part.blocks.map(({ options }) => new Map(options.map((option) => [option.class, option])))
  seats.forEach(({ block, class: of }, column) => {
    const into = kept[block]
    if (!into || (reduced[column] as number) > limit + 1e-6) return
    const option = costs[block]?.get(of)
    if (option) into.options.push(option)
    else into.unplaced = part.blocks[block]?.unplaced as number
  })
  return { ...part, blocks: kept }
}

function seatsOf({ solved, built, part }: { solved: Solved; built: PartModel; part: Part }) {
  const classOf = new Map<number, number>()
  built.seats.forEach(({ block, class: of }, column) => {
    if ((solved.values[column] as number) < 0.5) return
    for (const person of part.blocks[block]?.members ?? []) classOf.set(person, of)
  })
  return classOf
}

/** Columns that HiGHS completes and mends. */
function startOf(part: Part, { seats }: PartModel, from: ArrayLike<number> | Map<number, number>) {
  const was = (person: number) => (from instanceof Map ? from.get(person) : from[person])
  return {
    columns: seats.map((_, column) => column),
    values: seats.map(({ block, class: of }) =>
      was(part.blocks[block]?.members[0] as number) === of ? 1 : 0,
    ),
  }
}
