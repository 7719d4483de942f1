import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Drawn } from './draw.ts'

/** One form of an answer, ready to be written: headers, name and value in turn, and body. */
export interface Form {
  etag: string
  headers: string[]
  /** Its bytes as a Latin-1 string, which node:http writes together with the headers in one piece. */
  body: string
}

/** An answer in every form it is asked for in; nothing is left to do per request. */
export interface EncodedAnswer {
  status: number
  plain: Form
  gzip: Form | null
  brotli: Form | null
  /** Bytes in memory, all forms together. */
  size: number
}

/**
 * No script, no style but ours, no form, no frame: what a public page may do. `same-origin` lets the page's own
 * counting picture say which page it stands in, and tells other sites nothing.
 */
const security = [
  'Content-Security-Policy',
  "default-src 'none';img-src 'self';style-src 'self';base-uri 'none';form-action 'none';frame-ancestors 'none'",
  'Referrer-Policy',
  'same-origin',
  'X-Content-Type-Options',
  'nosniff',
]

/** A cache in front may keep a page for a minute and show it for ten more while it fetches the next. */
const kept = 'public, max-age=60, stale-while-revalidate=600'

const compress = { brotli: promisify(brotliCompress), gzip: promisify(gzip) }

/** Compresses an answer once and works out its headers; pictures are compressed already. */
export async function encodeAnswer({ status, type, body }: Drawn): Promise<EncodedAnswer> {
  const bytes = Buffer.from(body)
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 20)
  const isText = !type.startsWith('image/')
  const form = (encoding: string | null, encoded: Buffer): Form => {
    // A strong tag names one representation: each encoding has its own.
    const etag = `"${hash}${encoding ? `-${encoding}` : ''}"`
    return {
      etag,
      body: encoded.toString('latin1'),
      headers: [
        'Content-Type',
        type,
        'Content-Length',
        String(encoded.byteLength),
        'Cache-Control',
        kept,
        'ETag',
        etag,
        ...(isText ? ['Vary', 'Accept-Encoding'] : []),
        ...(encoding ? ['Content-Encoding', encoding] : []),
        ...security,
      ],
    }
  }
  const [brotli, zipped] = isText
    ? await Promise.all([
        compress.brotli(bytes, {
          params: {
            [constants.BROTLI_PARAM_QUALITY]: 11,
            [constants.BROTLI_PARAM_SIZE_HINT]: bytes.byteLength,
          },
        }),
        compress.gzip(bytes, { level: 9 }),
      ])
    : [null, null]
  return {
    status,
    plain: form(null, bytes),
    gzip: zipped && form('gzip', zipped),
    brotli: brotli && form('br', brotli),
    size: bytes.byteLength + (brotli?.byteLength ?? 0) + (zipped?.byteLength ?? 0),
  }
}

/** The smallest form that a client takes, by its Accept-Encoding. */
export function formFor(answer: EncodedAnswer, accepted: string | undefined): Form {
  if (!accepted) return answer.plain
  if (answer.brotli && accepts(accepted, 'br')) return answer.brotli
  if (answer.gzip && accepts(accepted, 'gzip')) return answer.gzip
  return answer.plain
}

/** Whether an Accept-Encoding names an encoding without refusing it by `q=0` (RFC 9110, 12.5.3). */
function accepts(accepted: string, encoding: string): boolean {
  const at = accepted.indexOf(encoding)
  if (at === -1) return false
  if (!accepted.includes('q=0')) return true
  const quality = new RegExp(`(?:^|[,\\s])${encoding}\\s*;\\s*q=0(?:\\.0*)?\\s*(?:,|$)`).test(accepted)
  return !quality
}

/** Whether the client has this form already (If-None-Match, RFC 9110, 13.1.2). */
export const isKnown = (form: Form, noneMatch: string | undefined) =>
  noneMatch !== undefined && (noneMatch === '*' || noneMatch.includes(form.etag))

/** Headers of a 304: those that say how long the kept copy is good, without those about bytes. */
export const headersOf304 = (form: Form): string[] => {
  const headers: string[] = []
  for (let at = 0; at < form.headers.length; at += 2) {
    const name = form.headers[at] ?? ''
    if (!name.startsWith('Content-') || name === 'Content-Security-Policy')
      headers.push(name, form.headers[at + 1] ?? '')
  }
  return headers
}
