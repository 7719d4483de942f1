import type { DayHours, HitPlace } from './hit-places.ts'
import type { InSteps } from './in-steps.ts'
import type { LatticeRow } from './lattice.ts'
import type { PublicationHits } from './publication-room.ts'

/**
 * Everything of one unit as the database tells it: a cell a line, `period base channel publication` and two values. Large elections
 * are read, and handed to the process that judges, as a few long texts: a million objects would hold up everybody else.
 */
export interface CellText {
  workUnitId: string
  cells: string
}

/** The cells of some texts whose values are people delivered to and engaged. */
export function* rowsOf(texts: Iterable<CellText>): Generator<LatticeRow> {
  // The same few names again and again: one copy of each.
  const names = new Map<string, string>()
  const known = (name = '') => {
    const first = names.get(name)
    if (first === undefined) names.set(name, name)
    return first ?? name
  }
  for (const { workUnitId, cells } of texts) {
    for (const cell of cells.split('\n')) {
      const [period, base, channel, publication, delivered, engaged] = cell.split(' ')
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
}

/** The places of hits of some texts: `base channel day` and five numbers. */
export function* placesOf(texts: Iterable<CellText>): Generator<HitPlace> {
  for (const { workUnitId, cells } of texts) {
    for (const cell of cells.split('\n')) {
      const [base = '', channel = '', day = '', ...numbers] = cell.split(' ')
      const [hits = 0, views = 0, delivered = 0, engaged = 0] = numbers.map(Number)
      yield { workUnitId, base, channel, day, hits, views, delivered, engaged }
    }
  }
}

/** The hits of publications of some texts: `publication` and two numbers. */
export function* publicationsOf(texts: Iterable<CellText>): Generator<PublicationHits> {
  for (const { workUnitId, cells } of texts) {
    for (const cell of cells.split('\n')) {
      const [publication = '', hits, views] = cell.split(' ')
      yield { workUnitId, publication, hits: Number(hits), views: Number(views) }
    }
  }
}

/** The hours of days of some texts: `day` and two numbers, and two of hours of few people, which may be missing. */
export function* hoursOf(texts: Iterable<CellText>): Generator<DayHours> {
  for (const { workUnitId, cells } of texts) {
    for (const cell of cells.split('\n')) {
      const [day = '', spare, spareViews, ofSmall, isEngaged] = cell.split(' ')
      yield {
        workUnitId,
        day,
        spare: Number(spare),
        spareViews: Number(spareViews),
        small: ofSmall ? { spare: Number(ofSmall), isEngaged: isEngaged === 't' } : null,
      }
    }
  }
}

export function* linesInSteps(texts: readonly CellText[]): InSteps<number> {
  let lines = 0
  for (const [at, { cells }] of texts.entries()) {
    for (let end = 0; end >= 0; end = cells.indexOf('\n', end + 1)) lines += 1
    if (at % 20 === 19) yield
  }
  return lines
}
