import { z } from 'zod'
import { api } from '../../platform/http/route.ts'
import { ok } from '../../platform/result.ts'
import { paging, read } from './api-shapes.ts'
import { edgeOf, edgeText } from './keyset.ts'
import { findPeople } from './people-read-model.ts'
import { todayIn } from './today.ts'
import { chosenUnit } from './unit-scope.ts'

/** People for programs; contact is not in the answer. */
export const peopleApi = api({
  method: 'get',
  path: '/api/v1/people',
  access: read,
  summary: 'People of a part of the tree by name, with their latest appointment there',
  query: paging.extend({ unit: z.string().optional(), q: z.string().max(100).default('') }),
  response: z.object({
    people: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        unitId: z.string(),
        position: z.string(),
        division: z.string().nullable(),
        from: z.string(),
        until: z.string().nullable(),
        example: z.boolean(),
      }),
    ),
    next: z.string().nullable(),
  }),
  handler: async (c, { query }) => {
    const { services } = c.var
    const unit = await chosenUnit(c, 'directory.read')
    const found = await findPeople(services.db, {
      words: query.q,
      scopes: [unit.id],
      day: todayIn(services, unit),
      limit: query.limit + 1,
      after: edgeOf(query.after),
    })
    const rows = found.slice(0, query.limit)
    const last = rows.at(-1)
    const isMore = found.length > rows.length && last !== undefined
    return ok({
      people: rows.map(({ id, name, unitId, position, division, from, until, example }) => ({
        ...{ id, name, unitId, position, division, from, until, example },
      })),
      next: isMore ? edgeText({ value: last.searchWords, id: last.id }) : null,
    })
  },
})
