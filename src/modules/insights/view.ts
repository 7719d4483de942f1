import { dayIn } from '../../platform/clock.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import { chosenUnit, scopeFromQuery, unitParam } from '../directory/index.ts'
import { type Election, electionById, electionsOf } from '../elections/index.ts'
import { type Base, basesFor, programmeElection } from '../outreach/index.ts'
import { type Channel, channelsOf } from '../publications/index.ts'
import type { Measure } from '../reach/index.ts'
import type { OverviewQuestion } from './overview.ts'
import type { Direction } from './sort-rows.ts'

/** Whose overview a request asks for. */
export const overviewScope = scopeFromQuery('insights.read')

/** An overview as it is asked for in an address: what it is about and how it is shown. */
export interface View {
  question: OverviewQuestion
  measure: Measure
  sort: string
  dir: Direction
  /** Every region in the table instead of the first ones. */
  all: boolean
  /** What can be chosen instead. */
  elections: readonly Election[]
  bases: readonly Base[]
  channels: readonly Channel[]
}

/**
 * Reads `?unit=&election=&base=&channel=&measure=&sort=&dir=&rows=`. Without an election the one that programmes are open
 * for. Undefined when an election, base or channel is named that does not exist, or when there is no election.
 */
export async function viewOf(c: RequestContext): Promise<View | undefined> {
  const { services } = c.var
  const { db } = services
  const unit = await chosenUnit(c, 'insights.read')
  const asked =
    c.req.query('election') || (await programmeElection(db, dayIn(unit.timeZone, services.clock.now())))
  const election = asked === undefined ? undefined : await electionById(db, asked)
  if (!election) return undefined
  const elections = await electionsOf(db)
  const bases = await basesFor(db, { electionId: election.id, workUnitId: unit.id })
  const channels = await channelsOf(db)
  const [baseCode, channelCode] = [c.req.query('base') || undefined, c.req.query('channel') || undefined]
  const base = bases.find(({ code }) => code === baseCode)
  const channel = channels.find(({ code }) => code === channelCode)
  if ((baseCode && !base) || (channelCode && !channel)) return undefined
  return {
    question: { unit, election, base, channel },
    measure: c.req.query('measure') === 'engaged' ? 'engaged' : 'delivered',
    sort: c.req.query('sort') ?? 'people',
    dir: c.req.query('dir') === 'asc' ? 'asc' : 'desc',
    all: c.req.query('rows') === 'all',
    elections,
    bases,
    channels,
  }
}

type Parameters = Partial<
  Record<'unit' | 'election' | 'base' | 'channel' | 'measure' | 'sort' | 'dir' | 'rows', string>
>

/** The parameters of a view, but for what the defaults say anyway. */
export const parametersOf = ({ question, measure, sort, dir, all }: View): Parameters => ({
  unit: unitParam(question.unit),
  election: question.election.id,
  ...(question.base ? { base: question.base.code } : {}),
  ...(question.channel ? { channel: question.channel.code } : {}),
  ...(measure === 'delivered' ? {} : { measure }),
  ...(sort === 'people' && dir === 'desc' ? {} : { sort, dir }),
  ...(all ? { rows: 'all' } : {}),
})

/** Address of a view at `path`, with some of it changed; an empty value takes the parameter away. */
export function viewHref(view: View, changes: Parameters = {}, path = '/desk'): string {
  const all = Object.entries({ ...parametersOf(view), ...changes }).filter(([, value]) => value)
  return `${path}?${new URLSearchParams(all as [string, string][])}`
}

/** Where a unit opens its programme for an election. */
export const openProgrammeHref = (unit: string, election: string) =>
  `/desk/outreach/${unit}/open?${new URLSearchParams({ election })}`
