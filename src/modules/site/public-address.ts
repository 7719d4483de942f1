import type { Locale } from '../../platform/i18n/catalogue.ts'
import type { Unit, UnitTree } from '../directory/index.ts'
import { noticePath } from '../publications/index.ts'

/** A page, picture or list that everybody may ask for. */
export type PublicAddress =
  | { kind: 'unit' | 'feed' | 'unitPicture'; unit: Unit; locale: Locale }
  | { kind: 'notice' | 'noticePicture'; unit: Unit; slug: string; locale: Locale }
  | { kind: 'counting' | 'robots' | 'sitemap'; unit: Unit; locale: Locale }

/** The page that says what of a visit is counted: one for everybody. */
const countingWord = 'yang-dihitung'
export const countingPath = `/${countingWord}`

const word = /^[a-z0-9]+(?:-+[a-z0-9]+)*$/

/**
 * What a path and query ask for; undefined when it is nothing of the public site (an unknown first word may belong
 * to another room). Of the query only `lang` counts: `?s=CODE` says where a visit comes from and gets the same bytes.
 */
export function parseAddress(tree: UnitTree, target: string): PublicAddress | undefined {
  const query = target.indexOf('?')
  const path = query === -1 ? target : target.slice(0, query)
  const locale = query !== -1 && new URLSearchParams(target.slice(query)).get('lang') === 'en' ? 'en' : 'id'
  const parts = path.slice(1).split('/')
  const unit = tree.bySlug(parts[0] ?? '')
  return unit
    ? within(unit, parts.slice(1), locale)
    : within(tree.root, parts[0] === '' ? [] : parts, locale, true)
}

function within(
  unit: Unit,
  parts: readonly string[],
  locale: Locale,
  isRoot = false,
): PublicAddress | undefined {
  const [first, slug, picture] = parts
  if (parts.length === 0) return { kind: 'unit', unit, locale }
  if (parts.length === 1 && first === 'rss.xml') return { kind: 'feed', unit, locale }
  if (parts.length === 1 && first === 'share.jpg') return { kind: 'unitPicture', unit, locale }
  if (first === 'p' && slug && word.test(slug)) {
    if (parts.length === 2) return { kind: 'notice', unit, slug, locale }
    if (parts.length === 3 && picture === 'share.jpg') return { kind: 'noticePicture', unit, slug, locale }
  }
  if (isRoot && parts.length === 1 && first === countingWord) return { kind: 'counting', unit, locale }
  if (isRoot && parts.length === 1 && first === 'robots.txt') return { kind: 'robots', unit, locale }
  if (isRoot && parts.length === 1 && first === 'sitemap.xml') return { kind: 'sitemap', unit, locale }
  return undefined
}

/** The path of a unit's page: `/` or `/kota-salatiga`. */
export const unitPath = (unit: Pick<Unit, 'slug'>) => `/${unit.slug ?? ''}`

/** A path below a unit's page: `/rss.xml`, `/kota-salatiga/rss.xml`. */
export const below = (unit: Pick<Unit, 'slug'>, rest: string) =>
  unit.slug === null ? `/${rest}` : `/${unit.slug}/${rest}`

/** The same page in a language; Indonesian is the plain address. */
export const inLocale = (path: string, locale: Locale) => (locale === 'en' ? `${path}?lang=en` : path)

const files = {
  feed: 'rss.xml',
  unitPicture: 'share.jpg',
  robots: 'robots.txt',
  sitemap: 'sitemap.xml',
} as const

/** The one path and query that an address has, however it was asked for. */
export function canonicalTarget(address: PublicAddress): string {
  const { unit, locale } = address
  switch (address.kind) {
    case 'unit':
      return inLocale(unitPath(unit), locale)
    case 'notice':
      return inLocale(noticePath(unit.slug, address.slug), locale)
    case 'noticePicture':
      return inLocale(`${noticePath(unit.slug, address.slug)}/share.jpg`, locale)
    case 'counting':
      return inLocale(countingPath, locale)
    default:
      return inLocale(below(unit, files[address.kind]), locale)
  }
}
