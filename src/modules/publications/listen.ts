import pg from 'pg'
import type { Services } from '../../platform/services.ts'
import { announceLinks } from './links.ts'
import { announcePublications } from './publication-changes.ts'

/** Hears on `channel`; `announce` gets the payload: a unit, or `*` after which anything may have changed. */
interface Ear {
  channel: 'links' | 'publications'
  announce(services: Services, payload: string): Promise<void>
}

const ears: readonly Ear[] = [
  {
    channel: 'links',
    // Not read here: a unit may have tens of thousands of links, and few of them are followed before the next change.
    announce: async (services, unit) => announceLinks(services, unit === '*' ? 'reload' : { unit }),
  },
  {
    channel: 'publications',
    announce: async (services, unit) => announcePublications(services, unit),
  },
]

/**
 * Passes on what other processes over the same server changed, over a connection of its own. When that breaks it
 * is made again, and everything counts as changed: what was said meanwhile is lost. Nothing to do on the embedded
 * database, which has one process.
 */
export async function listen(services: Services): Promise<() => Promise<void>> {
  const { databaseUrl } = services.config
  if (databaseUrl === null || services.database.engine === 'embedded') return async () => {}
  let isStopped = false
  let client: pg.Client | undefined
  let later: NodeJS.Timeout | undefined

  async function connect(): Promise<void> {
    const made = new pg.Client({ connectionString: databaseUrl ?? undefined })
    client = made
    made.on('error', () => made.end().catch(() => {}))
    made.on('end', () => retry(made))
    made.on('notification', ({ channel, payload = '*' }) => {
      const ear = ears.find((one) => one.channel === channel)
      ear
        ?.announce(services, payload)
        .catch((error: unknown) => services.log.error('listening failed', error))
    })
    await made.connect()
    for (const { channel } of ears) await made.query(`listen ${channel}`)
  }

  function retry(ended: pg.Client) {
    if (isStopped || ended !== client) return
    later = setTimeout(() => {
      connect()
        .then(() => Promise.all(ears.map(({ announce }) => announce(services, '*'))))
        .catch((error: unknown) => {
          services.log.error('listening failed', error)
          if (client) retry(client)
        })
    }, 1000)
  }

  await connect()
  return async () => {
    isStopped = true
    clearTimeout(later)
    await client?.end()
  }
}
