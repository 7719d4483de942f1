import { z } from '@hono/zod-openapi'
import { api, type Route } from '../../platform/http/route.ts'
import { ok } from '../../platform/result.ts'
import { edgeOf, edgeText, scopeFromPath } from '../directory/index.ts'
import { meetingInPath } from '../meetings/index.ts'
import { missing } from './change-list.ts'
import { participantStates } from './participant-states.ts'
import { type Participant, participantById, participantsPage } from './participants-read-model.ts'

const shape = z.object({
  id: z.uuid(),
  name: z.string(),
  gender: z.enum(['f', 'm']).nullable(),
  unitId: z.string(),
  provinceId: z.string().nullable(),
  side: z.enum(['commissioner', 'secretariat', 'guest']),
  position: z.string().nullable(),
  title: z.string().nullable(),
  division: z.string().nullable(),
  origin: z.enum(['rule', 'import', 'hand', 'walk-in']),
  state: z.enum(participantStates),
  venueId: z.string().nullable(),
  representsId: z.string().nullable(),
  answeredAt: z.string().nullable(),
  example: z.boolean(),
})

/** For programs: neither code nor travel and needs, which are for who runs the meeting. */
const shown = (one: Participant): z.infer<typeof shape> => ({
  id: one.id,
  name: one.name,
  gender: one.gender,
  unitId: one.unitId,
  provinceId: one.provinceId,
  side: one.side,
  position: one.position,
  title: one.title,
  division: one.division,
  origin: one.origin,
  state: one.state,
  venueId: one.venueId,
  representsId: one.representsId,
  answeredAt: one.answeredAt?.toISOString() ?? null,
  example: one.example,
})

const reading = { permission: 'meetings.read', scope: scopeFromPath } as const
const inPath = z.object({ unit: z.string(), meeting: z.string() })
const list = '/api/v1/units/{unit}/meetings/{meeting}/participants'

/** Participants for programs. */
export const participantsApi: readonly Route[] = [
  api({
    method: 'get',
    path: list,
    access: reading,
    summary: 'Participants of a meeting by name; all but the cancelled unless a state is asked for',
    params: inPath,
    query: z.object({
      q: z.string().max(100).default(''),
      state: z.enum(participantStates).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
      after: z.string().optional().describe('`next` of the page before'),
    }),
    response: z.object({ participants: z.array(shape), next: z.string().nullable() }),
    handler: async (c, { query: { q, state, limit, after } }) => {
      const meeting = await meetingInPath(c)
      if (!meeting) return missing
      const found = await participantsPage(c.var.services.db, meeting, {
        words: q,
        ...(state ? { states: [state] } : {}),
        limit,
        after: edgeOf(after),
      })
      const rows = found.slice(0, limit)
      const last = rows.at(-1)
      const next = found.length > limit && last ? edgeText({ value: last.searchWords, id: last.id }) : null
      return ok({ participants: rows.map(shown), next })
    },
  }),
  api({
    method: 'get',
    path: `${list}/{participant}`,
    access: reading,
    summary: 'One participant of a meeting',
    params: inPath.extend({ participant: z.string() }),
    response: shape,
    handler: async (c, { params: { participant } }) => {
      const meeting = await meetingInPath(c)
      const one = meeting && (await participantById(c.var.services.db, meeting, participant))
      return one ? ok(shown(one)) : missing
    },
  }),
]
