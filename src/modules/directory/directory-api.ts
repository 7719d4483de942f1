import { z } from 'zod'
import { api, type Route } from '../../platform/http/route.ts'
import { ok } from '../../platform/result.ts'
import { appointPerson } from './appoint-person.ts'
import { type AppointmentRecord, whoIsWho } from './appointments-read-model.ts'
import { isDay } from './days.ts'
import { endReasons } from './end-reasons.ts'
import { edgeOf, edgeText } from './keyset.ts'
import { findPeople } from './people-read-model.ts'
import { personData } from './person-data.ts'
import { missing, refuseField } from './refusals.ts'
import { replaceAppointment } from './replace-appointment.ts'
import { todayIn } from './today.ts'
import { chosenUnit, scopeFromPath, scopeFromQuery, unitInPath } from './unit-scope.ts'
import type { Unit } from './unit-tree.ts'
import { listUnits } from './units-read-model.ts'
import { seatCounts } from './vacancies-read-model.ts'

const day = z.string().refine(isDay, 'YYYY-MM-DD').describe('A day, YYYY-MM-DD')
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

const appointmentShape = z.object({
  id: z.uuid(),
  unitId: z.string(),
  personId: z.uuid(),
  personName: z.string().describe('Empty when the personal data was erased'),
  position: z.string(),
  side: z.enum(['commissioner', 'secretariat']),
  division: z.string().nullable(),
  from: z.string(),
  until: z.string().nullable(),
  replacesId: z.uuid().nullable(),
  endReason: z.string().nullable(),
  example: z.boolean(),
})

const inPath = z.object({ unit: z.string().describe('33.73, 33, or 00 for the national office') })
const onDay = z.object({ on: day.optional() })
const paging = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().optional().describe('`next` of the page before'),
})

const appointmentJson = (row: AppointmentRecord) => ({
  id: row.id,
  unitId: row.unitId,
  personId: row.personId,
  personName: row.personName,
  position: row.position,
  side: row.side,
  division: row.division,
  from: row.from,
  until: row.until,
  replacesId: row.replacesId,
  endReason: row.endReason,
  example: row.example,
})

const unitJson = ({ id, parentId, level, code, name, shortName }: Unit) => ({
  ...{ id, parentId, level, code, name, shortName },
})

const read = { permission: 'directory.read', scope: scopeFromQuery('directory.read') }
const readUnit = { permission: 'directory.read', scope: scopeFromPath }

/** Units, people and appointments for programs. Contact of a person is in none of the answers. */
export const directoryApi: readonly Route[] = [
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
      const seats = (await seatCounts(services.db, unit.id, on)).filter(({ unitId }) => unitId === unit.id)
      return ok({
        ...unitJson(unit),
        timeZone: unit.timeZone,
        on,
        seats: seats.map(({ position, side, seats, active, vacant }) => ({
          ...{ position, side, seats, active, vacant },
        })),
      })
    },
  }),
  api({
    method: 'get',
    path: '/api/v1/units/{unit}/appointments',
    access: readUnit,
    summary: 'Who is who in one unit on a day',
    params: inPath,
    query: onDay,
    response: z.object({ on: z.string(), appointments: z.array(appointmentShape) }),
    handler: async (c, { query }) => {
      const { services } = c.var
      const unit = await unitInPath(c)
      if (!unit) return missing
      const on = query.on ?? todayIn(services, unit)
      return ok({ on, appointments: (await whoIsWho(services.db, unit.id, on)).map(appointmentJson) })
    },
  }),
  api({
    method: 'post',
    path: '/api/v1/units/{unit}/appointments',
    access: { permission: 'directory.change', scope: scopeFromPath },
    summary: 'Appoint a person, or replace an appointment before its term is up',
    params: inPath,
    body: z.object({
      personId: z.uuid().optional().describe('Somebody known; otherwise `person`'),
      person: personData.optional(),
      isAnother: z.boolean().default(false).describe('Known people of the same name are somebody else'),
      position: z.string().optional().describe('Needed unless `replacesId` is given'),
      division: z.string().nullish(),
      from: day,
      until: day.optional().describe('The end of the term when left out'),
      replacesId: z.uuid().optional(),
      reason: z.enum(endReasons).optional().describe('Why the replaced one goes'),
    }),
    response: z.object({ id: z.uuid(), personId: z.uuid(), from: z.string(), until: z.string().nullable() }),
    handler: async (c, { body }) => {
      const { services, actor } = c.var
      const unit = await unitInPath(c)
      if (!unit || !actor) return missing
      const { personId, person, isAnother, replacesId, reason, ...place } = body
      const appointee = personId
        ? ({ kind: 'known', id: personId } as const)
        : person && ({ kind: 'new', data: person, isAnother } as const)
      if (!appointee) return refuseField('person', 'directory.refusal.name')
      const made = replacesId
        ? await replaceAppointment(services, actor, {
            ...{ unitId: unit.id, appointmentId: replacesId, appointee, reason },
            ...{ from: place.from, until: place.until },
          })
        : await appointPerson(services, actor, {
            ...{ unitId: unit.id, appointee, from: place.from, until: place.until },
            ...{ position: place.position ?? '', division: place.division ?? null },
          })
      if (!made.ok) return made
      const { id, from, until } = made.value
      return ok({ id, personId: made.value.personId, from, until })
    },
  }),
  api({
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
  }),
]
