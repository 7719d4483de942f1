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

/** Where a code stands, in millimetres: its side with the quiet zone, and its smallest module. */
export interface CodeRoom {
  side: number
  module: number
}

/** The code of a text with the highest error correction that leaves modules large enough; null when none does. */
function tryRoom(text: string, { side, module }: CodeRoom): Code | null {
  for (const level of levels) {
    const made = tryCode(text, level)
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

/** The code of a text that `withTooLongCode` has let through. */
export function codeIn(text: string, room: CodeRoom): Code {
  const code = tryRoom(text, room)
  if (!code) throw new Error('A code is longer than its room.')
  return code
}

/** The first of many whose code has no room. */
export function withTooLongCode<Each>(
  many: readonly Each[],
  codeOf: (each: Each) => string,
  room: CodeRoom,
): Each | undefined {
  const longest = Math.max(0, ...many.map((each) => Buffer.byteLength(codeOf(each))))
  // No text of so many bytes takes more room than small letters, so that nearly always one code answers for all.
  if (tryRoom('x'.repeat(longest), room)) return undefined
  return many.find((each) => tryRoom(codeOf(each), room) === null)
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
