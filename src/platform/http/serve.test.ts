import { readFileSync } from 'node:fs'
import { get } from 'node:https'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { listen } from './serve.ts'

/** Made for this test alone: of localhost, signed by itself. */
const folder = join(import.meta.dirname, '..', '..', '..', 'test', 'support', 'tls')
const [certFile, keyFile] = [join(folder, 'localhost.pem'), join(folder, 'localhost.key')]

test('with a certificate it serves https, and says so at the same port from the first moment', async () => {
  const door = await listen(0, 'localhost', { certFile, keyFile })
  const status = (path: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const options = { ca: readFileSync(certFile), agent: false as const }
      get(`https://localhost:${door.port}${path}`, options, (answer) => {
        answer.resume()
        resolve(answer.statusCode)
      }).on('error', reject)
    })
  expect(await status('/healthz')).toBe(503)
  door.open({ raw: [], rest: (_, response) => response.writeHead(204).end(), isHealthy: async () => true })
  expect(await status('/healthz')).toBe(200)
  expect(await status('/anything')).toBe(204)
  await expect(fetch(`http://localhost:${door.port}/`)).rejects.toThrow()
  await door.close()
})
