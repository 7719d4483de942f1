import { createReadStream, createWriteStream, renameSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { syncFolder } from '../durable-file.ts'
import { RestoreRefused } from './restore-backup.ts'

/** Writes the lines of a backup into one compressed file, whole or not at all. Only the owner may read it. */
export async function writeBackupFile(path: string, lines: AsyncIterable<string>): Promise<void> {
  const draft = `${path}.${process.pid}.draft`
  try {
    // Most of it are pictures, which do not get smaller: level 6 takes twice the time for a file smaller by 6 %.
    await pipeline(Readable.from(lines), createGzip({ level: 1 }), createWriteStream(draft, { mode: 0o600 }))
    const handle = await open(draft, 'r')
    await handle.sync().finally(() => handle.close())
    renameSync(draft, path)
    syncFolder(dirname(path))
  } finally {
    rmSync(draft, { force: true })
  }
}

/** The text of a backup file, in pieces. Refuses a file that is not compressed the way a backup is, or cut. */
export async function* readBackupFile(path: string): AsyncGenerator<string> {
  const file = createReadStream(path)
  const gunzip = createGunzip()
  file.on('error', (error) => gunzip.destroy(error))
  const decoder = new TextDecoder()
  try {
    for await (const piece of file.pipe(gunzip)) yield decoder.decode(piece as Buffer, { stream: true })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code === 'ENOENT') throw new RestoreRefused(`There is no file ${path}.`)
    if (code.startsWith('Z_'))
      throw new RestoreRefused('This file is not a backup of Jangkau, or it is cut short.')
    throw error
  } finally {
    file.destroy()
  }
}
