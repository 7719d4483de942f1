import { Command, CommanderError } from 'commander'
import { ConfigProblem, readConfig } from './config.ts'
import { type ControlLine, type ControlRequest, throughServer } from './control.ts'
import { FolderTaken, lockFolder } from './lock.ts'
import type { CliCommand } from './module.ts'
import { closeServices, openDatabase, openServices } from './open-services.ts'
import { runCommand } from './run-command.ts'
import { jobsOf, type Program } from './run-server.ts'
import { readSecret } from './secret.ts'

/** A command that needs the program stopped, or no database at all: it opens what it needs itself. */
export interface OfflineCommand extends Pick<CliCommand, 'name' | 'summary' | 'options'> {
  run(input: {
    program: Program
    environment: NodeJS.ProcessEnv
    args: readonly string[]
    options: Readonly<Record<string, string | boolean | undefined>>
    out(text: string): void
    err(text: string): void
  }): Promise<number>
}

const out = (text: string) => process.stdout.write(`${text}\n`)
const err = (text: string) => process.stderr.write(`${text}\n`)

/**
 * Reads the words typed, runs the command and resolves to the exit code: 0 done, 1 refused, 2 usage.
 * Over the embedded database a command goes through the running server, which owns it; when none runs, and over
 * PostgreSQL always, it runs in this process.
 */
export async function runCli(
  parts: { program: Program; commands: readonly CliCommand[]; offline: readonly OfflineCommand[] },
  argv: readonly string[],
): Promise<number> {
  // Who reads along may have enough (`jangkau ... | head`): that is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit(0)
  })
  let code = 0
  const cli = new Command('jangkau').description('Reach voters, netizens first, and learn from it.')
  cli.exitOverride().showHelpAfterError()
  const add = (
    command: Pick<CliCommand, 'name' | 'summary' | 'options'>,
    run: (request: ControlRequest) => Promise<number>,
  ) => {
    const { words, args } = notation(command.name)
    const leaf = place(cli, words, args).description(command.summary)
    for (const [flags, explanation] of command.options ?? []) leaf.option(flags, explanation)
    if (!command.options?.some(([flags]) => flags.includes('--json'))) {
      leaf.option('--json', 'answer in JSON where the command has something to tell')
    }
    leaf.action(async () => {
      code = await run({
        name: words.join(' '),
        args: leaf.args,
        options: leaf.opts(),
        folder: process.cwd(),
      })
    })
  }
  for (const command of parts.commands) add(command, (request) => here(parts, request))
  for (const command of parts.offline) {
    add(command, ({ args, options }) =>
      command.run({ program: parts.program, environment: process.env, args, options, out, err }),
    )
  }
  try {
    await cli.parseAsync(argv)
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    if (!(error instanceof ConfigProblem || error instanceof FolderTaken)) throw error
    err(error.message)
    return 1
  }
  return code
}

/** `import roster <file>`: the words that name it and the arguments it takes. */
function notation(name: string) {
  const all = name.split(' ')
  const from = all.findIndex((word) => /^[<[]/.test(word))
  return from === -1
    ? { words: all, args: '' }
    : { words: all.slice(0, from), args: all.slice(from).join(' ') }
}

/** The command at the end of `words`, with the groups above it made when they are missing. */
function place(root: Command, words: readonly string[], args: string): Command {
  let at = root
  for (const word of words) {
    const found = at.commands.find((command) => command.name() === word)
    at = found ?? at.command(word).exitOverride().showHelpAfterError()
  }
  return args === '' ? at : at.arguments(args)
}

async function here(
  { program, commands }: { program: Program; commands: readonly CliCommand[] },
  request: ControlRequest,
): Promise<number> {
  const receive = (line: ControlLine) => {
    if ('out' in line) out(line.out)
    else if ('err' in line) err(line.err)
  }
  const read = readConfig(process.env)
  const code = read.databaseUrl === null ? await throughServer(read.dataDir, request, receive) : null
  if (code !== null) return code
  const unlock = read.databaseUrl === null ? lockFolder(read.dataDir) : () => {}
  try {
    const config = { ...read, secret: readSecret(read.dataDir, process.env.SECRET) }
    const jobs = jobsOf(program.modules)
    const database = await openDatabase(config)
    const services = await openServices(config, database, {
      migrations: program.migrations,
      jobs,
      progress: err,
    })
    try {
      return await runCommand(services, commands, request, receive)
    } finally {
      await closeServices(services)
    }
  } finally {
    unlock()
  }
}
