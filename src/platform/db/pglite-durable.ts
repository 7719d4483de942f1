import { fsyncSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'

/**
 * PGlite with real fsync.
 *
 * As shipped, PGlite starts PostgreSQL with `-F` and its Node file system has no fsync operation: a commit
 * survives kill -9 but not a power cut. This file system gives the stream operations an `fsync`, and the start
 * parameters turn it on. `wal_sync_method=fsync` because `fdatasync` is silently skipped there.
 * It leans on internals, so the version is pinned and a test counts the calls (ADR 3).
 */
export class DurableNodeFS extends NodeFS {
  readonly #onFsync: (() => void) | undefined

  constructor(folder: string, onFsync?: () => void) {
    super(folder)
    this.#onFsync = onFsync
  }

  override async init(pg: Parameters<NodeFS['init']>[0], options: Parameters<NodeFS['init']>[1]) {
    const base = await super.init(pg, options)
    const onFsync = this.#onFsync
    const giveFsync = (mod: { NODEFS: { stream_ops: Record<string, unknown> } }) => {
      mod.NODEFS.stream_ops.fsync = (stream: { nfd: number }) => {
        fsyncSync(stream.nfd)
        onFsync?.()
        return 0
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
}

/** Start parameters: those of PGlite without `-F`, with fsync on. */
export const durableStartParams = () => [
  ...PGlite.defaultStartParams.filter((param) => param !== '-F'),
  '-c',
  'fsync=on',
  '-c',
  'wal_sync_method=fsync',
  '-c',
  'full_page_writes=on',
]
