// The door of the command line: `jangkau COMMAND`.
import { commands, offline, program } from '../src/app.ts'
import { runCli } from '../src/platform/run-cli.ts'

process.exitCode = await runCli({ program, commands, offline }, process.argv)
