import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { systemActor } from './access.ts'
import type { ControlLine, ControlRequest } from './control.ts'
import { writeDurably } from './durable-file.ts'
import type { CliCommand } from './module.ts'
import type { Services } from './services.ts'

/**
 * Runs one command of the command line, in the server or in a process of its own. Files are meant in the folder of
 * who typed the command. Resolves to the exit code: 0 done, 1 refused, 2 usage.
 */
export async function runCommand(
  services: Services,
  commands: readonly CliCommand[],
  request: ControlRequest,
  send: (line: ControlLine) => void,
): Promise<number> {
  const command = commands.find(({ name }) => wordsOf(name) === request.name)
  if (!command) {
    send({ err: `There is no command ${request.name} here: is the server of the same version?` })
    return 2
  }
  return command.run(services, {
    actor: systemActor('command line'),
    args: request.args,
    options: request.options,
    out: (out) => send({ out }),
    err: (err) => send({ err }),
    path: (typed) => resolve(request.folder, typed),
    readFile: (path) => readFile(resolve(request.folder, path)),
    writeFile: async (path, bytes) => writeDurably(resolve(request.folder, path), bytes),
  })
}

/** `import roster <file>` without its arguments: `import roster`. */
export const wordsOf = (name: string) =>
  name
    .split(' ')
    .filter((word) => !/^[<[]/.test(word))
    .join(' ')
