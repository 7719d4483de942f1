// The open page of a day's reach asks for itself again when hits were folded. Without this it is reloaded by its button.

/** Milliseconds between two looks: the desk has other work. */
const atMostEvery = 5_000

const live = document.querySelector<HTMLElement>('[data-live]')
const address = live?.dataset.live
if (live && address) {
  let isWaiting = false
  let shownAt = Date.now()
  const show = async () => {
    isWaiting = false
    shownAt = Date.now()
    const answer = await fetch(location.href).catch(() => null)
    if (!answer?.ok) return
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const body = fresh.querySelector('[data-live]')
    if (body) live.replaceChildren(...body.childNodes)
  }
  new EventSource(address).addEventListener('hits', () => {
    if (isWaiting) return
    isWaiting = true
    setTimeout(show, Math.max(0, shownAt + atMostEvery - Date.now()))
  })
}
