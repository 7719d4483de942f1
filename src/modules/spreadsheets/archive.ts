import { Unzip, UnzipInflate, unzipSync } from 'fflate'
import { sheetLimits, UnreadableSheet } from './grid.ts'

type OnChunk = (chunk: Uint8Array, last: boolean) => void

const bomb = () =>
  new UnreadableSheet('spreadsheets.refusal.bomb', { megabytes: sheetLimits.unpacked / 1024 / 1024 })

const damaged = () => new UnreadableSheet('spreadsheets.refusal.damaged')

/**
 * The parts of a zipped spreadsheet. Before anything is unpacked the sizes its directory declares are added up; while
 * a part is unpacked the bytes that really come out are counted, and only parts that are asked for are unpacked. So
 * a small file that swells, or lies about its size, is refused early.
 */
export class SheetArchive {
  readonly #bytes: Uint8Array
  readonly names: readonly string[]
  #unpacked = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    const names: string[] = []
    let declared = 0
    try {
      unzipSync(bytes, {
        filter: (file) => {
          names.push(file.name)
          declared += file.originalSize
          return false
        },
      })
    } catch {
      throw damaged()
    }
    if (declared > sheetLimits.unpacked || names.length > sheetLimits.entries) throw bomb()
    this.names = names
  }

  /** Streams the wanted parts in the order they lie in the file; `want` gives the receiver of a part or null. */
  read(want: (name: string) => OnChunk | null): void {
    const stream = new Unzip((file) => {
      const receive = want(file.name)
      if (!receive) return
      let size = 0
      file.ondata = (error, chunk, last) => {
        // What was thrown while a chunk was received comes back as an error of the stream.
        if (error) throw error instanceof UnreadableSheet ? error : damaged()
        size += chunk.length
        this.#unpacked += chunk.length
        const packed = Math.max(file.size ?? 0, 1)
        const swollen = size > 8 * 1024 * 1024 && file.size !== undefined && size / packed > sheetLimits.ratio
        if (swollen || this.#unpacked > sheetLimits.unpacked) throw bomb()
        receive(chunk, last)
      }
      file.start()
    })
    stream.register(UnzipInflate)
    const step = 16 * 1024
    for (let at = 0; at < this.#bytes.length; at += step) {
      try {
        stream.push(this.#bytes.subarray(at, at + step), at + step >= this.#bytes.length)
      } catch (error) {
        if (error instanceof UnreadableSheet) throw error
        throw damaged()
      }
    }
  }
}
