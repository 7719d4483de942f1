import { z } from '@hono/zod-openapi'
import { api, type Route } from '../../platform/http/route.ts'
import { ok, refuse } from '../../platform/result.ts'
import { scopeFromPath } from '../directory/index.ts'
import { meetingInPath } from '../meetings/index.ts'
import { participantsOf } from '../participants/index.ts'
import { placesOf } from './places-read-model.ts'
import { seatingNames } from './seating-names.ts'

/** Who sits and sleeps where, for programs. */
export const seatingApi: readonly Route[] = [
  api({
    method: 'get',
    path: '/api/v1/units/{unit}/meetings/{meeting}/places',
    access: { permission: 'meetings.read', scope: scopeFromPath },
    summary: 'Class of each round and hotel room of everybody who takes part in a meeting',
    params: z.object({ unit: z.string(), meeting: z.string() }),
    response: z.object({
      places: z.array(
        z.object({
          participant: z.string(),
          classes: z.array(z.object({ round: z.number(), id: z.string(), code: z.string() })),
          room: z.object({ id: z.string(), hotel: z.string(), number: z.string() }).nullable(),
        }),
      ),
    }),
    handler: async (c) => {
      const meeting = await meetingInPath(c)
      if (!meeting) return refuse({ kind: 'missing', key: 'ui.refusal.missing' })
      const { services, t } = c.var
      const names = await seatingNames(services, t, meeting, [])
      const places = await placesOf(services.db, meeting)
      const people = await participantsOf(services.db, meeting)
      return ok({
        places: people.flatMap(({ id }) => {
          const own = places.get(id)
          if (!own) return []
          const room = names.rooms.get(own.roomId ?? '')
          return {
            participant: id,
            classes: own.classes.map(({ round, classId }) => ({
              round,
              id: classId,
              code: names.classCode(classId),
            })),
            room: room
              ? { id: room.id, hotel: names.hotels.get(room.hotelId)?.name ?? '', number: room.number }
              : null,
          }
        }),
      })
    },
  }),
]
