import { z } from 'zod'
import { isDay } from './days.ts'
import { scopeFromPath, scopeFromQuery } from './unit-scope.ts'

/** What routes of the directory's API share: who may read, and how units, days and pages are asked for. */
export const day = z.string().refine(isDay, 'YYYY-MM-DD').describe('A day, YYYY-MM-DD')
export const inPath = z.object({ unit: z.string().describe('33.73, 33, or 00 for the national office') })
export const onDay = z.object({ on: day.optional() })
export const paging = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().optional().describe('`next` of the page before'),
})

export const read = { permission: 'directory.read', scope: scopeFromQuery('directory.read') }
export const readUnit = { permission: 'directory.read', scope: scopeFromPath }
