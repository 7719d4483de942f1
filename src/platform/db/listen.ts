import pg from 'pg'
import type { Services } from '../services.ts'

const retryAfter = 1_000

/**
 * Calls `onNotice` with the payload of every `NOTIFY channel` of any process over the same PostgreSQL, and with `*`
 * after a lost connection came back, since notices may have been missed. On the embedded database, which has one
 * process, nothing has to be heard. Returns how to stop.
 */
export async function listen(
  { database, config, log }: Pick<Services, 'database' | 'config' | 'log'>,
  channel: string,
  onNotice: (payload: string) => void,
): Promise<() => Promise<void>> {
  if (database.engine === 'embedded' || config.databaseUrl === null) return async () => {}
  const connectionString = config.databaseUrl
  let client: pg.Client | null = null
  let isStopped = false
  const connect = async () => {
    const next = new pg.Client({ connectionString, application_name: `jangkau listens to ${channel}` })
    next.on('notification', ({ payload }) => onNotice(payload ?? '*'))
    next.on('error', (error) => log.error('listening to the database', error, { channel }))
    next.on('end', () => {
      client = null
      if (!isStopped) setTimeout(again, retryAfter)
    })
    await next.connect()
    await next.query(`listen ${pg.escapeIdentifier(channel)}`)
    client = next
  }
  const again = () => {
    if (isStopped) return
    connect().then(
      () => onNotice('*'),
      () => setTimeout(again, retryAfter),
    )
  }
  await connect()
  return async () => {
    isStopped = true
    await client?.end()
  }
}
