/** How far imports of this process are: of how many things, how many are written in the open transaction. */
export interface RosterProgress {
  done: number
  of: number
}

const running = new Map<string, RosterProgress>()

export const progressOf = (id: string): RosterProgress | undefined => running.get(id)

/** Tells the progress of one import while `work` runs; gone afterwards, whatever came of it. */
export async function withProgress<T>(
  id: string,
  work: (tell: (now: RosterProgress) => void) => Promise<T>,
): Promise<T> {
  try {
    return await work((now) => running.set(id, now))
  } finally {
    running.delete(id)
  }
}
