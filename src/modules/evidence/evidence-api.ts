import { z } from '@hono/zod-openapi'
import { api, type Route } from '../../platform/http/route.ts'
import { ok, refuse } from '../../platform/result.ts'
import { scopeFromPath } from '../directory/index.ts'
import { meetingInPath } from '../meetings/index.ts'
import { sources } from './evidence.ts'
import { evidenceIn } from './evidence-read-model.ts'

const instant = z.string().nullable()
const record = z.object({
  participant: z.string(),
  unit: z.string(),
  origin: z.string(),
  state: z.string(),
  answeredAt: instant,
  mandateOf: z.string().nullable(),
  travel: z.object({ from: z.string(), until: z.string(), days: z.number() }).nullable(),
  arrivedAt: instant,
  daysPresent: z.array(z.string()),
  attended: z.number(),
  expected: z.number(),
  sessions: z.array(
    z.object({
      session: z.string(),
      hasSeat: z.boolean(),
      isPresent: z.boolean(),
      at: instant,
      source: z.enum(sources).nullable(),
    }),
  ),
})

/** Who was there, for programs; no names, no reasons. */
export const evidenceApi: readonly Route[] = [
  api({
    method: 'get',
    path: '/api/v1/units/{unit}/meetings/{meeting}/evidence',
    access: { permission: 'meetings.read', scope: scopeFromPath },
    summary: 'Invitation, mandate, travel, arrival and attendance of everybody on the list of a meeting',
    params: z.object({ unit: z.string(), meeting: z.string() }),
    response: z.object({ evidence: z.array(record) }),
    handler: async (c) => {
      const meeting = await meetingInPath(c)
      if (!meeting) return refuse({ kind: 'missing', key: 'ui.refusal.missing' })
      const all = await evidenceIn(c.var.services.db, meeting)
      return ok({
        evidence: all.map((one) => ({
          participant: one.participantId,
          unit: one.unitId,
          origin: one.invitation.origin,
          state: one.invitation.state,
          answeredAt: one.invitation.answeredAt?.toISOString() ?? null,
          mandateOf: one.mandateOf,
          travel: one.travel,
          arrivedAt: one.arrivedAt?.toISOString() ?? null,
          daysPresent: one.daysPresent,
          attended: one.attended,
          expected: one.expected,
          sessions: one.sessions.map(({ sessionId, isExpected, isPresent, at, source }) => ({
            session: sessionId,
            hasSeat: isExpected,
            isPresent,
            at: at?.toISOString() ?? null,
            source,
          })),
        })),
      })
    },
  }),
]
