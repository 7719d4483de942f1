/** A linear model in the form HiGHS reads: columns with costs and limits, rows with limits, a matrix by rows. */
export class LinearModel {
  readonly cost: number[] = []
  readonly lower: number[] = []
  readonly upper: number[] = []
  /** 1 where a column takes whole numbers only. */
  readonly whole: number[] = []
  readonly rowLower: number[] = []
  readonly rowUpper: number[] = []
  readonly #start: number[] = [0]
  readonly #index: number[] = []
  readonly #value: number[] = []

  column(cost: number, lower: number, upper: number, isWhole: boolean): number {
    this.cost.push(cost)
    this.lower.push(lower)
    this.upper.push(upper)
    this.whole.push(isWhole ? 1 : 0)
    return this.cost.length - 1
  }

  /** A choice of yes or no. */
  choice(cost: number): number {
    return this.column(cost, 0, 1, true)
  }

  row(lower: number, upper: number, terms: Iterable<readonly [column: number, factor: number]>): number {
    for (const [column, factor] of terms) {
      this.#index.push(column)
      this.#value.push(factor)
    }
    this.#start.push(this.#index.length)
    this.rowLower.push(lower)
    this.rowUpper.push(upper)
    return this.rowLower.length - 1
  }

  get columns(): number {
    return this.cost.length
  }

  get rows(): number {
    return this.rowLower.length
  }

  matrix() {
    return {
      format: 'csr' as const,
      numCols: this.columns,
      numRows: this.rows,
      starts: Int32Array.from(this.#start),
      indices: Int32Array.from(this.#index),
      values: Float64Array.from(this.#value),
    }
  }
}
