import type { Services } from '../../platform/services.ts'
import { engineOf, settleReach } from './engine.ts'
import { startOf } from './season-model.ts'
import { SeasonRecount } from './season-recount.ts'
import { figuresOf, fullRate, type SimulationReport } from './season-report.ts'
import { openDoor, sendHour } from './season-requests.ts'
import { linksByUnit, type SimulationWishes, scheduleOf } from './season-schedule.ts'

/**
 * Drives a season through the program itself: requests over real connections to the short links and pages, classified,
 * committed in groups, folded, rolled up, while the clock runs through the season hour by hour. Beside it everything
 * is recounted by sets. The database has to be one of its own.
 */
export async function simulateSeason(
  services: Services,
  wishes: SimulationWishes,
): Promise<SimulationReport> {
  const began = performance.now()
  const clock = { at: startOf(wishes.span) }
  const own: Services = {
    ...services,
    config: { ...services.config, trustProxy: true },
    clock: { now: () => new Date(clock.at) },
  }
  const links = await linksByUnit(own, wishes.electionId)
  const schedule = await scheduleOf(own, links, wishes)
  const engine = engineOf(own)
  await engine.links.load()
  const door = await openDoor(own)
  const recount = new SeasonRecount()
  let foldingSeconds = 0
  const fold = async () => {
    const from = performance.now()
    await settleReach(own)
    foldingSeconds += (performance.now() - from) / 1000
  }
  let busiest = 0
  try {
    const hours = [...schedule.keys()].sort((a, b) => a - b)
    let week = 0
    for (const hour of hours) {
      clock.at = startOf(wishes.span) + hour * 3_600_000
      const before = recount.requests
      await sendHour(door.port, schedule.get(hour) ?? [], links.list, recount.ofHour())
      busiest = Math.max(busiest, recount.requests - before)
      if (Math.floor(hour / 168) > week) {
        week = Math.floor(hour / 168)
        await fold()
        wishes.progress(`week ${week}: ${recount.requests} requests`)
      }
    }
    await fold()
  } finally {
    await door.close()
  }
  return {
    ...(await figuresOf(own, wishes, recount)),
    links: links.list.length,
    requests: recount.requests,
    seconds: (performance.now() - began) / 1000,
    foldingSeconds,
    full: fullRate(recount, wishes, links.list.length, busiest),
  }
}
