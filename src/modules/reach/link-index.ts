import type { Services } from '../../platform/services.ts'
import { unitTree } from '../directory/index.ts'
import { type LinksChange, type LinkTarget, linkByCode, loadLinks } from '../publications/index.ts'
import { LinkTable } from './link-table.ts'
import { createOrigin, none, type Origin } from './origin.ts'
import type { SeasonKeys } from './season-keys.ts'

/** A living link: where it leads and where its hits are counted. */
export interface KnownLink {
  origin: Origin
  /** Path with the link's code in it, so that the page can tell by which link it was opened. */
  location: string
}

/** What the database says of a code that is not in memory; `busy`: too many are being asked about already. */
export type FoundLink = KnownLink | 'revoked' | 'unknown' | 'busy'

/** What links of the same unit, election, base and channel share. */
interface Place {
  unit: KnownUnit
  electionId: string
  base: string
  channel: string
}

/** A unit's links that were put before `validFrom` have to be looked up again. */
interface KnownUnit {
  id: string
  timeZone: string
  validFrom: number
}

interface HotLink extends KnownLink {
  number: number
  generation: number
  unit: KnownUnit
}

const hotAtMost = 50_000
const unknownAtMost = 10_000
/** How long an unknown code stays unknown before the database is asked again, in milliseconds. */
const unknownFor = 5_000
/** Codes the database is being asked about at once; somebody who tries codes out must not keep hits waiting. */
const askingAtMost = 200

/**
 * Every living link in memory, so that a redirect never waits for a query. What links share is kept once, the rest in
 * a `LinkTable`; the objects of links that were followed lately are kept as well. When another process changes links of
 * a unit, that unit's are looked up again, each when it is asked for.
 */
export class LinkIndex {
  readonly #services: Pick<Services, 'db' | 'database'>
  readonly #keys: SeasonKeys
  readonly #refused: { inc(): void }
  readonly #table = new LinkTable()
  readonly #units = new Map<string, KnownUnit>()
  readonly #places = new Interned<Place>()
  readonly #texts = new Interned<string>()
  readonly #hot = new Map<string, HotLink>()
  readonly #unknown = new Map<string, { until: number; isRevoked: boolean }>()
  readonly #asking = new Map<string, Promise<FoundLink>>()
  /** Counts what was announced; links put before the last full reading are gone. */
  #generation = 1
  #validFrom = 1
  #loading: Promise<void> = Promise.resolve()
  /** Codes that were revoked while all links are being read: what was read of them may be older. */
  #revokedMeanwhile: Set<string> | null = null

