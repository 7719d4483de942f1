// Copies of pages that open without a network, kept in the cache of the worker that reaches them.

const cacheOf = (scope: string) => `kept ${scope}`

/** Lets the kept pages under `scope` open without a network from now on; false where the browser cannot. */
export async function reach(scope: string, script: string): Promise<boolean> {
  try {
    await navigator.serviceWorker.register(script, { scope })
    await navigator.serviceWorker.ready
    return true
  } catch {
    return false
  }
}

/** Keeps a page as it is for whoever has no account here, or (`own`) for who is signed in; false without a line. */
export async function keepCopy(
  scope: string,
  path: string,
  { as }: { as: 'visitor' | 'own' },
): Promise<boolean> {
  try {
    const credentials = as === 'own' ? 'same-origin' : 'omit'
    const answer = await fetch(path, { credentials, cache: 'no-store' })
    if (!answer.ok || answer.redirected) return false
    const cache = await caches.open(cacheOf(scope))
    await cache.put(new URL(path, location.href).pathname, answer)
    return true
  } catch {
    return false
  }
}

/** Throws the copies under `scope` away, and the worker that shows them. */
export async function forgetCopies(scope: string): Promise<void> {
  await caches.delete(cacheOf(scope))
  const registration = await navigator.serviceWorker.getRegistration(scope)
  if (registration && new URL(registration.scope).pathname === scope) await registration.unregister()
}
