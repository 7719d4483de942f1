import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Another process has the data folder. */
export class FolderTaken extends Error {}

/**
 * Takes the data folder for this process; returns how to give it back. Two processes over one embedded database
 * would each lose the other's commits without an error.
 *
 * The lock is an exclusive transaction on an empty SQLite file: a lock of the operating system, which it takes back
 * itself when the process ends in whatever way. Node has no such lock of its own, and a file with a process number
 * in it outlives kill -9.
 */
export function lockFolder(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true })
  const lock = new DatabaseSync(join(dataDir, 'lock'))
  try {
    lock.exec('pragma busy_timeout = 0')
    lock.exec('begin exclusive')
  } catch (error) {
    lock.close()
    if (!/locked|busy/i.test(String(error))) throw error
    throw new FolderTaken(
      `Another Jangkau already runs on ${dataDir}. Stop it first, or give this one its own DATA_DIR.`,
    )
  }
  return () => lock.close()
}
