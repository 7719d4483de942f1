/**
 * Hits of one base and channel on one day, by a unit's own links and pages: the smallest place of which hits are known.
 * What somebody may conclude about hits is decided on these (`held-hits.ts`).
 */
export interface HitPlace {
  /** A unit without others under it, or what one above others did by itself (`ownPart`). */
  workUnitId: string
  base: string
  channel: string
  /** YYYY-MM-DD, in the zone of the unit. */
  day: string
  /** Of every kind together. */
  hits: number
  /** Those of them that were views: they say nothing about who engaged. */
  views: number
  /** People of each link, added up: no fewer than there are different ones. */
  delivered: number
  engaged: number
}

/** The hours of one day in one unit, as far as they are kept. */
export interface DayHours {
  workUnitId: string
  day: string
  /** Hits of each hour that could be another's (`LeafHits.spare`), and those that could be where nobody engaged. */
  spare: number
  spareViews: number
  /** The most to spare of one hour of few people, and whether somebody engaged in all such; null where none has few. */
  small: { spare: number; isEngaged: boolean } | null
}

/** All that is known of the hits of an election, besides what the cells say of people. */
export interface HitSource {
  places: readonly HitPlace[]
  hours: readonly DayHours[]
}
