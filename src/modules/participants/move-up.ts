import type { Actor } from '../../platform/access.ts'
import { ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import type { MeetingKey } from '../meetings/index.ts'
import { changeOne } from './change-list.ts'
import { moveUpRow } from './free-places.ts'

/** Invites somebody who waits, over the quota if need be: the committee's own decision. */
export const moveUp = (
  services: Services,
  actor: Actor,
  meeting: MeetingKey,
  id: string,
): Promise<Result<null>> =>
  changeOne(services, actor, { meeting, id }, async (tx, one, at) => {
    if (one.state !== 'waiting') return ok(null)
    await moveUpRow(tx, actor, meeting, { id, at, freed: false })
    return ok(null)
  })
