// Writes rows to the embedded database in the folder given, and makes a checkpoint after every few, until it is killed.
// Says on its output, a line each: `N` when row N is acknowledged, `begins` and `ends` for a checkpoint.
import { openEmbedded } from '../../src/platform/db/database.ts'

const rowsBetween = 20
const filler = 'md5($1::text)'

const database = await openEmbedded(process.argv[2] ?? '')
await database.query('create table if not exists probe (n int primary key, filler text not null)')
const { rows } = await database.query('select coalesce(max(n), 0) as n from probe')
const say = (what: string | number) => process.stdout.write(`${what}\n`)
for (let n = (rows[0] as { n: number }).n + 1; ; n += 1) {
  await database.query(`insert into probe values ($1::int, repeat(${filler}, 2000))`, [n])
  say(n)
  if (n % rowsBetween > 0) continue
  say('begins')
  await database.query('checkpoint')
  say('ends')
}
