/** Milliseconds between two tries: the first pause, and the longest one. */
const first = 2_000
const longest = 20_000

/**
 * Tries again by itself until nothing waits: when the line comes back, when the page is looked at again, and after
 * pauses that double. `work` resolves to whether anything still waits for a line.
 */
export function retrying(work: () => Promise<boolean>): () => void {
  let pause = first
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | null = null
  let isAsked = false
  const go = (): void => {
    clearTimeout(timer)
    if (running) {
      isAsked = true
      return
    }
    running = work()
      .then((waits) => {
        if (!waits) pause = first
        else {
          timer = setTimeout(go, pause)
          pause = Math.min(longest, pause * 2)
        }
      })
      .finally(() => {
        running = null
        if (!isAsked) return
        isAsked = false
        go()
      })
  }
  addEventListener('online', () => {
    pause = first
    go()
  })
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) go()
  })
  return go
}
