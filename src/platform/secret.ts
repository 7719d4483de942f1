import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigProblem } from './config.ts'
import { writeDurably } from './durable-file.ts'

/**
 * The secret that signs sessions and seals codes: `SECRET` from the environment (at least 32 signs), else the file
 * `secret` in the data folder, made at the first start and readable by its owner only.
 */
export function readSecret(dataDir: string, fromEnvironment: string | undefined): string {
  if (fromEnvironment) {
    if (fromEnvironment.length < 32) throw new ConfigProblem('SECRET must have at least 32 signs.')
    return fromEnvironment
  }
  mkdirSync(dataDir, { recursive: true })
  const path = join(dataDir, 'secret')
  if (!existsSync(path)) writeDurably(path, randomBytes(32).toString('base64url'), 0o600)
  return readFileSync(path, 'utf8').trim()
}
