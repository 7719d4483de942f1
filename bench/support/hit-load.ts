// A load generator on bare sockets: keep-alive connections, one request at a time on each, answers without a body.
import { connect, type Socket } from 'node:net'

export interface LoadResult {
  /** Answers a second with the status that was wanted. */
  rate: number
  /** Milliseconds from when a request was due until its answer. */
  latencies: number[]
  /** Answers with another status. */
  others: number
}

export interface Load {
  port: number
  connections: number
  seconds: number
  /** Requests a second in all; null: each connection sends as soon as it was answered. */
  ratePerSecond: number | null
  request(): string
  status: number
}

/**
 * Sends until the time is over. With a rate a request that is late counts from when it was due. The clock starts when
 * every connection stands: requests that were due while they were still being opened once made the 99th percentile.
 */
export async function sendLoad({ port, connections, seconds, ratePerSecond, request, status }: Load) {
  const wanted = Buffer.from(`HTTP/1.1 ${status} `)
  const latencies: number[] = []
  const idle: ((due: number) => void)[] = []
  const due: number[] = []
  let others = 0
  let isOver = false
  const open = () =>
    new Promise<{ socket: Socket; next(): void }>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1')
      socket.setNoDelay(true)
      socket.once('error', reject)
      let since = 0
      const send = (at: number) => {
        since = at
        socket.write(request())
      }
      const next = () => {
        if (isOver) return
        if (ratePerSecond === null) return send(performance.now())
        const waiting = due.shift()
        if (waiting === undefined) idle.push(send)
        else send(waiting)
      }
      socket.once('connect', () => resolve({ socket, next }))
      socket.on('data', (answer) => {
        latencies.push(performance.now() - since)
        if (wanted.compare(answer, 0, wanted.length) !== 0) others += 1
        next()
      })
    })
  const opened = await Promise.all(Array.from({ length: connections }, open))
  const began = performance.now()
  for (const { next } of opened) next()
  if (ratePerSecond !== null) {
    let sent = 0
    const timer = setInterval(() => {
      const target = Math.floor(((performance.now() - began) / 1000) * ratePerSecond)
      for (; sent < target; sent += 1) {
        const at = began + (sent / ratePerSecond) * 1000
        const free = idle.pop()
        if (free) free(at)
        else due.push(at)
      }
    }, 1)
    setTimeout(() => clearInterval(timer), seconds * 1000)
  }
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
  isOver = true
  const elapsed = (performance.now() - began) / 1000
  for (const { socket } of opened) socket.destroy()
  return { rate: (latencies.length - others) / elapsed, latencies, others } satisfies LoadResult
}
