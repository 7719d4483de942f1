import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { type AssetFile, buildAssets } from './build-assets.ts'

/** A file as it is served. The compressed forms are absent where they would save nothing. */
export interface Asset {
  href: string
  type: string
  plain: Uint8Array
  brotli?: Uint8Array
  gzip?: Uint8Array
}

const types: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  woff2: 'font/woff2',
}

let known: Map<string, Asset> | undefined

/** The address of an asset, which changes with its content: `/assets/desk.1f3a9c02.css`. */
export function assetHref(name: string): string {
  const asset = allAssets().get(name)
  if (!asset) throw new Error(`There is no asset ${name}.`)
  return asset.href
}

/** An asset by its address. */
export const assetAt = (href: string): Asset | undefined =>
  [...allAssets().values()].find((asset) => asset.href === href)

/** Files of the build beside the running program; from the sources where there was no build. */
function files(): AssetFile[] {
  const built = join(import.meta.dirname, 'assets')
  if (existsSync(join(built, 'desk.css'))) {
    return readdirSync(built).map((name) => ({ name, bytes: readFileSync(join(built, name)) }))
  }
  return buildAssets(projectFolder())
}

function projectFolder(): string {
  let at = import.meta.dirname
  while (!existsSync(join(at, 'package.json'))) at = dirname(at)
  return at
}

/** Styles last: they name the addresses of the others as `asset:NAME`. */
function allAssets(): Map<string, Asset> {
  if (known) return known
  known = new Map()
  const isStyle = ({ name }: AssetFile) => name.endsWith('.css')
  const all = files()
  for (const file of [...all.filter((f) => !isStyle(f)), ...all.filter(isStyle)]) {
    known.set(file.name, serve(file, known))
  }
  return known
}

function serve({ name, bytes }: AssetFile, before: ReadonlyMap<string, Asset>): Asset {
  const extension = name.slice(name.lastIndexOf('.') + 1)
  const text = extension === 'css' ? Buffer.from(bytes).toString('utf8') : undefined
  const plain = text
    ? Buffer.from(text.replace(/asset:([\w.-]+)/g, (_, used: string) => before.get(used)?.href ?? used))
    : Buffer.from(bytes)
  const hash = createHash('sha256').update(plain).digest('hex').slice(0, 10)
  const stem = name.slice(0, -extension.length - 1)
  const asset = {
    href: `/assets/${stem}.${hash}.${extension}`,
    type: types[extension] ?? 'text/plain',
    plain,
  }
  if (extension === 'png' || extension === 'woff2') return asset
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }
  return { ...asset, brotli: brotliCompressSync(plain, quality), gzip: gzipSync(plain, { level: 9 }) }
}
