import { dayIn } from '../../platform/clock.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import type { Services } from '../../platform/services.ts'
import { type Election, electionById } from '../elections/index.ts'
import { programmeElection } from './programmes-read-model.ts'

/** The day it is in a unit's zone. */
export const today = ({ clock }: Pick<Services, 'clock'>, zone: string) => dayIn(zone, clock.now())

/** The election of `?election=`, else the one to show first; undefined for an unknown one, or when there is none. */
export async function chosenElection(c: RequestContext, zone: string): Promise<Election | undefined> {
  const { services } = c.var
  const asked = c.req.query('election')
  if (asked) return electionById(services.db, asked)
  const id = await programmeElection(services.db, today(services, zone))
  return id === undefined ? undefined : electionById(services.db, id)
}
