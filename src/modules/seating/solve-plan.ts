import type { JobDefinition } from '../../platform/jobs.ts'
import type { Services } from '../../platform/services.ts'
import type { MeetingKey } from '../meetings/index.ts'
import type { PlacementProgress } from '../placement/index.ts'
import { answerClasses, answerRooms, stateOf } from './find-answer.ts'
import { type Failure, pack } from './packed.ts'
import { type Plan, planById, storedClasses, storedRooms } from './plans-read-model.ts'
import { changePlan, claimPlan, forgetReckoning } from './seating-store.ts'
import { solvePlanJob } from './solve-plan-name.ts'

/** A process that reckons tells so every second; one that was silent for so long is gone. */
const silence = 30_000
const heartbeat = 1000
/** A question that ended the program three times will do so again. */
const mostTries = 3

/** Why a solution ends early: taken back by somebody, or the program stops and will take it up again. */
class Stopped extends Error {}
class Closing extends Error {}

const running = new Set<AbortController>()

/** Ends what this process reckons, so that it can close; whoever starts next takes it up again. */
export function leaveUnfinished(): void {
  for (const controller of running) controller.abort(new Closing())
}

/**
 * Reckons a plan in a thread, telling how far it is, until it is found, taken back or the program ends. Does nothing
 * when another process has it; being asked twice does no harm.
 */
export async function solvePlan(services: Services, meeting: MeetingKey, id: string): Promise<void> {
  const { db, clock } = services
  const now = clock.now()
  const silentSince = new Date(now.getTime() - silence)
  const tries = await claimPlan(db, meeting, id, { now, silentSince })
  const plan = tries === null ? undefined : await planById(db, meeting, id)
  if (tries === null || !plan) return
  if (tries > mostTries) return fail(services, meeting, id, { status: 'failed', why: 'restarts' })
  const controller = new AbortController()
  let progress: PlacementProgress | null = null
  let isTelling = false
  const tell = async () => {
    if (isTelling) return
    isTelling = true
    try {
      const isWanted = await changePlan(db, meeting, id, ['running'], {
        seen_at: clock.now(),
        progress: progress && JSON.stringify(progress),
      })
      if (!isWanted) controller.abort(new Stopped())
    } finally {
      isTelling = false
    }
  }
  running.add(controller)
  const beat = setInterval(() => void tell().catch((error) => controller.abort(error)), heartbeat)
  try {
    const found = await answered(services, meeting, plan, {
      signal: controller.signal,
      onProgress: (state) => {
        progress = state
      },
    })
    await changePlan(db, meeting, id, ['running'], { ...found, progress: null, found_at: clock.now() })
  } catch (error) {
    if (error instanceof Stopped) return
    if (error instanceof Closing) {
      await changePlan(db, meeting, id, ['running'], { seen_at: null })
      return
    }
    services.log.error('placement', error)
    await fail(services, meeting, id, { status: 'failed', why: 'broken' })
  } finally {
    clearInterval(beat)
    running.delete(controller)
  }
}

async function answered(
  { db }: Services,
  meeting: MeetingKey,
  { id, kind, question }: Plan,
  watch: { signal: AbortSignal; onProgress(progress: PlacementProgress): void },
) {
  if (kind === 'rooms') {
    const { sheet } = await storedRooms(db, meeting, id)
    const answer = await answerRooms(sheet, question, watch)
    return { state: stateOf(answer), answer: pack(answer) }
  }
  const stored = await storedClasses(db, meeting, id)
  const { answer, sheet } = await answerClasses(stored.sheet, question, watch)
  return { state: stateOf(answer), answer: pack(answer), sheet: pack(sheet) }
}

const fail = async ({ db, clock }: Services, meeting: MeetingKey, id: string, failure: Failure) => {
  await changePlan(db, meeting, id, ['running'], {
    state: 'failed',
    answer: pack(failure),
    progress: null,
    found_at: clock.now(),
  })
}

/** Asks again for every plan that runs and that no process has told of for so many milliseconds. */
export async function resumePlans({ db, clock, jobs }: Services, after = silence): Promise<number> {
  const silentSince = new Date(clock.now().getTime() - after)
  return db.transaction().execute(async (tx) => {
    const left = await tx
      .selectFrom('placement_plan')
      .select(['work_unit_id as workUnitId', 'meeting_id as meetingId', 'id as planId'])
      .where('state', '=', 'running')
      .where((where) =>
        where.or([
          where('seen_at', '<=', silentSince),
          where.and([where('seen_at', 'is', null), where('asked_at', '<=', silentSince)]),
        ]),
      )
      .execute()
    for (const plan of left) await jobs.enqueue(tx, solvePlanJob, plan)
    return left.length
  })
}

/**
 * Takes up what an earlier process left, when a program starts. The embedded database has one process at a time, so
 * whatever runs in it is nobody's by then; over a server others may be at it, and silence alone tells.
 */
export async function takeUpPlans(services: Services): Promise<void> {
  const isAlone = services.config.databaseUrl === null
  if (isAlone) await forgetReckoning(services.db)
  await resumePlans(services, isAlone ? 0 : silence)
}

export const seatingJobs: readonly JobDefinition[] = [
  {
    name: solvePlanJob,
    handler: (services, { workUnitId, meetingId, planId }) =>
      solvePlan(services, { workUnitId: String(workUnitId), id: String(meetingId) }, String(planId)),
  },
  // A program that was killed cannot say so: within a minute another one notices.
  {
    name: 'seating.resume',
    cron: '* * * * *',
    handler: async (services) => {
      await resumePlans(services)
    },
  },
]
