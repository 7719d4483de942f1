import type { RequestContext } from '../../platform/http/route.ts'
import { Notice, refusalPage } from '../../ui/index.ts'
import { aboutMeeting, type MeetingHere, meetingHref } from '../meetings/index.ts'

/** What is evident of a meeting, and the pages under it. */
export const evidencePath = '/desk/meetings/:unit/:meeting/evidence'

export const missingPage = (c: RequestContext): Promise<Response> =>
  refusalPage(c, { kind: 'missing', key: 'ui.refusal.missing' }, 404)

/** A page about the evidence of one meeting. */
export interface Here extends MeetingHere {
  /** The meeting as a whole, also after its end. */
  mayChange: boolean
  /** Address of the room, or of a page under it. */
  href(under?: string): string
}

type Handler = (c: RequestContext, here: Here) => Promise<Response>

const hereOf = (here: MeetingHere): Here => ({
  ...here,
  mayChange: here.rights.may('meetings.change'),
  href: (under = '') => meetingHref(here.meeting, under === '' ? 'evidence' : `evidence/${under}`),
})

/** For who may read the meeting in the path, by role or by a task; its route is declared `signed-in`. */
export const reading = (handler: Handler) =>
  aboutMeeting('meetings.read', (c, here) => handler(c, hereOf(here)))

/** For who may change the meeting as a whole. */
export const changing = (handler: Handler) =>
  aboutMeeting('meetings.change', (c, here) => handler(c, hereOf(here)), { ofAll: true })

/** For who may change one venue at least; the command asks which. */
export const changingOne = (handler: Handler) =>
  aboutMeeting('meetings.change', (c, here) => handler(c, hereOf(here)))

const done = ['corrected', 'noted', 'rule', 'issued', 'revoked'] as const

/** What was done on the page before, in a sentence. */
export function DoneNotice({ c }: { c: RequestContext }) {
  const key = done.find((one) => one === c.req.query('done'))
  const count = Number(c.req.query('n') ?? 0)
  if (!key) return null
  return (
    <Notice tone="good">
      {c.var.t(`evidence.done.${key}`, { count: Number.isFinite(count) ? count : 0 })}
    </Notice>
  )
}
