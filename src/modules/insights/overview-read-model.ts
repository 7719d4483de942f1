import { dayIn } from '../../platform/clock.ts'
import type { Services } from '../../platform/services.ts'
import { unitTree } from '../directory/index.ts'
import { registeredVoters } from '../elections/index.ts'
import { basesFor, type UnitCoverage } from '../outreach/index.ts'
import { channelsOf } from '../publications/index.ts'
import { lastHitDays, nobody, reachMatrix } from '../reach/index.ts'
import { type AttentionRule, type RegionState, rankAttention } from './attention.ts'
import { daysFrom, drawnPeriod, weeksBetween } from './calendar.ts'
import { comparableList, statedVoters, votersOf } from './denominators.ts'
import { baseRows, channelRows, dayRow } from './matrix-rows.ts'
import type { Overview, OverviewQuestion, RegionRow } from './overview.ts'
import { addUp, newestDay, unitStates } from './unit-states.ts'

export type ReadServices = Pick<Services, 'db' | 'database' | 'config' | 'clock'>

/** Without a hit for so many days a unit with volunteers counts as silent. */
export const silentDays = 14

/**
 * The overview of a unit, by a fixed number of queries however many units lie under it; `coverageOf` reads how far
 * those are. People of a cell are those of its merged sketches; nothing here adds the people of two cells.
 */
export async function readOverview(
  services: ReadServices,
  question: OverviewQuestion,
  coverageOf: () => Promise<readonly UnitCoverage[]>,
): Promise<Overview> {
  const { unit, election, base, channel } = question
  const { db, config } = services
  const asked = { scope: unit.id, electionId: election.id }
  const filters = { ...asked, base: base?.code, channel: channel?.code }

  const tree = await unitTree(services)
  const states = await coverageOf()
  const known = await registeredVoters(db, { electionId: election.id })
  const bases = await basesFor(db, { electionId: election.id, workUnitId: unit.id })
  const channels = await channelsOf(db)
  const byRegion = await reachMatrix(services, { ...filters, rows: 'region' })
  const byWeek = await reachMatrix(services, { ...filters, rows: 'base', columns: 'week' })
  // Days are kept by base or by channel, not by both.
  const byDay = base && channel ? null : await reachMatrix(services, { ...filters, rows: 'day' })
  const byChannel = await reachMatrix(services, { ...filters, rows: 'channel' })
  const lastHits = await lastHitDays(services, filters)

  const children = tree.childrenOf(unit.id)
  const areas = children.map(({ id }) => id)
  const list = comparableList([unit.id, ...areas], known)
  const voters = votersOf(unit.id, areas, list, known)
  const stateOf = new Map(states.map((state) => [state.workUnitId, state]))
  const cells = new Map(byRegion.cells.map((cell) => [cell.row, cell]))
  const regions = children.map((child): RegionRow => {
    const units = tree.within(child.id)
    return {
      unit: child,
      cell: cells.get(child.id) ?? nobody(child.id),
      coverage: addUp(
        units.flatMap(({ id }) => stateOf.get(id) ?? []),
        base,
      ),
      voters: statedVoters(child.id, list, known),
      lastHitOn: newestDay(units.map(({ id }) => lastHits.get(id))),
    }
  })

  const judged = (id: string, of: number | null, people: number | null): RegionState => ({
    unitId: id,
    units: unitStates(tree.within(id), stateOf, lastHits, base),
    voters: of,
    people,
  })
  const { from, until } = byWeek
  const drawn = from && until ? drawnPeriod(from, until, election.votingOn) : null
  const weeks = drawn ? weeksBetween(drawn.from, drawn.until) : []
  const days = drawn ? daysFrom(drawn.from, drawn.until) : []
  return {
    question,
    total: byRegion.total,
    voters,
    coverage: addUp(states, base),
    regions,
    weeks,
    days,
    basesByWeek: baseRows(byWeek.cells, bases, weeks),
    byDay: byDay === null ? [] : dayRow(byDay.cells, days),
    channels: channelRows(byChannel.cells, channels),
    attention: rankAttention(
      regions.length > 0
        ? regions.map((row) => judged(row.unit.id, row.voters?.voters ?? null, row.cell.delivered.people))
        : [judged(unit.id, voters?.voters ?? null, byRegion.total.delivered.people)],
      ruleOf(services, question),
    ),
    leftOut: byRegion.leftOut,
    asOf: byRegion.asOf,
    from,
    until,
    minCell: config.minCell,
    example: election.example || states.some(({ example }) => example),
  }
}

/** Judged as of today, or as of voting day where that is over. */
export function ruleOf({ clock }: ReadServices, { unit, election }: OverviewQuestion): AttentionRule {
  const today = dayIn(unit.timeZone, clock.now())
  const isOver = election.votingOn !== null && election.votingOn < today
  return { day: isOver ? (election.votingOn ?? today) : today, silentDays }
}
