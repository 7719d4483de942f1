import { connect, createServer, type Server, type Socket } from 'node:net'

/** A line between a relay and its server that can be cut, really: sockets are destroyed. */
export interface Line {
  url: string
  /** `up`: all goes through; `down`: nobody is let in; `bad`: cut after some bytes, any number, either way. */
  set(state: 'up' | 'down' | 'bad'): void
  /** How often a conversation was cut. */
  cuts(): number
  close(): Promise<void>
}

/** Bytes after which a bad line breaks: some questions and answers come through, most do not. */
const breaksWithin = 6_000

export async function openLine(port: number): Promise<Line> {
  let state: 'up' | 'down' | 'bad' = 'up'
  let cuts = 0
  const open = new Set<Socket>()
  const server: Server = createServer((near) => {
    if (state === 'down') {
      near.destroy()
      return
    }
    const far = connect(port, '127.0.0.1')
    let left = state === 'bad' ? Math.floor(Math.random() * breaksWithin) : Number.POSITIVE_INFINITY
    const cut = () => {
      for (const socket of [near, far]) {
        open.delete(socket)
        socket.destroy()
      }
    }
    const pass = (from: Socket, to: Socket) => {
      open.add(from)
      from.on('error', cut)
      from.on('close', cut)
      from.on('data', (bytes: Buffer) => {
        to.write(bytes.subarray(0, left))
        left -= bytes.length
        if (left > 0) return
        cuts += 1
        // What was written goes out first: the cut is after that byte, not before.
        setImmediate(cut)
      })
    }
    pass(near, far)
    pass(far, near)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const own = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://127.0.0.1:${own}`,
    set: (next) => {
      state = next
      if (next === 'up') return
      for (const socket of open) socket.destroy()
      open.clear()
    },
    cuts: () => cuts,
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy()
        server.close(() => resolve())
      }),
  }
}