  constructor(services: Pick<Services, 'db' | 'database' | 'metrics'>, keys: SeasonKeys) {
    this.#services = services
    this.#keys = keys
    this.#refused = services.metrics.counter(
      'reach_lookups_refused_total',
      'Links not in memory that were not looked up because too many were',
    )
  }

  /** Links in memory. */
  get size(): number {
    return this.#table.size
  }

  /** Bytes of the table, without the texts that links share. */
  get bytes(): number {
    return this.#table.bytes
  }

  get(code: string): KnownLink | undefined {
    const hot = this.#hot.get(code)
    if (hot) {
      if (
        this.#isValid(hot.number, hot.unit) &&
        this.#table.read(hot.number, 'generation') === hot.generation
      ) {
        return hot
      }
      this.#hot.delete(code)
    }
    const number = this.#table.find(code)
    if (number === -1) return undefined
    const place = this.#places.at(this.#table.read(number, 'place'))
    return this.#isValid(number, place.unit) ? this.#warm(code, number, place) : undefined
  }

  /** Reads all links anew; those known before serve until then. One reading at a time. */
  load(): Promise<void> {
    this.#loading = this.#loading.catch(() => {}).then(() => this.#readAll())
    return this.#loading
  }

  async #readAll(): Promise<void> {
    this.#generation += 1
    const generation = this.#generation
    const revoked = new Set<string>()
    this.#revokedMeanwhile = revoked
    try {
      const elections = new Set<string>()
      const tree = await unitTree(this.#services)
      for await (const target of loadLinks(this.#services.db)) {
        if (revoked.has(target.code)) continue
        this.#put(target, (tree.byId(target.workUnitId) ?? tree.root).timeZone, generation)
        elections.add(target.electionId)
      }
      for (const electionId of elections) await this.#keys.read(electionId)
      this.#validFrom = generation
      this.#unknown.clear()
    } finally {
      this.#revokedMeanwhile = null
    }
  }

  /** Follows what publications announces. */
  async change(change: LinksChange): Promise<void> {
    if (change === 'reload') return this.load()
    if ('unit' in change) return this.#forgetUnit(change.unit)
    for (const code of change.revoked) {
      this.#table.remove(code)
      this.#unknown.delete(code)
      this.#revokedMeanwhile?.add(code)
    }
    for (const target of change.minted) await this.#add(target)
  }

  /** Looks in the database for a code that is not in memory: minted elsewhere just now, revoked, or never there. */
  find(code: string): Promise<FoundLink> {
    const known = this.get(code)
    if (known) return Promise.resolve(known)
    const before = this.#unknown.get(code)
    if (before && before.until > performance.now()) {
      return Promise.resolve(before.isRevoked ? 'revoked' : 'unknown')
    }
    const asking = this.#asking.get(code)
    if (asking) return asking
    if (this.#asking.size >= askingAtMost) {
      this.#refused.inc()
      return Promise.resolve('busy')
    }
    const found = this.#ask(code).finally(() => this.#asking.delete(code))
    this.#asking.set(code, found)
    return found
  }

  async #ask(code: string): Promise<FoundLink> {
    const link = await linkByCode(this.#services.db, code)
    if (link && link.revokedAt === null) return this.#add(link)
    if (this.#unknown.size >= unknownAtMost) this.#unknown.clear()
    this.#unknown.set(code, { until: performance.now() + unknownFor, isRevoked: link !== undefined })
    return link ? 'revoked' : 'unknown'
  }

  #forgetUnit(workUnitId: string): void {
    this.#generation += 1
    const unit = this.#units.get(workUnitId)
    if (unit) unit.validFrom = this.#generation
    this.#unknown.clear()
  }

  #isValid(number: number, unit: KnownUnit): boolean {
    const generation = this.#table.read(number, 'generation')
    return generation >= this.#validFrom && generation >= unit.validFrom
  }

  async #add(target: LinkTarget): Promise<KnownLink> {
    // Before anything is waited for: what is announced meanwhile is newer.
    const generation = this.#generation
    const tree = await unitTree(this.#services)
    await this.#keys.read(target.electionId)
    const { timeZone } = tree.byId(target.workUnitId) ?? tree.root
    const number = this.#put(target, timeZone, generation)
    this.#unknown.delete(target.code)
    return this.#warm(target.code, number, this.#places.at(this.#table.read(number, 'place')))
  }

  #put(target: LinkTarget, timeZone: string, generation: number): number {
    const { code, workUnitId, electionId, base, channel } = target
    const unit = this.#units.get(workUnitId) ?? { id: workUnitId, timeZone, validFrom: 0 }
    this.#units.set(workUnitId, unit)
    const location = locationOf(target)
    const endsWithCode = location.endsWith(code)
    const shared = endsWithCode ? location.slice(0, -code.length) : location
    return this.#table.put(code, {
      place: this.#places.numberOf(`${workUnitId}\n${electionId}\n${base}\n${channel}`, () => ({
        unit,
        electionId,
        base,
        channel,
      })),
      publication: this.#text(target.publicationId ?? none),
      person: target.personId,
      path: this.#text(shared) * 2 + (endsWithCode ? 1 : 0),
      generation,
    })
  }

  #text(text: string): number {
    return this.#texts.numberOf(text, () => text)
  }

  /** The objects of a link, made when it is followed and kept for the next time. */
  #warm(code: string, number: number, { unit, electionId, base, channel }: Place): KnownLink {
    const path = this.#table.read(number, 'path')
    const shared = this.#texts.at(path >> 1)
    const origin = createOrigin(
      {
        workUnitId: unit.id,
        timeZone: unit.timeZone,
        electionId,
        base,
        channel,
        publicationId: this.#texts.at(this.#table.read(number, 'publication')),
        linkCode: code,
        personId: this.#table.personOf(number) ?? none,
      },
      number * 2,
    )
    const hot = {
      origin,
      location: path & 1 ? shared + code : shared,
      number,
      generation: this.#table.read(number, 'generation'),
      unit,
    }
    if (this.#hot.size >= hotAtMost) this.#hot.clear()
    this.#hot.set(code, hot)
    return hot
  }
}

/** Values that many share, each kept once under a number. */
class Interned<T> {
  readonly #numbers = new Map<string, number>()
  readonly #values: T[] = []

  numberOf(name: string, make: () => T): number {
    const known = this.#numbers.get(name)
    if (known !== undefined) return known
    this.#numbers.set(name, this.#values.length)
    return this.#values.push(make()) - 1
  }

  at(number: number): T {
    return this.#values[number] as T
  }
}

/** `/kota-salatiga/p/pindah-memilih?s=CODE` */
function locationOf({ targetPath, code }: LinkTarget): string {
  if (/[?&]s=/.test(targetPath)) return targetPath
  return `${targetPath}${targetPath.includes('?') ? '&' : '?'}s=${code}`
}
