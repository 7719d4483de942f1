/** As many as one entry may stand for; more is a slip of the finger. */
const most = 1000

/** A range that is none: no two ends, the wrong way round, or too long. */
export class NoRange extends Error {}

const ends = /^(.*?)(\d+)\s*(?:-|–|\.\.|s\/d)\s*(.*?)(\d+)$/i

/**
 * What `101-105`, `A1-A10`, `A08–A12` or a single name stands for. Zeros in front stay where both ends are of one
 * length. Throws `NoRange`.
 */
export function numbered(text: string): string[] {
  const typed = text.trim()
  const [, prefix = '', from = '', again = '', until = ''] = ends.exec(typed) ?? []
  if (from === '') {
    if (typed === '' || /[-–]\s*$/.test(typed)) throw new NoRange(typed)
    return [typed]
  }
  const [first, last] = [Number(from), Number(until)]
  const isSame = again === '' || again.trim().toLowerCase() === prefix.trim().toLowerCase()
  if (!isSame || last < first || last - first >= most) throw new NoRange(typed)
  const width = from.length === until.length ? from.length : 0
  return Array.from(
    { length: last - first + 1 },
    (_, at) => `${prefix.trim()}${String(first + at).padStart(width, '0')}`,
  )
}

/** Several such entries, parted by commas, semicolons or lines. */
export const numberedList = (text: string): string[] =>
  text
    .split(/[,;\n]/)
    .filter((entry) => entry.trim() !== '')
    .flatMap(numbered)
