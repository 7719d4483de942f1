import { dayIn } from '../../platform/clock.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import type { Translator } from '../../platform/i18n/catalogue.ts'
import type { Formats } from '../../platform/i18n/formats.ts'
import type { Services } from '../../platform/services.ts'
import { type Unit, type UnitTree, unitParam, unitTree } from '../directory/index.ts'
import { type Election, electionById } from '../elections/index.ts'
import { type Base, baseName, basesFor, programmeElection } from '../outreach/index.ts'
import {
  type Channel,
  channelName,
  channelsOf,
  publicationTitles,
  publishedNotices,
} from '../publications/index.ts'
import { shortened } from './shortened.ts'
import type { StatedFigure } from './stated-read-model.ts'

export const statedPath = '/desk/stated'

/** What a page of stated figures is about, and the words for it. */
export interface StatedView {
  t: Translator
  format: Formats
  unit: Unit
  tree: UnitTree
  election: Election
  bases: readonly Base[]
  channels: readonly Channel[]
}

/** The view of a request: the election told, else the one of `?election=`, else as `viewOf` finds it. */
export const statedView = (
  c: RequestContext,
  unit: Unit,
  election: string | undefined = c.req.query('election'),
): Promise<StatedView | undefined> => viewOf(c.var.services, c.var, unit, election)

/** The unit with the election asked for, else the one with open programmes; undefined when there is none such. */
export async function viewOf(
  services: Services,
  { t, format }: Pick<StatedView, 't' | 'format'>,
  unit: Unit,
  askedElection: string | undefined,
): Promise<StatedView | undefined> {
  const { db, clock } = services
  const asked = askedElection || (await programmeElection(db, dayIn(unit.timeZone, clock.now())))
  const election = asked === undefined ? undefined : await electionById(db, asked)
  if (!election) return undefined
  return {
    t,
    format,
    unit,
    tree: await unitTree(services),
    election,
    bases: await basesFor(db, { electionId: election.id, workUnitId: unit.id }),
    channels: await channelsOf(db),
  }
}

/** The unit's day now. */
export const todayOf = (c: RequestContext, { timeZone }: Pick<Unit, 'timeZone'>) =>
  dayIn(timeZone, c.var.services.clock.now())

type Words = Pick<StatedView, 't' | 'channels'>

export function channelWords({ t, channels }: Words, code: string): string {
  const channel = channels.find((one) => one.code === code)
  return channel ? channelName(channel, t.locale) : code
}

export function baseWords({ t, bases }: Pick<StatedView, 't' | 'bases'>, code: string): string {
  const base = bases.find((one) => one.code === code)
  return base ? baseName(base, t.locale) : code
}

/** One day, or the first and last of several. */
export const spanWords = ({ format }: Pick<StatedView, 'format'>, from: string, until: string) =>
  from === until ? format.day(from, 'short') : format.days(from, until, 'short')

/** What a figure is about in a line: a post by its title or address, an account, or the channel alone. */
export function aboutWords(view: Words, figure: StatedFigure): string {
  const { postTitle, subject, account, channel } = figure
  if (postTitle) return postTitle.length > 90 ? `${shortened(postTitle, 88)}…` : postTitle
  if (subject) return subject.length > 60 ? `${shortened(subject, 58)}…` : subject
  return account || view.t('stated.about.all', { channel: channelWords(view, channel) })
}

/** Where a figure was read: the platform's file, or the words somebody typed. */
export const sourceWords = ({ t }: Pick<StatedView, 't'>, { source, importId }: StatedFigure) =>
  importId === null ? source : layoutWords(t, source)

/** The name of a kind of file; `by-hand` where somebody said which column is what. */
export const layoutWords = (t: Translator, code: string) =>
  t(`stated.layout.${code}` as 'stated.layout.by-hand')

/** The pages of the room with their unit and election. */
export const statedHref = (
  { unit, election }: Pick<StatedView, 'unit' | 'election'>,
  under = '',
  more: Record<string, string> = {},
) => `${statedPath}${under}?${new URLSearchParams({ unit: unitParam(unit), election: election.id, ...more })}`

/** The page of one figure, in the unit that has it. */
export function figureHref({ tree }: Pick<StatedView, 'tree'>, { workUnitId, id }: StatedFigure): string {
  const unit = tree.byId(workUnitId)
  return `${statedPath}/${unit ? unitParam(unit) : workUnitId}/${id}`
}

/**
 * Notices that a figure may be about: those of the unit and the units above it that hold today or on voting day; with
 * those of the same title stands whose they are.
 */
export async function noticeChoices(c: RequestContext, { t, unit, tree, election }: StatedView) {
  const { db } = c.var.services
  const workUnitIds = tree.ancestors(unit.id).map(({ id }) => id)
  const days = [todayOf(c, unit), ...(election.votingOn ? [election.votingOn] : [])]
  const found = new Map<string, { title: string; owner: string }>()
  for (const day of days) {
    for (const { id, title, workUnitId } of await publishedNotices(db, { workUnitIds, day, limit: 40 })) {
      found.set(id, {
        title: t.locale === 'en' && title.en ? title.en : title.id,
        owner: tree.byId(workUnitId)?.shortName ?? workUnitId,
      })
    }
  }
  const alike = Map.groupBy(found.values(), ({ title }) => title)
  return [...found].map(([value, { title, owner }]) => ({
    value,
    label: (alike.get(title) ?? []).length > 1 ? `${title} (${owner})` : title,
  }))
}

/** The titles of the notices that figures are about, in the reader's language. */
export async function noticeTitles(
  c: RequestContext,
  figures: readonly Pick<StatedFigure, 'publicationId'>[],
): Promise<Map<string, string>> {
  const { services, t } = c.var
  const ids = figures.flatMap(({ publicationId }) => publicationId ?? [])
  const titles = await publicationTitles(services.db, ids)
  return new Map([...titles].map(([id, words]) => [id, t.locale === 'en' && words.en ? words.en : words.id]))
}
