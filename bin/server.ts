// The door of `npm start`: serves the whole program.
import { enableCompileCache } from 'node:module'
import { runServer } from '../src/platform/run-server.ts'

enableCompileCache()
await runServer(async () => (await import('../src/app.ts')).program, process.env)
