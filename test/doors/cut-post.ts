import { request } from 'node:http'
import type { Phone } from './phone.ts'

/** One of them, by chance. */
export const any = <One>(from: readonly One[]): One => from[Math.floor(Math.random() * from.length)] as One

/** Where an upload is cut: nowhere, half-way up, or after it was sent whole and before it was answered. */
export type Cut = 'none' | 'half-sent' | 'unheard'

/** Posts over a socket of its own and cuts it where it was told to; the ids that were answered. */
export function post(url: string, phone: Pick<Phone, 'cookie'>, body: string, cut: Cut): Promise<string[]> {
  return new Promise((resolve) => {
    const sent = request(`${url}/door/scans`, {
      method: 'POST',
      agent: false,
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        cookie: phone.cookie,
      },
    })
    sent.on('error', () => resolve([]))
    sent.on('close', () => resolve([]))
    sent.on('response', (response) => {
      let text = ''
      response.on('error', () => resolve([]))
      response.on('data', (chunk: Buffer) => {
        text += chunk
      })
      response.on('end', () => {
        if (response.statusCode !== 200) return resolve([])
        resolve((JSON.parse(text) as { items: { id: string }[] }).items.map(({ id }) => id))
      })
    })
    if (cut === 'half-sent') {
      sent.write(body.slice(0, Math.floor(body.length / 2)))
      setTimeout(() => sent.destroy(), 5)
      return
    }
    sent.end(body)
    // The server may have committed by then; the phone does not learn of it.
    if (cut === 'unheard') setTimeout(() => sent.destroy(), Math.random() * 15)
  })
}
