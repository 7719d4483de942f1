// The door of the command line: `jangkau COMMAND`.
import { commands, program } from '../src/app.ts'
import { offlineCommands } from '../src/platform/backup/cli.ts'
import { runCli } from '../src/platform/run-cli.ts'

process.exitCode = await runCli({ program, commands, offline: offlineCommands }, process.argv)
