import type { DayHours, HitPlace } from './hit-places.ts'
import type { InSteps } from './in-steps.ts'
import type { LatticeRow } from './lattice.ts'
import type { PublicationHits } from './publication-room.ts'

/**
 * Everything of some kind of one unit as the database tells it: a cell, place, day or mark a line, its words with a space
 * between. Large elections are read, and handed to the process that judges, as a few long texts: a million objects would
 * hold up everybody else.
 */
export interface CellText {
  workUnitId: string
  cells: string
}

/** The words of each line of some texts, with the unit they are about. */
export function* linesOf(texts: Iterable<CellText>): Generator<{ workUnitId: string; words: string[] }> {
  for (const { workUnitId, cells } of texts) {
    for (const line of cells.split('\n')) yield { workUnitId, words: line.split(' ') }
  }
}

/** Cells with their people: `period base channel publication`, and how many were delivered to and engaged. */
export function* rowsOf(texts: Iterable<CellText>): Generator<LatticeRow> {
  // The same few names again and again: one copy of each.
  const names = new Map<string, string>()
  const known = (name = '') => {
    const first = names.get(name)
    if (first === undefined) names.set(name, name)
    return first ?? name
  }
  for (const { workUnitId, words } of linesOf(texts)) {
    const [period, base, channel, publication, delivered, engaged] = words
    yield {
      workUnitId,
      period: known(period),
      base: known(base),
      channel: known(channel),
      publication: known(publication),
      people: { delivered: Number(delivered), engaged: Number(engaged) },
    }
  }
}

/** Places of hits: `base channel day`, and the four numbers of `HitPlace`. */
export function* placesOf(texts: Iterable<CellText>): Generator<HitPlace> {
  for (const { workUnitId, words } of linesOf(texts)) {
    const [base = '', channel = '', day = '', ...numbers] = words
    const [hits = 0, views = 0, delivered = 0, engaged = 0] = numbers.map(Number)
    yield { workUnitId, base, channel, day, hits, views, delivered, engaged }
  }
}

/** Hits of publications: `publication`, all of them and those that were views. */
export function* publicationsOf(texts: Iterable<CellText>): Generator<PublicationHits> {
  for (const { workUnitId, words } of linesOf(texts)) {
    const [publication = '', hits, views] = words
    yield { workUnitId, publication, hits: Number(hits), views: Number(views) }
  }
}

/** Hours of days: `day` and two numbers, and of hours of few people, where there are such, a number and `t` or `f`. */
export function* hoursOf(texts: Iterable<CellText>): Generator<DayHours> {
  for (const { workUnitId, words } of linesOf(texts)) {
    const [day = '', spare, spareViews, ofSmall, isEngaged] = words
    yield {
      workUnitId,
      day,
      spare: Number(spare),
      spareViews: Number(spareViews),
      small: ofSmall ? { spare: Number(ofSmall), isEngaged: isEngaged === 't' } : null,
    }
  }
}

/** How many lines there are. */
export function* countLines(texts: readonly CellText[]): InSteps<number> {
  let lines = 0
  for (const [at, { cells }] of texts.entries()) {
    for (let end = 0; end >= 0; end = cells.indexOf('\n', end + 1)) lines += 1
    if (at % 20 === 19) yield
  }
  return lines
}
