import type { Services } from '../../platform/services.ts'
import { type UnitTree, unitTree } from '../directory/index.ts'
import { onPublicationsChanged } from '../publications/index.ts'
import { nextMidnight } from './days.ts'
import { draw, drawMissing } from './draw.ts'
import { type EncodedAnswer, encodeAnswer } from './encoded-answer.ts'
import { PageCache } from './page-cache.ts'
import { canonicalTarget, type PublicAddress, parseAddress } from './public-address.ts'

const capacity = 32 * 1024 * 1024
/** A page is drawn anew at least this often, so that a changed stage shows without anybody saying so. */
const longest = 5 * 60_000

/** The public pages of one installation, each drawn once and kept as bytes until it changes. */
export interface PublicPages {
  /** A kept answer to a path and query just as they stand in the request; a hot page costs this one look-up. */
  kept(target: string): EncodedAnswer | undefined
  /** What a path and query ask for; undefined when it is nothing of the site, or units are not known yet. */
  addressOf(target: string): PublicAddress | undefined
  /** The answer at an address, kept or drawn now. */
  answer(address: PublicAddress): Promise<EncodedAnswer>
  /** The page of an address where nothing stands. */
  missing(target: string): Promise<EncodedAnswer>
  /** Reads the units, without which no address is understood. */
  ready(): Promise<UnitTree>
}

const pages = new WeakMap<object, PublicPages>()

/** The public pages over a database; one for all handlers of a process. */
export function publicPages(services: Services): PublicPages {
  const known = pages.get(services.database)
  if (known) return known
  const made = makePages(services)
  pages.set(services.database, made)
  return made
}

function makePages(services: Services): PublicPages {
  const cache = new PageCache(capacity)
  const drawing = new Map<string, Promise<EncodedAnswer>>()
  let tree: UnitTree | undefined
  onPublicationsChanged(services, (scope) => {
    cache.forget(scope)
    drawing.clear()
    if (scope === '*') tree = undefined
  })

  async function drawAnew(address: PublicAddress, key: string): Promise<EncodedAnswer> {
    const { generation } = cache
    const now = services.clock.now()
    const drawn = await draw(services, await ready(), address)
    const answer = await encodeAnswer(drawn)
    // An address where nothing stands is not kept: anybody can make up any number of them.
    if (drawn.status !== 404) {
      const until = Math.min(nextMidnight(address.unit.timeZone, now).getTime(), now.getTime() + longest)
      cache.put(key, { answer, scope: address.unit.id, until }, generation)
    }
    return answer
  }

  async function ready(): Promise<UnitTree> {
    tree = await unitTree(services)
    return tree
  }

  return {
    ready,
    kept: (target) => cache.get(target, services.clock.now().getTime()),
    addressOf: (target) => (tree ? parseAddress(tree, target) : undefined),
    answer: (address) => {
      const key = canonicalTarget(address)
      const found = cache.get(key, services.clock.now().getTime())
      if (found) return Promise.resolve(found)
      const underway = drawing.get(key)
      if (underway) return underway
      const drawn = drawAnew(address, key).finally(() => {
        if (drawing.get(key) === drawn) drawing.delete(key)
      })
      drawing.set(key, drawn)
      return drawn
    },
    missing: async (target) => {
      const { pathname, searchParams } = new URL(target, 'http://site')
      const locale = searchParams.get('lang') === 'en' ? 'en' : 'id'
      return encodeAnswer(drawMissing(services, await ready(), pathname, locale))
    },
  }
}
