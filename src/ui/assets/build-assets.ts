import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

/** A file that browsers load, before it has its address. */
export interface AssetFile {
  name: string
  bytes: Uint8Array
}

const require = createRequire(import.meta.url)

/** Sources of the assets, relative to the project's folder. */
const styles = {
  'desk.css': 'src/ui/css/desk.css',
  'site.css': 'src/ui/css/site.css',
  'site-form.css': 'src/ui/css/site-form.css',
  'door.css': 'src/ui/css/door.css',
}
const scripts = {
  'desk.js': 'client/desk.ts',
  'passkey.js': 'client/passkey.ts',
  'board.js': 'client/board.ts',
  'live-reach.js': 'client/live-reach.ts',
  'answers.js': 'client/answers.ts',
  'drafts.js': 'client/drafts.ts',
  'kept-worker.js': 'client/kept-worker.ts',
  'door.js': 'client/door.ts',
  'door-decoder.js': 'client/door-decoder.ts',
  'door-screen.js': 'client/door-screen.ts',
  'door-worker.js': 'client/door-worker.ts',
}
const images = { 'favicon.svg': 'src/ui/images/favicon.svg', 'og.png': 'src/ui/images/og.png' }
const font = '@fontsource-variable/plus-jakarta-sans/files/plus-jakarta-sans-latin-wght-normal.woff2'

/** Bundles styles and scripts and gathers font and pictures; `root` is the project's folder. */
export function buildAssets(root: string): AssetFile[] {
  const { buildSync } = require('esbuild') as typeof import('esbuild')
  const bundle = (name: string, source: string): AssetFile => {
    const result = buildSync({
      absWorkingDir: root,
      entryPoints: [source],
      bundle: true,
      minify: true,
      write: false,
      external: ['asset:*'],
      format: 'esm',
      target: ['chrome109', 'firefox115', 'safari15.6'],
      logLevel: 'warning',
    })
    return { name, bytes: result.outputFiles[0]?.contents ?? new Uint8Array() }
  }
  return [
    ...Object.entries(images).map(([name, source]) => ({ name, bytes: readFileSync(join(root, source)) })),
    { name: 'jakarta.woff2', bytes: readFileSync(require.resolve(font)) },
    ...Object.entries(styles).map(([name, source]) => bundle(name, source)),
    ...Object.entries(scripts).map(([name, source]) => bundle(name, source)),
  ]
}
