import { z } from 'zod'
import { api, type Route } from '../../platform/http/route.ts'
import { ok } from '../../platform/result.ts'
import { day, inPath, onDay, readUnit } from './api-shapes.ts'
import { appointPerson } from './appoint-person.ts'
import { type AppointmentRecord, whoIsWho } from './appointments-read-model.ts'
import { endReasons } from './end-reasons.ts'
import { personData } from './person-data.ts'
import { missing, refuseField } from './refusals.ts'
import { replaceAppointment } from './replace-appointment.ts'
import { todayIn } from './today.ts'
import { scopeFromPath, unitInPath } from './unit-scope.ts'

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

/** Appointments for programs. Contact of a person is in none of the answers. */
export const appointmentsApi: readonly Route[] = [
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
]
