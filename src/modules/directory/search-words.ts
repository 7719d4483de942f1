/** What a name may begin with without telling anything apart: the word for the office and for a province. */
const noise = new Set(['kpu', 'kip', 'provinsi', 'prov', 'propinsi'])
/** Ways people write the kinds of a district; left how they write, right how we keep it. */
const kinds: Record<string, string> = { kab: 'kabupaten', kabupaten: 'kabupaten', kota: 'kota', kt: 'kota' }

/** The words of a text as search sees them: no accents, no case, no punctuation; `33.73` becomes `3373`. */
export const plainWords = (text: string): string[] =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/(\d)\.(?=\d)/g, '$1')
    .replace(/['’`]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')

/** The words somebody looks for a unit with; `Kab.` and `Kabupaten` are one word, `KPU` none. */
export function unitWords(text: string): string[] {
  const words = plainWords(text)
    .filter((word) => word !== 'administrasi')
    .map((word) => kinds[word] ?? word)
  const telling = words.filter((word) => !noise.has(word))
  return telling.length > 0 ? telling : words
}

/** Words without the kind of district, for who writes `Kabupaten` where it is a `Kota`. */
export const withoutKind = (words: readonly string[]) =>
  words.filter((word) => !Object.values(kinds).includes(word))

/** What is stored for a unit: its words, the name in one word (`baubau`) and its codes. */
export function unitSearchWords(unit: {
  id: string
  code: string
  name: string
  short_name: string
}): string {
  const words = unitWords(unit.name)
  const joined = withoutKind(words).join('')
  const all = [...plainWords(unit.name), ...words, ...plainWords(unit.short_name), joined]
  const codes = [unit.code, unit.id.slice(3)].flatMap(plainWords)
  return [...new Set([...all, ...codes])].join(' ')
}

/** A full-text query that finds rows holding words beginning with each of `words`; null without any. */
export function prefixQuery(words: readonly string[]): string | null {
  const safe = words.map((word) => word.replace(/[^\p{L}\p{N}]/gu, '')).filter((word) => word !== '')
  return safe.length === 0 ? null : safe.map((word) => `${word}:*`).join(' & ')
}
