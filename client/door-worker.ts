// The service worker of the door page: opens it without a network. What belongs to people is not in its cache.

interface FetchEvent extends Event {
  request: Request
  respondWith(answer: Promise<Response>): void
}
interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface WorkerScope {
  /** Written in front of this program by the server. */
  doorFiles: string[]
  skipWaiting(): Promise<void>
  clients: { claim(): Promise<void> }
  addEventListener(type: 'install' | 'activate', listener: (event: Lasting) => void): void
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void
}

const worker = self as unknown as WorkerScope
const files = worker.doorFiles
/** A cache of its own for every set of files, so that no page is put together from two. */
const name = `door ${files.join(' ')}`

const keep = async () => {
  const cache = await caches.open(name)
  await cache.addAll(files.map((file) => new Request(file, { cache: 'reload' })))
  await worker.skipWaiting()
}

const takeOver = async () => {
  for (const other of await caches.keys()) if (other !== name) await caches.delete(other)
  await worker.clients.claim()
}

const answer = async (request: Request, path: string): Promise<Response> => {
  const cache = await caches.open(name)
  return (await cache.match(path)) ?? fetch(request)
}

worker.addEventListener('install', (event) => event.waitUntil(keep()))
worker.addEventListener('activate', (event) => event.waitUntil(takeOver()))
worker.addEventListener('fetch', (event) => {
  const { pathname, search } = new URL(event.request.url)
  if (event.request.method !== 'GET') return
  const path = files.includes(pathname + search) ? pathname + search : pathname
  if (files.includes(path)) event.respondWith(answer(event.request, path))
})
