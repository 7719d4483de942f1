// The screen at a door: asks for the next code in time, and says so where there is no line. Without this the page loads
// itself anew.

/** After a code's end, and between two tries without a line, in milliseconds. */
const grace = 500
const again = 3_000

const screen = document.getElementById('screen')
const problem = document.getElementById('screen-problem')

/** Shows what the server shows now; resolves to how long that holds, in milliseconds. */
async function renew(): Promise<number> {
  if (!screen || !problem) return again
  try {
    const answer = await fetch(location.href, { cache: 'no-store', signal: AbortSignal.timeout(10_000) })
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('screen')
    // Switched off, or no longer let in: the page itself says so.
    if (!fresh && (answer.status === 404 || answer.status === 410)) location.reload()
    if (!fresh) throw new Error('No code came.')
    screen.replaceChildren(...fresh.childNodes)
    screen.hidden = false
    problem.hidden = true
    return Number(fresh.dataset.seconds) * 1_000 + grace
  } catch {
    // An old code would only be refused.
    screen.hidden = true
    problem.hidden = false
    return again
  }
}

async function show(pause: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, pause))
  void show(await renew())
}

void show(Number(screen?.dataset.seconds ?? 0) * 1_000 + grace)
// A board should not fall asleep while people stand before it.
const wake = () => navigator.wakeLock?.request('screen').catch(() => {})
void wake()
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) void wake()
})
