/** What is taken needs a moment until it is counted: news so old, in milliseconds, may be missing on a page too. */
const underWay = 10_000

/**
 * Asks the open page for itself again when its stream tells of `event`, and puts the new body of the element marked
 * with `data-NAME` (which holds the stream's address; `data-at` when it was counted) in the place of the old. At most
 * once in `atMostEvery` milliseconds: the desk has other work. Without this the page is reloaded by its button.
 */
export function askAgain({ name, event, atMostEvery }: { name: string; event: string; atMostEvery: number }) {
  const shown = document.querySelector<HTMLElement>(`[data-${name}]`)
  const address = shown?.dataset[name]
  if (!shown || !address) return
  let isWaiting = false
  let shownAt = Date.now()
  const show = async () => {
    isWaiting = false
    shownAt = Date.now()
    const answer = await fetch(location.href).catch(() => null)
    if (!answer?.ok) return
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const body = fresh.querySelector(`[data-${name}]`)
    if (body) shown.replaceChildren(...body.childNodes)
  }
  const ask = () => {
    if (isWaiting) return
    isWaiting = true
    setTimeout(show, Math.max(0, shownAt + atMostEvery - Date.now()))
  }
  const stream = new EventSource(address)
  stream.addEventListener(event, ask)
  // What was told after the page was counted and before its stream stood would be shown with the next telling only.
  stream.addEventListener('open', ({ data }: MessageEvent) => {
    if (Number(data) > Number(shown.dataset.at) - underWay) ask()
  })
}
