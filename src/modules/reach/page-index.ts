import { dayIn } from '../../platform/clock.ts'
import type { Services } from '../../platform/services.ts'
import { unitTree } from '../directory/index.ts'
import { visitedElection } from '../outreach/index.ts'
import { noticeBySlug } from '../publications/index.ts'
import { type Origin, originOfPage } from './origin.ts'
import type { SeasonKeys } from './season-keys.ts'

const pagesAtMost = 50_000
/** The election of a page without one of its own changes with the calendar; milliseconds. */
const keepFor = 60_000

/** Which unit and publication a public address belongs to; addresses that are none of ours are not counted. */
export class PageIndex {
  readonly #services: Pick<Services, 'db' | 'database' | 'clock'>
  readonly #keys: SeasonKeys
  #pages = new Map<string, Origin | null>()
  #until = 0

  constructor(services: Pick<Services, 'db' | 'database' | 'clock'>, keys: SeasonKeys) {
    this.#services = services
    this.#keys = keys
  }

  /** Forgets what is known, because something was published or withdrawn. */
  clear(): void {
    this.#pages.clear()
  }

  /** The origin of a path when it is known; null: not ours; undefined: it has to be looked up. */
  get(path: string): Origin | null | undefined {
    if (performance.now() > this.#until) {
      this.#pages.clear()
      this.#until = performance.now() + keepFor
    }
    return this.#pages.get(path)
  }

  async find(path: string): Promise<Origin | null> {
    const known = this.get(path)
    if (known !== undefined) return known
    const origin = await this.#read(path)
    if (this.#pages.size >= pagesAtMost) this.#pages.clear()
    this.#pages.set(path, origin)
    return origin
  }

  async #read(path: string): Promise<Origin | null> {
    const place = placeOf(path)
    if (!place) return null
    const { db, clock } = this.#services
    const tree = await unitTree(this.#services)
    const unit = place.unit === null ? tree.root : tree.bySlug(place.unit)
    if (!unit) return null
    const notice = place.notice === null ? null : await noticeBySlug(db, unit.id, place.notice)
    if (notice === undefined) return null
    const electionId = notice?.electionId ?? (await visitedElection(db, dayIn(unit.timeZone, clock.now())))
    if (electionId === undefined) return null
    await this.#keys.read(electionId)
    return originOfPage({
      workUnitId: unit.id,
      timeZone: unit.timeZone,
      electionId,
      publicationId: notice?.id ?? null,
    })
  }
}

/** `/`, `/UNIT`, `/p/NOTICE`, `/UNIT/p/NOTICE`; undefined for anything else. */
export function placeOf(path: string): { unit: string | null; notice: string | null } | undefined {
  const parts = path.split('/').filter((part) => part !== '')
  if (!parts.every((part) => /^[a-z0-9-]{1,200}$/.test(part))) return undefined
  const at = parts.indexOf('p')
  if (at === -1) return parts.length <= 1 ? { unit: parts[0] ?? null, notice: null } : undefined
  if (at > 1 || parts.length !== at + 2) return undefined
  return { unit: at === 0 ? null : (parts[0] as string), notice: parts[at + 1] as string }
}
