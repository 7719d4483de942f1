import { randomBytes, timingSafeEqual } from 'node:crypto'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { writeDurably } from './durable-file.ts'

/** One command as the command line sends it to the running server. */
export interface ControlRequest {
  /** `import roster`: the words that name the command. */
  name: string
  args: readonly string[]
  options: Readonly<Record<string, string | boolean | undefined>>
  /** The folder in which file names are meant. */
  folder: string
}

/** What comes back, one JSON object a line. */
export type ControlLine = { out: string } | { err: string } | { code: number }

type Run = (request: ControlRequest, send: (line: ControlLine) => void) => Promise<number>

const fileOf = (dataDir: string) => join(dataDir, 'control.json')

/**
 * Lets the command line in through the running server, which owns the embedded database: on the loopback address,
 * under a key that stands in a file only the owner of the data folder can read. Returns how to stop.
 */
export async function openControl(dataDir: string, run: Run): Promise<() => Promise<void>> {
  const key = randomBytes(32).toString('base64url')
  const server = createServer((request, response) => {
    const given = Buffer.from(request.headers.authorization ?? '')
    const wanted = Buffer.from(`Bearer ${key}`)
    if (request.method !== 'POST' || given.length !== wanted.length || !timingSafeEqual(given, wanted)) {
      response.writeHead(403).end()
      return
    }
    let body = ''
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text
    })
    request.on('end', () => {
      response.writeHead(200, { 'content-type': 'application/x-ndjson' })
      const send = (line: ControlLine) => response.write(`${JSON.stringify(line)}\n`)
      void Promise.resolve()
        .then(() => run(JSON.parse(body) as ControlRequest, send))
        .catch((error: unknown) => {
          send({ err: error instanceof Error ? error.message : String(error) })
          return 1
        })
        .then((code) => {
          send({ code })
          response.end()
        })
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  writeDurably(fileOf(dataDir), JSON.stringify({ port, key }), 0o600)
  return async () => {
    rmSync(fileOf(dataDir), { force: true })
    await new Promise((resolve) => {
      server.close(resolve)
      server.closeIdleConnections()
    })
  }
}

/** Sends a command to the server that runs on `dataDir`; resolves to its exit code, or null when none answers. */
export async function throughServer(
  dataDir: string,
  request: ControlRequest,
  receive: (line: ControlLine) => void,
): Promise<number | null> {
  if (!existsSync(fileOf(dataDir))) return null
  const { port, key } = JSON.parse(readFileSync(fileOf(dataDir), 'utf8')) as { port: number; key: string }
  const response = await fetch(`http://127.0.0.1:${port}/`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}` },
    body: JSON.stringify(request),
  }).catch(() => null)
  if (!response?.ok || !response.body) return null
  let code: number | null = null
  let rest = ''
  const take = (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const said = JSON.parse(line) as ControlLine
      if ('code' in said) code = said.code
      else receive(said)
    }
  }
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) take(chunk)
  // The server ended before the command did: it was killed, and the command with it.
  return code ?? 1
}
