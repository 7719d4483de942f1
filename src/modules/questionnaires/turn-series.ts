import type { Actor } from '../../platform/access.ts'
import { ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import type { MeetingKey } from '../meetings/index.ts'
import { closeQuestionnaire } from './close-questionnaire.ts'
import { missing } from './in-questionnaire.ts'
import { openQuestionnaire } from './open-questionnaire.ts'
import type { QuestionnaireKey } from './questionnaires-read-model.ts'
import { seriesOf } from './series-read-model.ts'
import { settleQuestionnaire } from './settle-questionnaire.ts'
import type { Moment } from './tables.ts'

/**
 * Does to each questionnaire of a series what can be done to it, each on its own: classes end at other times, so some
 * may have been opened or closed before. Resolves to how many were; refuses, as the first of them does, when none was.
 */
async function forEach(
  { db }: Services,
  meeting: MeetingKey,
  seriesId: string,
  turn: (key: QuestionnaireKey) => Promise<Result<null>>,
): Promise<Result<number>> {
  let done = 0
  let refused: Result<number> = missing
  for (const [at, { workUnitId, meetingId, id }] of (await seriesOf(db, meeting, seriesId)).entries()) {
    const result = await turn({ workUnitId, meetingId, id })
    if (result.ok) done += 1
    else if (at === 0) refused = result
  }
  return done > 0 ? ok(done) : refused
}

export const openSeries = (
  services: Services,
  actor: Actor,
  { meeting, seriesId, moment }: { meeting: MeetingKey; seriesId: string; moment: Moment },
): Promise<Result<number>> =>
  forEach(services, meeting, seriesId, (key) => openQuestionnaire(services, actor, key, moment))

export const closeSeries = (
  services: Services,
  actor: Actor,
  { meeting, seriesId }: { meeting: MeetingKey; seriesId: string },
): Promise<Result<number>> =>
  forEach(services, meeting, seriesId, (key) => closeQuestionnaire(services, actor, key))

/** Waits for nothing late any more, in no class. */
export const settleSeries = (
  services: Services,
  actor: Actor,
  { meeting, seriesId }: { meeting: MeetingKey; seriesId: string },
): Promise<Result<number>> =>
  forEach(services, meeting, seriesId, (key) => settleQuestionnaire(services, actor, key))
