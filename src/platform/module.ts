import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Actor } from './access.ts'
import type { Tx } from './db/database.ts'
import type { RequestContext, Route } from './http/route.ts'
import type { MessageKey, Messages } from './i18n/catalogue.ts'
import type { JobDefinition } from './jobs.ts'
import type { Services } from './services.ts'

/** A command of `jangkau`: every import, export, report, backup. */
export interface CliCommand {
  /** Words after `jangkau`, arguments in commander's notation: `import roster <file>`. */
  name: string
  summary: string
  /** Options in commander's notation with their explanation. */
  options?: readonly [flags: string, explanation: string][]
  /** Resolves to the exit code: 0 done, 1 refused, 2 usage. */
  run(services: Services, input: CliInput): Promise<number>
}

export interface CliInput {
  /** Who owns the machine acts as the system. */
  actor: Actor
  args: readonly string[]
  options: Readonly<Record<string, string | boolean | undefined>>
  out(text: string): void
  err(text: string): void
  /** A file name as typed, as a whole path: it is meant in the folder of who typed it. */
  path(typed: string): string
  readFile(path: string): Promise<Uint8Array>
  writeFile(path: string, bytes: Uint8Array | string): Promise<void>
}

export interface NavItem {
  label: MessageKey
  href: string
  /** Shown only to who holds it somewhere, or for whom this is true: what is given otherwise than by a role. */
  permission: string | ((c: RequestContext) => Promise<boolean>)
}

export interface SeedContext {
  tx: Tx
  services: Services
  actor: Actor
  /** Says to the person waiting what is being done. */
  progress(text: string): void
}

export type RawHandler = (request: IncomingMessage, response: ServerResponse) => boolean

/** A module as the composition root sees it. */
export interface Module {
  name: string
  messages: Messages
  nav?: readonly NavItem[]
  routes?(services: Services): readonly Route[]
  cli?: readonly CliCommand[]
  jobs?: readonly JobDefinition[]
  /** Loads the preset's data of this module; run on first start, and again without doubles. */
  loadPreset?(context: SeedContext): Promise<void>
  /** Adds examples, each marked as such. */
  loadExamples?(context: SeedContext): Promise<void>
  /** Removes everything `loadExamples` added. */
  removeExamples?(context: SeedContext): Promise<void>
  /**
   * Answers before the web framework does, for paths where every microsecond counts (short links, cached public
   * pages); true when it has taken the request.
   */
  rawHandler?(services: Services): RawHandler
  /** Starts what runs beside requests (jobs, writers); resolves to its stop. */
  start?(services: Services): Promise<() => Promise<void>>
}
