import { link, open, stat, unlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** Bytes of a segment of the write-ahead log, as PGlite is built. */
export const segmentBytes = 16 * 1024 * 1024

/** So much is written and synced at once: a commit that comes meanwhile waits for this much at most. */
const bytesAtOnce = 512 * 1024

const segmentsOfLog = 0x1_0000_0000 / segmentBytes

/** `000000010000000000000003`: timeline, log, segment; null for other files. */
const segmentPattern = /^([0-9A-F]{8})([0-9A-F]{8})([0-9A-F]{8})$/

/** Whether a path is of a segment of the write-ahead log. */
export const isSegment = (path: string): boolean =>
  path.includes('/pg_wal/') && segmentPattern.test(basename(path))

/** The name of the segment that comes after one; null when the name is no segment's. */
export function segmentAfter(name: string): string | null {
  const [, timeline, log, segment] = segmentPattern.exec(name) ?? []
  if (timeline === undefined || log === undefined || segment === undefined) return null
  const next = Number.parseInt(log, 16) * segmentsOfLog + Number.parseInt(segment, 16) + 1
  const hex = (n: number) => n.toString(16).toUpperCase().padStart(8, '0')
  return `${timeline}${hex(Math.floor(next / segmentsOfLog))}${hex(next % segmentsOfLog)}`
}

/**
 * Lays out the segment after `segment` (a path in the host's file system) if there is none, full of zeros and synced,
 * as a PostgreSQL server's checkpointer does ahead of need. The embedded database has no such helper: it fills sixteen
 * megabytes in the middle of a commit, while every hit waits. It takes a file that stands there as its own; where it was
 * faster, its file stays. A file half made is named as PostgreSQL names its own, which it removes at the start after a
 * kill; by the segment it is to become, so that two that are laid out at once never write in each other's.
 */
export async function prepareSegmentAfter(segment: string): Promise<void> {
  const next = segmentAfter(basename(segment))
  if (next === null) return
  const folder = dirname(segment)
  const target = join(folder, next)
  if (await stat(target).catch(() => null)) return
  const draft = join(folder, `xlogtemp.${next}`)
  // Taken away, never opened: a draft that already was linked is a segment in use, and opening would empty it.
  await unlink(draft).catch(() => {})
  try {
    const file = await open(draft, 'wx', 0o600)
    try {
      const zeros = Buffer.alloc(bytesAtOnce)
      for (let at = 0; at < segmentBytes; at += bytesAtOnce) {
        await file.write(zeros, 0, bytesAtOnce, at)
        await file.sync()
      }
    } finally {
      await file.close()
    }
    // Unlike a renaming this never takes the place of a segment that is in use.
    await link(draft, target)
  } finally {
    await unlink(draft).catch(() => {})
  }
  const entries = await open(folder, 'r')
  await entries.sync().finally(() => entries.close())
}
