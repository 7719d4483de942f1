import { dayIn } from '../../platform/clock.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import type { Translator } from '../../platform/i18n/catalogue.ts'
import type { Formats } from '../../platform/i18n/formats.ts'
import { chosenUnit, type Unit, type UnitTree, unitParam, unitTree } from '../directory/index.ts'
import { type Election, electionById, electionsOf } from '../elections/index.ts'
import { type Base, baseName, basesFor, programmeElection } from '../outreach/index.ts'
import { type Channel, channelName, channelsOf } from '../publications/index.ts'
import type { PeopleFigure } from './figures.ts'
import { none } from './origin.ts'

/** What a page of reach is about, and the words for it. */
export interface ReachView {
  t: Translator
  format: Formats
  now: Date
  minCell: number
  tree: UnitTree
  unit: Unit
  election: Election
  elections: readonly Election[]
  bases: readonly Base[]
  channels: readonly Channel[]
}

/** Reads `?unit=&election=`; undefined when the election is unknown or there is none. */
export async function reachView(c: RequestContext): Promise<ReachView | undefined> {
  const { t, format, services } = c.var
  const { db, clock, config } = services
  const unit = await chosenUnit(c, 'reach.read')
  const asked = c.req.query('election') || (await programmeElection(db, dayIn(unit.timeZone, clock.now())))
  const election = asked === undefined ? undefined : await electionById(db, asked)
  if (!election) return undefined
  return {
    t,
    format,
    now: clock.now(),
    minCell: config.minCell,
    tree: await unitTree(services),
    unit,
    election,
    elections: await electionsOf(db),
    bases: await basesFor(db, { electionId: election.id, workUnitId: unit.id }),
    channels: await channelsOf(db),
  }
}

/** A base by its name; `-` is a hit without a link. */
export function baseWords({ bases, t }: ReachView, code: string): string {
  const base = bases.find((one) => one.code === code)
  return base ? baseName(base, t.locale) : code === none ? t('reach.noLink') : code
}

export function channelWords({ channels, t }: ReachView, code: string): string {
  const channel = channels.find((one) => one.code === code)
  return channel ? channelName(channel, t.locale) : code === none ? t('reach.noLink') : code
}

/** A number, also of nobody, or "held back". */
export function peopleWords({ t, format }: Pick<ReachView, 't' | 'format'>, figure: PeopleFigure): string {
  if (figure.suppressed) return t('reach.suppressed')
  return format.number(figure.people ?? 0)
}

/** Two standard deviations: 19 of 20 estimates lie within them. */
export const errorWords = ({ t, format }: ReachView, { relativeError }: PeopleFigure): string =>
  relativeError === 0
    ? t('reach.error.none')
    : t('reach.error.within', { share: format.percent(2 * relativeError, 1) })

/** The same question at another address, or about another unit; `more` are further parameters of it. */
export function reachHref(
  { unit, election }: Pick<ReachView, 'unit' | 'election'>,
  path: string,
  more: Record<string, string> = {},
): string {
  return `${path}?${new URLSearchParams({ unit: unitParam(unit), election: election.id, ...more })}`
}
