/** Long work that stops after every few milliseconds of it, so that whoever runs it can let others go first. */
export type InSteps<T> = Generator<void, T, void>

/** After so many of something small a step is over. */
const oneStep = 2_000

/** The items one after the other, with a stop after every so many. */
export function* step<T>(items: readonly T[], work: (item: T, at: number) => void): InSteps<void> {
  for (const [at, item] of items.entries()) {
    work(item, at)
    if (at % oneStep === oneStep - 1) yield
  }
}

/** Does it all at once. */
export function atOnce<T>(steps: InSteps<T>): T {
  for (;;) {
    const next = steps.next()
    if (next.done) return next.value
  }
}

/** Does it step by step; requests that have come in go first. */
export async function politely<T>(steps: InSteps<T>): Promise<T> {
  for (;;) {
    const next = steps.next()
    if (next.done) return next.value
    await new Promise<void>((resolve) => setImmediate(resolve))
  }
}
