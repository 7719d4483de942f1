// An open board asks for itself again when scans were committed. Without this it is reloaded by its button.

/** Milliseconds between two looks: the desk has other work. */
const atMostEvery = 3_000

const board = document.querySelector<HTMLElement>('[data-board]')
const address = board?.dataset.board
if (board && address) {
  let isWaiting = false
  let shownAt = Date.now()
  const show = async () => {
    isWaiting = false
    shownAt = Date.now()
    const answer = await fetch(location.href).catch(() => null)
    if (!answer?.ok) return
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const body = fresh.querySelector('[data-board]')
    if (body) board.replaceChildren(...body.childNodes)
  }
  new EventSource(address).addEventListener('scans', () => {
    if (isWaiting) return
    isWaiting = true
    setTimeout(show, Math.max(0, shownAt + atMostEvery - Date.now()))
  })
}
