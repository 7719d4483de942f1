// The door of `npm start`: serves the whole program.
import { program } from '../src/app.ts'
import { runServer } from '../src/platform/run-server.ts'

await runServer(program, process.env)
