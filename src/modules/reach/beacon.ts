import type { IncomingMessage } from 'node:http'
import { z } from 'zod'

/** Where a hit happened: by the link's code, or by the path of a public page. */
export interface BeaconPlace {
  path: string | null
  code: string | null
}

const code = z.string().regex(/^[0-9A-Za-z]{3,32}$/)

/** Made up by the sender for a hit that may be sent again: with the same key it counts once. 8 to 100 visible ASCII signs. */
export const beaconKeyPattern = /^[\x21-\x7e]{8,100}$/

const shape = z
  .object({
    kind: z.enum(['view', 'click', 'share']),
    code: code.optional(),
    path: z.string().startsWith('/').max(500).optional(),
    key: z.string().regex(beaconKeyPattern).optional(),
  })
  .refine((beacon) => beacon.code !== undefined || beacon.path !== undefined, { path: ['path'] })

export type Beacon = z.output<typeof shape>

/** Reads a beacon's body; otherwise the field that is wrong. */
export function parseBeacon(body: string): Beacon | { wrong: string } {
  let json: unknown
  try {
    json = JSON.parse(body)
  } catch {
    return { wrong: 'body' }
  }
  const parsed = shape.safeParse(json)
  if (parsed.success) return parsed.data
  return { wrong: parsed.error.issues[0]?.path.map(String).join('.') || 'body' }
}

/** A path with its query taken apart; `?s=` names the link by which the page was opened. */
export function placeOfTarget(target: string): BeaconPlace {
  const url = URL.parse(target, 'http://site')
  if (!url) return { path: null, code: null }
  const named = url.searchParams.get('s')
  return { path: url.pathname, code: named !== null && code.safeParse(named).success ? named : null }
}

/**
 * The page a picture was asked for from: the Referer, when it is a page of this very site. Others may show our
 * picture too; that is no view.
 */
export function placeOfReferer({ headers }: IncomingMessage, publicUrl: string): BeaconPlace | null {
  const { referer, host } = headers
  const url = referer === undefined ? null : URL.parse(referer)
  if (!url || (url.host !== host && url.origin !== publicUrl)) return null
  return placeOfTarget(url.pathname + url.search)
}

const bodyAtMost = 4_096

/** The body as text, or null when it is larger than a beacon can be. */
export function readBody(request: IncomingMessage): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    let size = 0
    request.on('data', (part: Buffer) => {
      size += part.length
      if (size <= bodyAtMost) parts.push(part)
    })
    request.on('end', () => resolve(size > bodyAtMost ? null : Buffer.concat(parts).toString('utf8')))
    request.on('error', reject)
  })
}
