import type { RequestContext } from '../../platform/http/route.ts'
import { unitInPath } from '../directory/index.ts'
import { type Meeting, meetingById } from './meetings-read-model.ts'

/** The meeting in the path (`/:unit/:meeting`), or undefined. */
export async function meetingInPath(c: RequestContext): Promise<Meeting | undefined> {
  const unit = await unitInPath(c)
  if (!unit) return undefined
  return meetingById(c.var.services.db, { workUnitId: unit.id, id: c.req.param('meeting') ?? '' })
}

const hostParam = (scope: string) => (scope.includes('.') ? scope.slice(scope.indexOf('.') + 1) : '00')

/** Address of a meeting's page at the desk, or of one of the pages under it. */
export const meetingHref = (meeting: { workUnitId: string; id: string }, under = '') =>
  `/desk/meetings/${hostParam(meeting.workUnitId)}/${meeting.id}${under === '' ? '' : `/${under}`}`
