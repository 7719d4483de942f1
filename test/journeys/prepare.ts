import { startServer } from './server.ts'

/** Makes the data folder that journeys copy, once before all of them: two at a time would both begin to make it. */
export default async function prepare(): Promise<void> {
  const server = await startServer()
  await server.stop()
}
