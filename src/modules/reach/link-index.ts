import type { Db } from '../../platform/db/database.ts'
import type { Services } from '../../platform/services.ts'
import { unitTree } from '../directory/index.ts'
import { type LinksChange, type LinkTarget, linkByCode, loadLinks } from '../publications/index.ts'
import { type Origin, originOfLink } from './origin.ts'
import type { SeasonKeys } from './season-keys.ts'

/** A living link: where it leads and where its hits are counted. */
export interface KnownLink {
  origin: Origin
  /** Path with the link's code in it, so that the page can tell by which link it was opened. */
  location: string
}

const unknownAtMost = 10_000
/** How long an unknown code stays unknown before the database is asked again, in milliseconds. */
const unknownFor = 5_000

/** Every living link in memory, so that a redirect never waits for a query. */
export class LinkIndex {
  readonly #services: Pick<Services, 'db' | 'database'>
  readonly #keys: SeasonKeys
  #links = new Map<string, KnownLink>()
  readonly #unknown = new Map<string, { until: number; isRevoked: boolean }>()

  constructor(services: Pick<Services, 'db' | 'database'>, keys: SeasonKeys) {
    this.#services = services
    this.#keys = keys
  }

  get size(): number {
    return this.#links.size
  }

  get(code: string): KnownLink | undefined {
    return this.#links.get(code)
  }

  /** Reads all links anew; the old ones serve until the new ones are complete. */
  async load(db: Db = this.#services.db): Promise<void> {
    const links = new Map<string, KnownLink>()
    const elections = new Set<string>()
    for await (const target of loadLinks(db)) {
      links.set(target.code, await this.#known(target))
      elections.add(target.electionId)
    }
    for (const electionId of elections) await this.#keys.read(electionId)
    this.#links = links
    this.#unknown.clear()
  }

  /** Follows what publications announces. */
  async change(change: LinksChange): Promise<void> {
    if (change === 'reload') return this.load()
    for (const code of change.revoked) {
      this.#links.delete(code)
      this.#unknown.delete(code)
    }
    for (const target of change.minted) await this.#put(target)
  }

  /** Another process changed links of a unit: they are looked up again when they are asked for. */
  forgetUnit(workUnitId: string): void {
    for (const [code, { origin }] of this.#links)
      if (origin.workUnitId === workUnitId) this.#links.delete(code)
    this.#unknown.clear()
  }

  /** Looks in the database for a code that is not in memory: minted elsewhere just now, revoked, or never there. */
  async find(code: string): Promise<KnownLink | 'revoked' | 'unknown'> {
    const before = this.#unknown.get(code)
    if (before && before.until > performance.now()) return before.isRevoked ? 'revoked' : 'unknown'
    const link = await linkByCode(this.#services.db, code)
    if (link && link.revokedAt === null) return this.#put(link)
    if (this.#unknown.size >= unknownAtMost) this.#unknown.clear()
    this.#unknown.set(code, { until: performance.now() + unknownFor, isRevoked: link !== undefined })
    return link ? 'revoked' : 'unknown'
  }

  async #put(target: LinkTarget): Promise<KnownLink> {
    const link = await this.#known(target)
    await this.#keys.read(target.electionId)
    this.#links.set(target.code, link)
    this.#unknown.delete(target.code)
    return link
  }

  async #known(target: LinkTarget): Promise<KnownLink> {
    const tree = await unitTree(this.#services)
    const unit = tree.byId(target.workUnitId) ?? tree.root
    return { origin: originOfLink(target, unit.timeZone), location: locationOf(target) }
  }
}

/** `/kota-salatiga/p/pindah-memilih?s=CODE` */
function locationOf({ targetPath, code }: LinkTarget): string {
  if (/[?&]s=/.test(targetPath)) return targetPath
  return `${targetPath}${targetPath.includes('?') ? '&' : '?'}s=${code}`
}
