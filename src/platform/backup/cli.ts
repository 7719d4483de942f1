import { readConfig } from '../config.ts'
import { openPostgres } from '../db/database.ts'
import { lockFolder } from '../lock.ts'
import type { CliCommand } from '../module.ts'
import { openDatabase } from '../open-services.ts'
import type { OfflineCommand } from '../run-cli.ts'
import { readBackupFile, writeBackupFile } from './backup-file.ts'
import { RestoreRefused, restoreBackup } from './restore-backup.ts'
import { writeBackup } from './write-backup.ts'

/** `jangkau backup FILE`: while the server runs, or while it does not. */
export const backupCommand: CliCommand = {
  name: 'backup <file>',
  summary: 'Write everything the database holds into one file',
  run: async ({ database, clock }, { args, path, out }) => {
    const file = path(args[0] ?? '')
    await writeBackupFile(file, writeBackup(database, clock.now()))
    out(
      `Everything is in ${file}. Keep the secret (SECRET, or the file "secret" in the data folder) beside it.`,
    )
    return 0
  },
}

const restoreCommand: OfflineCommand = {
  name: 'restore <file>',
  summary: 'Fill an empty installation from a backup; the server must be stopped',
  run: ({ program, environment, args, out, err }) =>
    refusing(err, async () => {
      const config = readConfig(environment)
      const unlock = config.databaseUrl === null ? lockFolder(config.dataDir) : () => {}
      const database = await openDatabase(config)
      try {
        const rows = await restoreBackup(database, program.migrations, readBackupFile(args[0] ?? ''))
        out(`Restored: ${rows} rows. Start with \`npm start\`.`)
      } finally {
        await database.close()
        unlock()
      }
    }),
}

const moveCommand: OfflineCommand = {
  name: 'move-to-postgres <url>',
  summary: 'Copy everything from the embedded database to an empty PostgreSQL; the server must be stopped',
  run: ({ program, environment, args, out, err }) =>
    refusing(err, async () => {
      const config = readConfig({ ...environment, DATABASE_URL: undefined })
      const unlock = lockFolder(config.dataDir)
      const from = await openDatabase(config)
      try {
        const to = await openPostgres(args[0] ?? '', 2)
        try {
          const rows = await restoreBackup(to, program.migrations, writeBackup(from, new Date()))
          out(
            `Moved: ${rows} rows. Start from now on with DATABASE_URL; the embedded database stays as it was.`,
          )
        } finally {
          await to.close()
        }
      } finally {
        await from.close()
        unlock()
      }
    }),
}

export const offlineCommands: readonly OfflineCommand[] = [restoreCommand, moveCommand]

async function refusing(err: (text: string) => void, work: () => Promise<void>): Promise<number> {
  try {
    await work()
    return 0
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (error instanceof RestoreRefused) err(error.message)
    else if (['ECONNREFUSED', 'ENOTFOUND', '28P01', '3D000'].includes(code)) {
      err(`The database server does not let us in: ${(error as Error).message}`)
    } else throw error
    return 1
  }
}
