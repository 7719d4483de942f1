import { z } from 'zod'
import { api, type Route } from '../../platform/http/route.ts'
import { ok } from '../../platform/result.ts'
import { day, inPath, onDay, paging, read, readUnit } from './api-shapes.ts'
import { edgeOf, edgeText } from './keyset.ts'
import { missing } from './refusals.ts'
import { todayIn } from './today.ts'
import { chosenUnit, unitInPath } from './unit-scope.ts'
import { listUnits } from './units-read-model.ts'
import { seatCounts } from './vacancies-read-model.ts'

const level = z.enum(['national', 'province', 'district'])

const unitShape = z.object({
  id: z.string().describe('Place in the tree: id, id.33, id.33.73'),
  parentId: z.string().nullable(),
  level,
  code: z.string().describe('Official code of the area'),
  name: z.string(),
  shortName: z.string(),
})

const seatShape = z.object({
  position: z.string(),
  side: z.enum(['commissioner', 'secretariat']),
  seats: z.number().int(),
  active: z.number().int(),
  vacant: z.number().int(),
})

/** Units and their seats for programs. */
export const unitsApi: readonly Route[] = [
  api({
    method: 'get',
    path: '/api/v1/units',
    access: read,
    summary: 'Units of a part of the tree with their vacant seats',
    query: paging.extend({
      unit: z.string().optional().describe('The part of the tree; your own without it'),
      q: z.string().max(100).optional().describe('Words of a name, or a code'),
      level: level.optional(),
      on: day.optional(),
    }),
    response: z.object({
      units: z.array(unitShape.extend({ seats: z.number(), active: z.number(), vacant: z.number() })),
      total: z.number().int(),
      next: z.string().nullable(),
    }),
    handler: async (c, { query }) => {
      const { services } = c.var
      const unit = await chosenUnit(c, 'directory.read')
      const { rows, total, hasNext } = await listUnits(services.db, {
        scopes: [unit.id],
        words: query.q,
        level: query.level,
        day: query.on ?? todayIn(services, unit),
        limit: query.limit,
        after: edgeOf(query.after),
      })
      const last = rows.at(-1)
      return ok({
        units: rows.map(({ parentName: _, ...row }) => row),
        total,
        next: hasNext && last ? edgeText({ value: last.id, id: last.id }) : null,
      })
    },
  }),
  api({
    method: 'get',
    path: '/api/v1/units/{unit}',
    access: readUnit,
    summary: 'One unit with its seats on a day',
    params: inPath,
    query: onDay,
    response: unitShape.extend({ timeZone: z.string(), on: z.string(), seats: z.array(seatShape) }),
    handler: async (c, { query }) => {
      const { services } = c.var
      const unit = await unitInPath(c)
      if (!unit) return missing
      const on = query.on ?? todayIn(services, unit)
      const seats = await seatCounts(services.db, unit.id, on)
      return ok({
        ...{ id: unit.id, parentId: unit.parentId, level: unit.level, code: unit.code },
        ...{ name: unit.name, shortName: unit.shortName },
        timeZone: unit.timeZone,
        on,
        seats: seats.map(({ position, side, seats, active, vacant }) => ({
          ...{ position, side, seats, active, vacant },
        })),
      })
    },
  }),
]
