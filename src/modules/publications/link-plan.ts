import { noticePath } from './notice.ts'

/** One link to be: everything that makes it a different one. */
export interface PlannedLink {
  base: string
  channel: string
  publicationId: string | null
  personId: string | null
}

export interface LinkWishes {
  bases: readonly string[]
  channels: readonly string[]
  /** null: the page of the unit itself. */
  publicationIds: readonly (string | null)[]
  /** Who gets them, by base; a base without anybody gets links that are nobody's own. */
  people: ReadonlyMap<string, readonly string[]>
}

/** Every base x channel x person of the base x publication, in that order; one link each. */
export const planLinks = ({ bases, channels, publicationIds, people }: LinkWishes): PlannedLink[] =>
  bases.flatMap((base) => {
    const persons: readonly (string | null)[] = people.get(base)?.length ? (people.get(base) ?? []) : [null]
    return channels.flatMap((channel) =>
      persons.flatMap((personId) =>
        publicationIds.map((publicationId) => ({ base, channel, publicationId, personId })),
      ),
    )
  })

/** A planned link as one text, to find the same among those that live. */
export const keyOfLink = ({ base, channel, publicationId, personId }: PlannedLink) =>
  [base, channel, publicationId ?? '', personId ?? ''].join(' ')

/** Where a link leads: a notice, or the unit's page; `?s=CODE` tells the page's view where it comes from. */
export const targetPathOf = (unitSlug: string | null, noticeSlug: string | null, code: string) =>
  `${noticeSlug === null ? `/${unitSlug ?? ''}` : noticePath(unitSlug, noticeSlug)}?s=${code}`
