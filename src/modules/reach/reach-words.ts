import { zoneName } from '../../platform/i18n/formats.ts'
import { type Denominator, nameIn } from '../elections/index.ts'
import type { Corrections } from './corrections-read-model.ts'
import { leftOutReasons } from './counters.ts'
import { type Dimension, hitKinds, type PeopleFigure, type ReachCell, type ReachMatrix } from './figures.ts'
import { none } from './origin.ts'
import { isPeriod } from './questions.ts'
import { baseWords, channelWords, type ReachView } from './reach-view.ts'

/** What the words for where a figure comes from need to know; other rooms have it without a page of reach. */
export type FigureView = Pick<ReachView, 't' | 'format' | 'unit' | 'election' | 'minCell'>

/** Names that the tree, bases and channels do not hold: of publications and volunteers, by id. */
export type Names = ReadonlyMap<string, string>

/** A place of a dimension by its name: a base, a unit, a day. */
export function placeWords(
  view: ReachView,
  dimension: Dimension,
  code: string,
  names: Names = new Map(),
): string {
  const { t, format, tree } = view
  switch (dimension) {
    case 'base':
      return baseWords(view, code)
    case 'channel':
      return channelWords(view, code)
    case 'region':
    case 'unit':
      return tree.byId(code)?.shortName ?? code
    case 'week':
    case 'day':
      return format.day(code, 'short')
    case 'hour':
      return `${format.day(code.slice(0, 10), 'short')}, ${code.slice(11)}.00`
    case 'publication':
      return names.get(code) ?? t(code === none ? 'reach.noPublication' : 'reach.publications.gone')
    case 'volunteer':
      return names.get(code) ?? t('reach.noLink')
  }
}

/** What a dimension is called; the units right under one by what they are there. */
export const dimensionWords = ({ t }: Pick<ReachView, 't'>, dimension: Dimension): string =>
  t(`reach.dimension.${dimension}`)

/** The whole season, a week or a day. */
export function periodWords(
  { t, format }: Pick<ReachView, 't' | 'format'>,
  period: string | undefined,
): string {
  if (period === undefined) return t('reach.period.season')
  // What was typed is kept beside the sentence that refuses it.
  if (!isPeriod(period)) return period
  const [kind, day = ''] = period.split(':')
  return t(kind === 'week' ? 'reach.period.week' : 'reach.period.day', { day: format.day(day, 'short') })
}

/** `DPT, 17 April 2019`. */
export const listWords = (
  { t, format }: Pick<ReachView, 't' | 'format'>,
  { list, asOn }: Denominator,
): string => t('reach.voters.list', { list, day: format.day(asOn) })

/** Between which numbers the true one lies, in words that need no statistics. */
export function precisionWords({ t, format, minCell }: FigureView, figure: PeopleFigure): string {
  if (figure.suppressed) return t('reach.provenance.heldText', { min: minCell })
  if (figure.people === null) return t('reach.from.nobody')
  if (figure.relativeError === 0) return t('reach.from.exact')
  const margin = 2 * figure.relativeError * figure.people
  return t('reach.from.between', {
    least: format.number(Math.floor(figure.people - margin)),
    most: format.number(Math.ceil(figure.people + margin)),
  })
}

/** How many requests were left out, and why, the most first. */
export function leftOutWords({ t, format }: FigureView, leftOut: ReachMatrix['leftOut']): string {
  const known = leftOutReasons
    .map((reason) => ({ reason, count: leftOut[reason] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
  if (known.length === 0) return t('reach.from.nothingLeftOut')
  return t('reach.from.leftOutText', {
    count: format.number(known.reduce((sum, { count }) => sum + count, 0)),
    reasons: known
      .map(({ reason, count }) => `${t(`reach.leftOut.${reason}`)} ${format.number(count)}`)
      .join('; '),
  })
}

/** What a page is about in a line: the election, and whom and when it is narrowed to, also on paper. */
export const aboutWords = (
  view: ReachView,
  {
    base,
    channel,
    period,
  }: { base?: string | undefined; channel?: string | undefined; period?: string | undefined },
): string =>
  [
    nameIn(view.t.locale, view.election),
    ...(base === undefined ? [] : [baseWords(view, base)]),
    ...(channel === undefined ? [] : [channelWords(view, channel)]),
    ...(period === undefined ? [] : [periodWords(view, period)]),
  ].join(' · ')

/** By which clocks days and hours are counted, where units have more than one. */
export const zoneWords = ({ t }: Pick<ReachView, 't'>, zones: ReadonlySet<string>): string =>
  zones.size > 1
    ? t('reach.zones.many', { zones: [...zones].map(zoneName).sort().join(', ') })
    : t('reach.zones.one', { zone: zoneName([...zones][0] ?? '') })

/** From which day to which, and when the newest hit of it was recorded. */
export const ageWords = (
  { t, format, unit }: FigureView,
  { asOf, from, until }: Pick<ReachMatrix, 'asOf' | 'from' | 'until'>,
) =>
  asOf && from && until
    ? t('reach.provenance.ageText', {
        from: format.day(from),
        until: format.day(until),
        at: format.instant(asOf, unit.timeZone),
      })
    : t('reach.empty')

/** The register a share is of, where it is from, and that it is older than the people on it. */
export const votersWords = (view: FigureView, voters: Denominator | null): string =>
  voters === null
    ? view.t('reach.voters.none', { unit: view.unit.shortName })
    : view.t('reach.voters.text', {
        voters: view.format.number(voters.voters),
        list: listWords(view, voters),
        areas: voters.areas,
        sources: voters.sources.join('; '),
      })

/** What changed late or was corrected: a sentence each, with when. */
export function correctionWords(
  { t, format, unit, election }: ReachView,
  corrections: Corrections,
): string[] {
  const { lateDays, afterVoting, changes, isRebuilding, erasedAt, judgedUpTo } = corrections
  const at = (instant: Date) => format.instant(instant, unit.timeZone)
  const newest = lateDays.reduce<Date | null>((last, day) => (last && last > day.at ? last : day.at), null)
  return [
    ...(newest === null
      ? []
      : [
          t('reach.corrections.late', {
            count: lateDays.length,
            first: format.day(lateDays[0]?.day ?? ''),
            last: format.day(lateDays.at(-1)?.day ?? ''),
            at: at(newest),
          }),
        ]),
    ...(afterVoting === null || election.votingOn === null
      ? []
      : [
          t('reach.corrections.afterVoting', {
            voting: format.day(election.votingOn),
            until: format.day(afterVoting),
          }),
        ]),
    ...changes.map(({ kind, at: when }) => t(`reach.corrections.${kind}`, { at: at(when) })),
    ...(isRebuilding ? [t('reach.corrections.rebuilding')] : []),
    ...(erasedAt === null ? [] : [t('reach.corrections.erased', { at: at(erasedAt) })]),
    ...(judgedUpTo === null ? [] : [t('reach.corrections.judged', { at: at(judgedUpTo) })]),
  ]
}

/** All hits of a question together, and by kind where that is told. */
export function hitsWords(
  { t, format }: Pick<ReachView, 't' | 'format'>,
  { allHits, hits }: ReachCell,
): string {
  if (!allHits) return ''
  if (allHits.hits === null) return t('reach.hits.held')
  const kinds = hitKinds.flatMap((kind) =>
    hits?.[kind] == null ? [] : [`${t(`reach.hits.${kind}`)} ${format.number(hits[kind])}`],
  )
  const together = { hits: format.number(allHits.hits), kinds: kinds.join('; ') }
  return t(kinds.length > 0 ? 'reach.hits.byKind' : 'reach.hits.together', together)
}
