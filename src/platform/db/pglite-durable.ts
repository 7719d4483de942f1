import { fsyncSync } from 'node:fs'
import { basename, join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'
import { isSegment, prepareSegmentAfter, segmentBytes } from './next-segment.ts'

interface Stream {
  nfd: number
  /** In PGlite's own file system. */
  path: string
}

interface StreamOperations {
  fsync(stream: Stream): number
  write(stream: Stream, buffer: Int8Array, offset: number, length: number, position: number): number
}

/** Who wants to know what is done to the files. */
interface FileWatch {
  synced?(): void
  /** Something is written to the segment of this name. */
  wroteLog?(segment: string): void
}

/**
 * PGlite with real fsync.
 *
 * As shipped, PGlite starts PostgreSQL with `-F` and its Node file system has no fsync operation: a commit
 * survives kill -9 but not a power cut. This file system gives the stream operations an `fsync`, and the start
 * parameters turn it on. `wal_sync_method=fsync` because `fdatasync` is silently skipped there.
 * It leans on internals, so the version is pinned and a test counts the calls (ADR 3).
 *
 * Once half of a segment of the write-ahead log is written, the next one is laid out beside (`next-segment.ts`).
 */
export class DurableNodeFS extends NodeFS {
  readonly #folder: string
  readonly #watch: FileWatch
  /** The segment after which the next is ready or being made. */
  #prepared = ''

  constructor(folder: string, watch: FileWatch = {}) {
    super(folder)
    this.#folder = folder
    this.#watch = watch
  }

  override async init(pg: Parameters<NodeFS['init']>[0], options: Parameters<NodeFS['init']>[1]) {
    const base = await super.init(pg, options)
    const giveFsync = (mod: { NODEFS: { stream_ops: StreamOperations } }) => {
      const operations = mod.NODEFS.stream_ops
      operations.fsync = (stream) => {
        fsyncSync(stream.nfd)
        this.#watch.synced?.()
        return 0
      }
      const { write } = operations
      operations.write = (stream, buffer, offset, length, position) => {
        if (isSegment(stream.path)) this.#writesLog(basename(stream.path), position)
        return write(stream, buffer, offset, length, position)
      }
    }
    return {
      ...base,
      emscriptenOpts: {
        ...base.emscriptenOpts,
        preRun: [...(base.emscriptenOpts.preRun ?? []), giveFsync],
      },
    } as Awaited<ReturnType<NodeFS['init']>>
  }

  #writesLog(name: string, position: number): void {
    this.#watch.wroteLog?.(name)
    if (position <= segmentBytes / 2 || name === this.#prepared) return
    this.#prepared = name
    // Without it PostgreSQL makes the segment itself, later and in the middle of a commit; and reports what is wrong.
    prepareSegmentAfter(join(this.#folder, 'pg_wal', name)).catch(() => {})
  }
}

/**
 * Start parameters: those of PGlite without `-F`, with fsync on. A checkpoint keeps as many old segments for new use as
 * are begun until the next one (`checkpoints.ts`) and gives the others back to the disk.
 */
export const durableStartParams = () => [
  ...PGlite.defaultStartParams.filter((param) => param !== '-F'),
  '-c',
  'fsync=on',
  '-c',
  'wal_sync_method=fsync',
  '-c',
  'full_page_writes=on',
  '-c',
  'min_wal_size=32MB',
  '-c',
  'max_wal_size=80MB',
]
