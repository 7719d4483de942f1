import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/** Asks the operating system to write a folder's own entries (names of new files) to the disk. */
export function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Writes a file whole or not at all: beside it first, on the disk, then renamed over it. */
export function writeDurably(path: string, content: string | Uint8Array, mode = 0o644): void {
  const draft = `${path}.${process.pid}.draft`
  const handle = openSync(draft, 'w', mode)
  try {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content
    for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(draft, path)
  syncFolder(dirname(path))
}
