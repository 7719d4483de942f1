import { z } from '@hono/zod-openapi'
import { scopesFor } from '../../platform/access.ts'
import { api, type RequestContext, type Route } from '../../platform/http/route.ts'
import { ok } from '../../platform/result.ts'
import { scopeFromPath, unitParam, unitTree } from '../directory/index.ts'
import { missing } from './in-meeting.ts'
import { meetingInPath } from './meeting-in-path.ts'
import { meetingParts } from './meeting-parts.ts'
import { type Meeting, meetingsIn } from './meetings-read-model.ts'
import { meetingStates, participantSides } from './tables.ts'

const named = z.object({ id: z.string(), en: z.string().nullable() })
const meetingShape = z.object({
  unit: z.string(),
  id: z.string(),
  slug: z.string(),
  state: z.enum(meetingStates),
  name: named,
  purpose: named,
  city: z.string(),
  timeZone: z.string(),
  startsOn: z.string(),
  endsOn: z.string(),
  rosterOn: z.string(),
  answerUntil: z.string().nullable(),
  evaluatesElection: z.string().nullable(),
  preparesElection: z.string().nullable(),
  source: z.string().nullable(),
  example: z.boolean(),
})

const partsShape = meetingShape.extend({
  venues: z.array(
    z.object({
      id: z.string(),
      letter: z.string(),
      name: z.string(),
      address: z.string().nullable(),
      capacity: z.number().nullable(),
      audience: z.array(z.object({ side: z.enum(participantSides), division: z.string() })),
    }),
  ),
  hotels: z.array(
    z.object({ id: z.string(), venue: z.string(), name: z.string(), rooms: z.number(), beds: z.number() }),
  ),
  groups: z.array(z.object({ code: z.string(), round: z.number(), name: named })),
  classes: z.array(
    z.object({
      id: z.string(),
      code: z.string(),
      group: z.string(),
      venue: z.string(),
      topic: named,
      room: z.string().nullable(),
      capacity: z.number(),
      minimum: z.number(),
      speakers: z.string().nullable(),
    }),
  ),
  sessions: z.array(
    z.object({
      id: z.string(),
      venue: z.string().nullable(),
      class: z.string().nullable(),
      title: named,
      startsAt: z.string(),
      endsAt: z.string(),
    }),
  ),
})

async function shapeOf(c: RequestContext, meeting: Meeting): Promise<z.infer<typeof meetingShape>> {
  const unit = (await unitTree(c.var.services)).byId(meeting.workUnitId)
  return {
    unit: unit ? unitParam(unit) : meeting.workUnitId,
    id: meeting.id,
    slug: meeting.slug,
    state: meeting.state,
    name: { id: meeting.nameId, en: meeting.nameEn },
    purpose: { id: meeting.purposeId, en: meeting.purposeEn },
    city: meeting.city,
    timeZone: meeting.timeZone,
    startsOn: meeting.startsOn,
    endsOn: meeting.endsOn,
    rosterOn: meeting.rosterOn,
    answerUntil: meeting.answerUntil,
    evaluatesElection: meeting.evaluatesElectionId,
    preparesElection: meeting.preparesElectionId,
    source: meeting.source,
    example: meeting.example,
  }
}

/** Meetings and their parts for programs. */
export const apiRoutes: readonly Route[] = [
  api({
    method: 'get',
    path: '/api/v1/meetings',
    access: { permission: 'meetings.read', scope: 'anywhere' },
    summary: 'Meetings hosted in the scopes of who asks, the latest first',
    response: z.object({ meetings: z.array(meetingShape) }),
    handler: async (c) => {
      const meetings = await meetingsIn(c.var.services.db, scopesFor(c.var.actor, 'meetings.read'))
      return ok({ meetings: await Promise.all(meetings.map((meeting) => shapeOf(c, meeting))) })
    },
  }),
  api({
    method: 'get',
    path: '/api/v1/meetings/{unit}/{meeting}',
    access: { permission: 'meetings.read', scope: scopeFromPath },
    summary: 'One meeting with its venues, hotels, classes and agenda',
    params: z.object({ unit: z.string(), meeting: z.string() }),
    response: partsShape,
    handler: async (c) => {
      const meeting = await meetingInPath(c)
      if (!meeting) return missing
      return ok({ ...(await shapeOf(c, meeting)), ...(await meetingParts(c.var.services.db, meeting)) })
    },
  }),
]
