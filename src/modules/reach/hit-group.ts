import { beaconKeyPattern } from './beacon.ts'
import { type Counters, isHit, noCounts, type Outcome, placeOf } from './counters.ts'
import type { Origin } from './origin.ts'

/** The visitor's hash, unsigned words. */
export type Visitor = readonly [high: number, low: number]

/** What one origin got in one group: counts and the visitors behind them, in the order they came. */
interface Gathered {
  counts: Counters
  /** Hashes of those who viewed, and of those who clicked, scanned or shared. */
  viewed: number[]
  engaged: number[]
}

/** One line of a committed group. */
export interface JournalEntry {
  workUnitId: string
  electionId: string
  base: string
  channel: string
  publicationId: string
  linkCode: string
  personId: string
  day: string
  /** YYYY-MM-DDTHH; null in rows from before hours were kept. */
  hour: string | null
  counts: Counters
  viewed: Visitor[]
  engaged: Visitor[]
  /** Of a beacon that may be sent again. */
  key: string | null
}

const formatVersion = 1

/** Hits of a few milliseconds, counted together in memory; what is committed is their folded form. */
export class HitGroup {
  readonly #byOrigin = new Map<Origin, Gathered>()
  readonly #keyed = new Map<string, { origin: Origin; gathered: Gathered; key: string }>()
  readonly #hourIn: (zone: string) => string
  size = 0

  /** @param hourIn the hour in a zone (YYYY-MM-DDTHH; or its day alone), asked when the group is encoded */
  constructor(hourIn: (zone: string) => string) {
    this.#hourIn = hourIn
  }

  /** Counts one. The same key twice counts once. */
  add(origin: Origin, outcome: Outcome, visitor: Visitor | null, key: string | null): void {
    this.size += 1
    if (key !== null) {
      const name = `${origin.workUnitId} ${key}`
      if (this.#keyed.has(name)) return
      const gathered = nothing()
      gather(gathered, outcome, visitor)
      this.#keyed.set(name, { origin, gathered, key })
      return
    }
    let gathered = this.#byOrigin.get(origin)
    if (!gathered) {
      gathered = nothing()
      this.#byOrigin.set(origin, gathered)
    }
    gather(gathered, outcome, visitor)
  }

  /** The group as it is stored. */
  encode(): string {
    const lines: string[] = []
    for (const [origin, gathered] of this.#byOrigin) lines.push(this.#line(origin, gathered, null))
    for (const { origin, gathered, key } of this.#keyed.values())
      lines.push(this.#line(origin, gathered, key))
    return `[${formatVersion},[${lines.join(',')}]]`
  }

  #line(origin: Origin, { counts, viewed, engaged }: Gathered, key: string | null): string {
    const hour = this.#hourIn(origin.timeZone)
    const last = key === null ? '' : `,${JSON.stringify(key)}`
    return `[${origin.json},"${hour}",[${counts.join()}],"${packed(viewed)}","${packed(engaged)}"${last}]`
  }
}

const nothing = (): Gathered => ({ counts: noCounts(), viewed: [], engaged: [] })

function gather(gathered: Gathered, outcome: Outcome, visitor: Visitor | null): void {
  const place = placeOf(outcome)
  gathered.counts[place] = (gathered.counts[place] as number) + 1
  if (visitor === null || !isHit(outcome)) return
  if (outcome === 'view') gathered.viewed.push(visitor[0], visitor[1])
  else gathered.engaged.push(visitor[0], visitor[1])
}

function packed(words: readonly number[]): string {
  if (words.length === 0) return ''
  const bytes = Buffer.allocUnsafe(words.length * 4)
  for (let at = 0; at < words.length; at += 1) bytes.writeUInt32BE(words[at] as number, at * 4)
  return bytes.toString('base64')
}

function unpacked(text: string): Visitor[] {
  const bytes = Buffer.from(text, 'base64')
  const visitors: Visitor[] = []
  for (let at = 0; at < bytes.length; at += 8)
    visitors.push([bytes.readUInt32BE(at), bytes.readUInt32BE(at + 4)])
  return visitors
}

type Line = [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  Counters,
  string,
  string,
  string?,
]

/** Reads a stored group; throws on one that a newer program wrote. */
export function decodeGroup(content: string): JournalEntry[] {
  const [version, lines] = JSON.parse(content) as [number, Line[]]
  if (version !== formatVersion)
    throw new Error(`A journal row has the format ${version}, which is not known here.`)
  return lines.map(
    ([
      workUnitId,
      electionId,
      base,
      channel,
      publicationId,
      linkCode,
      personId,
      hour,
      counts,
      viewed,
      engaged,
      key,
    ]) => ({
      workUnitId,
      electionId,
      base,
      channel,
      publicationId,
      linkCode,
      personId,
      day: hour.slice(0, 10),
      hour: hour.length > 10 ? hour : null,
      counts,
      viewed: unpacked(viewed),
      engaged: unpacked(engaged),
      // Taken by programs that did not look at keys: what no table can keep counts like a hit without one.
      key: key != null && beaconKeyPattern.test(key) ? key : null,
    }),
  )
}
