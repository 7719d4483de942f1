// Opens kept pages without a network. Which pages are kept is for the pages themselves to say (kept/copies.ts).

interface FetchEvent extends Event {
  request: Request
  respondWith(answer: Promise<Response>): void
}
interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface WorkerScope {
  /** Written in front of this program by the server. */
  keptFiles: string[]
  registration: { scope: string }
  skipWaiting(): Promise<void>
  clients: { claim(): Promise<void> }
  addEventListener(type: 'install' | 'activate', listener: (event: Lasting) => void): void
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void
}

const worker = self as unknown as WorkerScope
/** One cache for each reach: kept pages, and style and scripts of every build they were kept under. */
const name = `kept ${new URL(worker.registration.scope).pathname}`
/** So long, in milliseconds, a line may be silent before the kept page is shown instead. */
const patience = 6_000

const keep = async () => {
  const cache = await caches.open(name)
  await cache.addAll(worker.keptFiles)
  await worker.skipWaiting()
}

const silence = () => new Promise<null>((resolve) => setTimeout(() => resolve(null), patience))

/** The page as it is now; the kept one where nobody answers, or only something in between does. */
const openPage = async (request: Request, path: string): Promise<Response> => {
  const kept = await (await caches.open(name)).match(path)
  if (!kept) return fetch(request)
  const heard = await Promise.race([fetch(request).catch(() => null), silence()])
  return heard === null || heard.status >= 500 ? kept : heard
}

const openFile = async (request: Request, path: string): Promise<Response> =>
  (await (await caches.open(name)).match(path)) ?? fetch(request)

worker.addEventListener('install', (event) => event.waitUntil(keep()))
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()))
worker.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin) return
  if (request.mode === 'navigate') event.respondWith(openPage(request, pathname))
  else if (pathname.startsWith('/assets/')) event.respondWith(openFile(request, pathname))
})
