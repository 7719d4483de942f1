import type { Child } from 'hono/jsx'
import type { RequestContext } from '../../platform/http/route.ts'
import type { MessageKey } from '../../platform/i18n/catalogue.ts'
import type { ReachCut } from './reach-cut.ts'
import type { ReachView } from './reach-view.ts'

/** A base and a channel that potential is asked of. */
type PotentialOf = Pick<ReachCut, 'base' | 'channel'>

/** What a later room adds to the pages of reach, for whoever holds `reach.read` for the unit. */
export interface ReachSection {
  label: MessageKey
  /** Address of its view among the tabs; asked with `unit` and `election`. */
  path: string
  /** What stands right under the counted people on the page of bases and channels; never a counted figure. */
  beside: (c: RequestContext, view: ReachView) => Promise<Child>
  /** The figure of potential among the four numbers, as somebody states it of what is asked; null where nobody does. */
  potential: (c: RequestContext, view: ReachView, about: PotentialOf) => Promise<Child | null>
}

const sections: ReachSection[] = []

/** Lets another room show what it knows beside what is counted here; called once, when it is loaded. */
export function addReachSection(section: ReachSection): void {
  if (!sections.some(({ path }) => path === section.path)) sections.push(section)
}

/** Something to read on about what is counted, at an address of a later room. */
export interface ReachReading {
  /** For whom, or about what: the word beside the link. */
  about: MessageKey
  label: MessageKey
  href: string
}

const readings: ReachReading[] = []

/** Lets another room offer what it says of counting; called once, when it is loaded. */
export function addReachReading(reading: ReachReading): void {
  if (!readings.some(({ href }) => href === reading.href)) readings.push(reading)
}

export const reachReadings = (): readonly ReachReading[] => readings

export const reachSections = (): readonly ReachSection[] => sections

/** Potential as it is stated; null where nobody states any. */
export async function statedPotential(
  c: RequestContext,
  view: ReachView,
  about: PotentialOf,
): Promise<Child | null> {
  for (const { potential } of sections) {
    const figure = await potential(c, view, about)
    if (figure !== null) return figure
  }
  return null
}

/** What the other rooms say beside the counted people. */
export const besideCounted = (c: RequestContext, view: ReachView): Promise<Child[]> =>
  Promise.all(sections.map(({ beside }) => beside(c, view)))
