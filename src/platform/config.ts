import { join, resolve } from 'node:path'

/** What the environment says; the README has the table. */
export interface Config {
  port: number
  host: string
  dataDir: string
  databaseUrl: string | null
  /** Without a slash at the end. */
  publicUrl: string
  examples: boolean
  role: 'all' | 'web' | 'worker' | 'relay'
  /** Signs sessions and codes. */
  secret: string
  /** Cells with fewer people are suppressed. */
  minCell: number
  /** Whether a proxy in front says in X-Forwarded-For whom it speaks for. */
  trustProxy: boolean
  /** New hits of one network within a minute; beyond it they are no people's. */
  floodPerMinute: number
  /** A file that lists networks of own offices, scanners and datacentres. */
  networksFile: string | null
  /** Certificate and key to serve https with; null: http, behind a proxy or on this machine alone. */
  tls: { certFile: string; keyFile: string } | null
  /** What a relay stands in for, and what lets it in; null in every other role. */
  relay: { upstream: string; code: string } | null
}

/** A sentence for the person who set the environment. */
export class ConfigProblem extends Error {}

type Environment = Readonly<Record<string, string | undefined>>

function whole(environment: Environment, name: string, fallback: number, least: number, most: number) {
  const text = environment[name]
  if (text === undefined || text === '') return fallback
  const value = Number(text)
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new ConfigProblem(`${name} must be a whole number from ${least} to ${most}; it is "${text}".`)
  }
  return value
}

function address(name: string, text: string, protocols: readonly string[]) {
  const url = URL.parse(text)
  if (!url || !protocols.includes(url.protocol)) {
    throw new ConfigProblem(`${name} must be an address that begins with ${protocols.join('// or ')}//.`)
  }
  return text.replace(/\/+$/, '')
}

function roleOf(text: string): Config['role'] {
  if (text === 'all' || text === 'web' || text === 'worker' || text === 'relay') return text
  throw new ConfigProblem(`ROLE must be all, web, worker or relay; it is "${text}".`)
}

/** A relay's part; it travels over other people's lines, so plain http is for this machine alone. */
function relayOf({ UPSTREAM, RELAY_CODE }: Environment): Config['relay'] {
  if (!UPSTREAM || !RELAY_CODE)
    throw new ConfigProblem('ROLE=relay needs UPSTREAM, the address of the server, and RELAY_CODE.')
  const upstream = address('UPSTREAM', UPSTREAM, ['http:', 'https:'])
  const { protocol, hostname } = new URL(upstream)
  if (protocol === 'http:' && !['localhost', '127.0.0.1', '[::1]'].includes(hostname))
    throw new ConfigProblem('UPSTREAM must begin with https: scans travel over it.')
  return { upstream, code: RELAY_CODE.trim() }
}

function tlsOf({ TLS_CERT, TLS_KEY }: Environment): Config['tls'] {
  if (!TLS_CERT && !TLS_KEY) return null
  if (!TLS_CERT || !TLS_KEY)
    throw new ConfigProblem('TLS_CERT and TLS_KEY belong together: files with the certificate and its key.')
  return { certFile: resolve(TLS_CERT), keyFile: resolve(TLS_KEY) }
}

/** Reads the environment, without the secret. Throws `ConfigProblem` with a sentence at the first wrong value. */
export function readConfig(environment: Environment): Omit<Config, 'secret'> {
  const port = whole(environment, 'PORT', 3000, 0, 65_535)
  const databaseUrl = environment.DATABASE_URL
    ? address('DATABASE_URL', environment.DATABASE_URL, ['postgres:', 'postgresql:'])
    : null
  const role = roleOf(environment.ROLE || 'all')
  if (role === 'relay' && databaseUrl !== null)
    throw new ConfigProblem('ROLE=relay keeps what it needs by itself: leave DATABASE_URL away.')
  if (role !== 'all' && role !== 'relay' && databaseUrl === null) {
    throw new ConfigProblem(
      `ROLE=${role} needs DATABASE_URL: the embedded database belongs to one process, which does everything.`,
    )
  }
  const tls = tlsOf(environment)
  return {
    port,
    host: environment.HOST || '0.0.0.0',
    dataDir: resolve(environment.DATA_DIR || './.data'),
    databaseUrl,
    publicUrl: address(
      'PUBLIC_URL',
      environment.PUBLIC_URL || `${tls ? 'https' : 'http'}://localhost:${port}`,
      ['http:', 'https:'],
    ),
    examples: environment.EXAMPLES !== '0',
    role,
    minCell: whole(environment, 'MIN_CELL', 20, 2, 1_000),
    trustProxy: environment.TRUST_PROXY === '1',
    tls,
    relay: role === 'relay' ? relayOf(environment) : null,
    floodPerMinute: whole(environment, 'FLOOD_PER_MINUTE', 300, 1, 1_000_000),
    networksFile: environment.NETWORKS_FILE ? resolve(environment.NETWORKS_FILE) : null,
  }
}

/** Where the embedded database lives. */
export const databaseFolder = (config: Pick<Config, 'dataDir'>) => join(config.dataDir, 'db')
