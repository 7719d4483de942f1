import { dayIn } from '../../platform/clock.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import type { Meeting } from '../meetings/index.ts'
import type { Participant } from '../participants/index.ts'
import { ruleOf } from './certificates-read-model.ts'
import { evidenceOfOne } from './evidence-read-model.ts'

/**
 * What the personal page says from the last day of the meeting on: at how many of the own sessions he or she was seen, and
 * how many a certificate takes. Nothing to who had no session and was at none.
 */
export async function personalSessions(
  c: RequestContext,
  meeting: Meeting,
  { id }: Participant,
): Promise<[string, string][]> {
  const { t, services } = c.var
  if (dayIn(meeting.timeZone, services.clock.now()) < meeting.endsOn) return []
  const one = await evidenceOfOne(services.db, meeting, id)
  if (!one?.counts || one.sessions.length === 0) return []
  const rule = await ruleOf(services.db, meeting)
  const { attended, attendedOwn: own, expected } = one
  const text = t('evidence.personal.attended', { own, expected, other: attended - own })
  return [
    [
      t('evidence.personal.sessions'),
      rule ? t('evidence.personal.certificate', { text, atLeast: rule.atLeast }) : text,
    ],
  ]
}
