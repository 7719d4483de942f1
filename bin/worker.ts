// The door of a process that only does jobs, beside others that answer requests over the same PostgreSQL.
import { program } from '../src/app.ts'
import { runServer } from '../src/platform/run-server.ts'

await runServer(program, { ...process.env, ROLE: 'worker' })
