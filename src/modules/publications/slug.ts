/**
 * The last part of a notice's address from its title: small letters, digits and hyphens, at most 60 signs, cut at
 * a word's end. `pengumuman` when the title has no letter that can stand in an address.
 */
export function slugOf(title: string): string {
  const words = title
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  if (words.length <= 60) return words || 'pengumuman'
  const cut = words.slice(0, 61)
  return cut.slice(0, cut.lastIndexOf('-') > 20 ? cut.lastIndexOf('-') : 60)
}

/** The first of `slug`, `slug-2`, `slug-3`, ... that is not taken. */
export function freeSlug(slug: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? slug : `${slug}-${number}`
    if (!taken.has(candidate)) return candidate
  }
}
