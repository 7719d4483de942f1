import { draftsName, openDrafts } from './drafts-box.ts'

/** Set when somebody was told that something of his or hers has not been sent. */
const toldMark = 'drafts-told'

/** Whether this browser ever kept a draft; true where it cannot tell. */
async function hasDrafts(): Promise<boolean> {
  const all = await indexedDB.databases?.().catch(() => undefined)
  return all === undefined || all.some(({ name }) => name === draftsName)
}

/**
 * Before somebody signs out, throws away what pages of the desk keep on this device. Where something still waits to be
 * sent, resolves to the page that shows it, once; the second time it goes too.
 */
export async function leaveDevice(): Promise<string | null> {
  const box = (await hasDrafts()) ? await openDrafts() : null
  if (box) {
    const kept = await box.all()
    const unsent = kept.find(({ value }) => value.state !== 'draft')
    if (unsent && !sessionStorage.getItem(toldMark)) {
      sessionStorage.setItem(toldMark, 'yes')
      return unsent.value.page
    }
    for (const { id } of kept) await box.delete(id)
  }
  sessionStorage.removeItem(toldMark)
  const isOfDesk = (path: string) => path.startsWith('/desk/')
  for (const name of await caches.keys()) if (isOfDesk(name.replace(/^kept /, ''))) await caches.delete(name)
  for (const registration of (await navigator.serviceWorker?.getRegistrations()) ?? []) {
    if (isOfDesk(new URL(registration.scope).pathname)) await registration.unregister()
  }
  return null
}
