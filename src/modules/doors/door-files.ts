import type { Translator } from '../../platform/i18n/catalogue.ts'
import { assetAt, assetHref } from '../../ui/index.ts'
import { doorDocument } from './views/door-document.tsx'

/** A file of the phone's page, the same from server and relay. */
export interface DoorFile {
  body: string
  headers: Record<string, string>
}

/** The page itself. The same for everybody: what it shows comes from the phone. */
export const doorShell = async (t: Translator): Promise<DoorFile> => ({
  body: await doorDocument(t),
  headers: {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-cache',
    Vary: 'Cookie',
  },
})

/** Everything the page needs to open without a network. */
const shellFiles = () => [
  '/door/',
  '/door/?lang=id',
  '/door/?lang=en',
  '/door/manifest.webmanifest',
  ...['desk.css', 'door.css', 'door.js', 'door-decoder.js', 'jakarta.woff2', 'favicon.svg'].map(assetHref),
]

/**
 * The service worker. The files it keeps are written into it, so that a new version of any of them is a new worker;
 * it lies under `/door/` because that is how far it may reach.
 */
export function doorWorker(): DoorFile {
  const script = Buffer.from(assetAt(assetHref('door-worker.js'))?.plain ?? []).toString('utf8')
  return {
    body: `self.doorFiles=${JSON.stringify(shellFiles())};\n${script}`,
    headers: { 'Content-Type': 'text/javascript; charset=utf-8', 'Cache-Control': 'no-cache' },
  }
}

export const doorManifest = (t: Translator): DoorFile => ({
  body: JSON.stringify({
    name: t('doors.page.title'),
    short_name: t('doors.page.short'),
    start_url: '/door/',
    scope: '/door/',
    display: 'standalone',
    background_color: '#fbf8f3',
    theme_color: '#2a1250',
    icons: [{ src: assetHref('favicon.svg'), sizes: 'any', type: 'image/svg+xml' }],
  }),
  headers: { 'Content-Type': 'application/manifest+json', 'Cache-Control': 'no-cache' },
})
