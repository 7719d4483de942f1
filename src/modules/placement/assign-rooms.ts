import { inThread } from './placement-thread.ts'
import type { RoomsAnswer, RoomsInstance, RoomWeights } from './rooms.ts'

/**
 * Beds for guests, hotel by hotel, in a thread of its own: the least cost in rooms and in provinces that share one.
 * Women and men never share. Proven by HiGHS, or with a stated gap. Ids must be known and each only once.
 */
export function assignRooms(
  instance: RoomsInstance,
  options: { weights: RoomWeights; timeLimitMs: number; signal?: AbortSignal },
): Promise<RoomsAnswer> {
  const { weights, timeLimitMs, signal } = options
  return inThread('rooms', { instance, weights, timeLimitMs }, { signal })
}
