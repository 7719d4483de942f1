// The door of a process that only does jobs, beside others that answer requests over the same PostgreSQL.
import { enableCompileCache } from 'node:module'
import { runServer } from '../src/platform/run-server.ts'

enableCompileCache()
await runServer(async () => (await import('../src/app.ts')).program, { ...process.env, ROLE: 'worker' })
