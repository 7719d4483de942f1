import { unitParam } from '../directory/index.ts'
import { shareOf } from './denominators.ts'
import type { Overview } from './overview.ts'

/** An overview for programs: codes instead of names, figures as they are shown, null where held back or unknown. */
export const overviewJson = (overview: Overview) => ({
  unit: unitParam(overview.question.unit),
  election: overview.question.election.id,
  base: overview.question.base?.code ?? null,
  channel: overview.question.channel?.code ?? null,
  asOf: overview.asOf?.toISOString() ?? null,
  from: overview.from,
  until: overview.until,
  minCell: overview.minCell,
  example: overview.example,
  delivered: overview.total.delivered,
  engaged: overview.total.engaged,
  hits: overview.total.hits,
  leftOut: overview.leftOut,
  voters: overview.voters,
  coverage: overview.coverage,
  regions: overview.regions.map(({ unit, cell, coverage, voters, lastHitOn }) => ({
    unit: unitParam(unit),
    name: unit.name,
    delivered: cell.delivered,
    engaged: cell.engaged,
    hits: cell.hits,
    coverage,
    voters,
    share: shareOf(cell.delivered.people, voters),
    lastHitOn,
  })),
  bases: overview.basesByWeek.map(({ code, total, cells }) => ({
    base: code,
    delivered: total.delivered,
    engaged: total.engaged,
    hits: total.hits,
    weeks: cells.map((cell, at) => ({
      week: overview.weeks[at],
      delivered: cell?.delivered ?? null,
      engaged: cell?.engaged ?? null,
    })),
  })),
  channels: overview.channels.map(({ code, cell: { delivered, engaged, hits } }) => ({
    channel: code,
    delivered,
    engaged,
    hits,
  })),
  attention: overview.attention,
})
