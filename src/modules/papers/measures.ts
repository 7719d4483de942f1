/** Points (1/72 inch, what PDF counts in) of millimetres. */
export const mm = (millimetres: number) => (millimetres * 72) / 25.4

/** A4 upright, in points. */
export const a4 = { width: mm(210), height: mm(297) }

/** Free edge of a sheet: no office printer leaves more than 6 mm white by itself. */
export const margin = mm(18)

/**
 * Colours on paper, the screens' light scheme by value. All but `rule` keep 4.5 : 1 on white, so that they stay
 * legible in grey as well.
 */
export const colours = {
  text: '#211a2b',
  muted: '#5f5769',
  ink: '#3b1a6b',
  rule: '#b9b0c4',
  ground: '#f3eefa',
  white: '#ffffff',
} as const
