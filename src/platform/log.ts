/** One JSON object a line on stderr; never an address, a token or a person's data. */
export interface Log {
  info(event: string, fields?: Record<string, unknown>): void
  error(event: string, error: unknown, fields?: Record<string, unknown>): void
}

const write = (level: string, event: string, fields: Record<string, unknown>) =>
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), level, event, ...fields })}\n`)

export const jsonLog: Log = {
  info: (event, fields = {}) => write('info', event, fields),
  error: (event, error, fields = {}) =>
    write('error', event, {
      ...fields,
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }),
}

export const silentLog: Log = { info: () => {}, error: () => {} }
