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
  role: 'all' | 'web' | 'worker'
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
  if (text === 'all' || text === 'web' || text === 'worker') return text
  throw new ConfigProblem(`ROLE must be all, web or worker; it is "${text}".`)
}

/** Reads the environment, without the secret. Throws `ConfigProblem` with a sentence at the first wrong value. */
export function readConfig(environment: Environment): Omit<Config, 'secret'> {
  const port = whole(environment, 'PORT', 3000, 0, 65_535)
  const databaseUrl = environment.DATABASE_URL
    ? address('DATABASE_URL', environment.DATABASE_URL, ['postgres:', 'postgresql:'])
    : null
  const role = roleOf(environment.ROLE || 'all')
  if (role !== 'all' && databaseUrl === null) {
    throw new ConfigProblem(
      `ROLE=${role} needs DATABASE_URL: the embedded database belongs to one process, which does everything.`,
    )
  }
  return {
    port,
    host: environment.HOST || '0.0.0.0',
    dataDir: resolve(environment.DATA_DIR || './.data'),
    databaseUrl,
    publicUrl: address('PUBLIC_URL', environment.PUBLIC_URL || `http://localhost:${port}`, [
      'http:',
      'https:',
    ]),
    examples: environment.EXAMPLES !== '0',
    role,
    minCell: whole(environment, 'MIN_CELL', 20, 2, 1_000),
    trustProxy: environment.TRUST_PROXY === '1',
    floodPerMinute: whole(environment, 'FLOOD_PER_MINUTE', 300, 1, 1_000_000),
    networksFile: environment.NETWORKS_FILE ? resolve(environment.NETWORKS_FILE) : null,
  }
}

/** Where the embedded database lives. */
export const databaseFolder = (config: Pick<Config, 'dataDir'>) => join(config.dataDir, 'db')
