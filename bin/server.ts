import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { openEmbedded } from '../src/platform/db/database.ts'

const database = await openEmbedded(process.env.DATA_DIR ?? './.data')
const app = new Hono()
app.get('/healthz', async (c) => {
  await database.query('select 1')
  return c.text('ok')
})
serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 3000) })
