import { create } from 'qrcode'
import { mm } from './measures.ts'
import type { Press } from './press.ts'

/** Light modules around a code that scanners need (ISO/IEC 18004, 6.3.8). */
const quiet = 4

/**
 * Smallest module of a code that is read off a badge: 1.1 mm.
 * A bad phone looks at 640 x 480 pixels through a lens of 60 degrees. At 20 cm it sees 2 x 200 mm x tan 30° = 231 mm,
 * so a millimetre gets 2.8 pixels and a module of 1.1 mm three of them: two by the sampling theorem, and one for blur
 * and a tilted hand.
 */
export const badgeModule = 1.1

/** Highest first: 30, 25, 15 and 7 per cent of a code may be creased or covered (ISO/IEC 18004, table 8). */
const levels = ['H', 'Q', 'M', 'L'] as const

export interface Code {
  /** Modules in a row, quiet zone included. */
  size: number
  isDark(row: number, column: number): boolean
}

/**
 * The code of a text for a square of `side` millimetres whose modules are no smaller than `module` millimetres, with
 * the highest error correction that leaves them so; null when the text is too long even for the lowest.
 */
export function codeFor(text: string, side: number, module: number): Code | null {
  for (const errorCorrectionLevel of levels) {
    const made = tryCode(text, errorCorrectionLevel)
    if (made && (made.size + 2 * quiet) * module <= side) {
      return {
        size: made.size + 2 * quiet,
        isDark: (row, column) => {
          const [down, along] = [row - quiet, column - quiet]
          const isInside = down >= 0 && along >= 0 && down < made.size && along < made.size
          return isInside && made.get(down, along) === 1
        },
      }
    }
  }
  return null
}

function tryCode(text: string, errorCorrectionLevel: (typeof levels)[number]) {
  try {
    return create(text, { errorCorrectionLevel }).modules
  } catch {
    // No version is large enough for so long a text.
    return null
  }
}

/** Draws a code as black squares on the paper's white; `side` is in millimetres, quiet zone included. */
export function drawCode(
  press: Press,
  code: Code,
  { x, y, side, alt }: { x: number; y: number; side: number; alt: string },
): void {
  const module = mm(side) / code.size
  const { document } = press
  press.tagged(
    'Figure',
    () => {
      for (let row = 0; row < code.size; row += 1) {
        for (let column = 0; column < code.size; column += 1) {
          if (!code.isDark(row, column)) continue
          let run = 1
          while (code.isDark(row, column + run)) run += 1
          document.rect(x + column * module, y + row * module, run * module, module)
          column += run
        }
      }
      document.fill('#000000')
    },
    { alt, bbox: [x, y, x + mm(side), y + mm(side)] },
  )
}
