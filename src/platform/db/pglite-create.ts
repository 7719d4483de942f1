// Creates an embedded database in the folder given as the only argument, and ends.
import { PGlite } from '@electric-sql/pglite'
import { syncTree } from '../durable-file.ts'
import { DurableNodeFS, durableStartParams } from './pglite-durable.ts'

const folder = process.argv[2]
if (!folder) throw new Error('Name the folder.')
const pg = await PGlite.create({ fs: new DurableNodeFS(folder), startParams: durableStartParams() })
await pg.close()
// What PostgreSQL made before it ran with fsync on is in memory only: it would be missing under what comes after.
await syncTree(folder)
