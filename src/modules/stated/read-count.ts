/** Larger than mankind many times over: a number beyond it is an identifier in the wrong column. */
const largest = 1_000_000_000_000

/**
 * A count as a spreadsheet or a platform writes it: 1520, 1,520, 1.520, 1 520, 12.0. Undefined where the cell says
 * nothing; null where it is no count of whole, not negative things.
 */
export function readCount(text: string): number | null | undefined {
  const plain = text.replace(/[\s\u00a0\u202f]/g, '')
  if (/^(?:|[-–—]+|n\/?a)$/i.test(plain)) return undefined
  const whole = /^\d+(?:[.,]0{1,2})?$/.test(plain)
    ? plain.replace(/[.,]0{1,2}$/, '')
    : /^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*$/.test(plain)
      ? plain.replace(/[.,]/g, '')
      : null
  if (whole === null) return null
  const count = Number(whole)
  return count <= largest ? count : null
}
