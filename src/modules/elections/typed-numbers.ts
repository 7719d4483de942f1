/** A number nobody needs more of: all people there are. */
const most = 10_000_000_000

/**
 * A whole number as people write it: `25511194`, `25.511.194`, `25,511,194` or with spaces; null when it is none.
 * Groups have three digits, so that `25.5` is not taken for 255.
 */
export function typedCount(text: string): number | null {
  const plain = text.trim()
  if (!/^(\d+|\d{1,3}([.,\s]\d{3})+)$/.test(plain)) return null
  const number = Number(plain.replace(/\D/g, ''))
  return number <= most ? number : null
}

/** A rate in per cent with a comma or a point, with or without the sign: `82,53 %`; null when it is none. */
export function typedPercent(text: string): number | null {
  const plain = text.trim().replace(/\s*%$/, '').replace(',', '.')
  return /^\d{1,3}(\.\d{1,4})?$/.test(plain) ? Number(plain) : null
}
