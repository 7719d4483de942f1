import { rmSync } from 'node:fs'
import { newFolder } from './server.ts'

/** Makes the data folders that journeys copy, once before all of them: two at a time would both begin to make one. */
export default async function prepare(): Promise<void> {
  for (const EXAMPLES of ['1', '0']) rmSync(await newFolder({ EXAMPLES }), { recursive: true, force: true })
}
