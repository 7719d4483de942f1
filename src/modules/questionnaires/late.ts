import type { Opening } from './questionnaires-read-model.ts'

/** How long, in milliseconds, a closed moment still receives answers that were given before it was closed. */
export const grace = 30 * 60_000

/** An answer that is being written when the grace ends is in the tables this many milliseconds later at most. */
const settling = 10_000

/** How an answer comes: while it is taken, after the closing though given before, or too late. */
export type Timing = 'in-time' | 'late' | 'closed'

/** `givenAt` by our clock: what the phone's clock says, put right by what it said when it sent. */
export function timingOf(
  opening: Pick<Opening, 'closedAt' | 'lateUntil'> | undefined,
  { givenAt, now }: { givenAt: Date; now: Date },
): Timing {
  if (!opening) return 'closed'
  const { closedAt, lateUntil } = opening
  if (closedAt === null) return 'in-time'
  return lateUntil !== null && now < lateUntil && givenAt <= closedAt ? 'late' : 'closed'
}

/** Whether nothing will be added any more: closed, and nothing can come late. */
export const isSettled = ({ closedAt, lateUntil }: Pick<Opening, 'closedAt' | 'lateUntil'>, now: Date) =>
  closedAt !== null && (lateUntil === null || now.getTime() >= lateUntil.getTime() + settling)

/**
 * When a phone gave an answer, by our clock: as long ago as by the phone's own, however wrong that runs. Right to what
 * a request takes; never in the future.
 */
export const correctedTime = (now: Date, { givenAt, sentAt }: { givenAt: number; sentAt: number }) =>
  new Date(now.getTime() - Math.max(0, sentAt - givenAt))
