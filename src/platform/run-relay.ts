import type { RequestListener } from 'node:http'
import type { Config } from './config.ts'
import { listen } from './http/serve.ts'
import { jsonLog, type Log } from './log.ts'

/** What a relay is opened with. */
export interface RelayParts {
  /** Address of the server it stands in for. */
  upstream: string
  /** What lets it in, and opens what it keeps. */
  code: string
  /** Where it keeps what it must not lose. */
  folder: string
  /** Where others reach it. */
  publicUrl: string
  log: Log
}

/** A relay that runs: it has no database, no jobs and nobody who signs in. */
export interface RunningRelay {
  listener: RequestListener
  /** Whether it can serve; a line to the server is not needed for that. */
  isHealthy(): boolean
  stop(): Promise<void>
}

export type OpenRelay = (parts: RelayParts) => Promise<RunningRelay>

/** Serves as a relay: no database is opened. Throws `ConfigProblem` where the code does not fit. */
export async function startRelay(
  load: () => Promise<{ openRelay: OpenRelay }>,
  config: Pick<Config, 'port' | 'host' | 'dataDir' | 'publicUrl' | 'tls'> & {
    relay: NonNullable<Config['relay']>
  },
  stops: (() => Promise<void> | void)[],
  progress: (text: string) => void,
): Promise<void> {
  const door = await listen(config.port, config.host, config.tls)
  stops.push(() => door.close())
  const { openRelay } = await load()
  const relay = await openRelay({
    ...config.relay,
    folder: config.dataDir,
    publicUrl: config.publicUrl,
    log: jsonLog,
  })
  // The relay ends after its door: what was asked is finished first.
  stops.splice(-1, 0, () => relay.stop())
  door.open({ raw: [], rest: relay.listener, isHealthy: async () => relay.isHealthy() })
  const seconds = (performance.now() / 1000).toFixed(1)
  progress(`Jangkau relays ${config.relay.upstream} on ${config.publicUrl} (ready in ${seconds} s)`)
}
