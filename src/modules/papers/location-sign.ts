import { colours } from './measures.ts'
import type { Press } from './press.ts'

/**
 * Six colours and six shapes. Each colour keeps 6 : 1 against the white letter on it, and so does its grey on a printer
 * without colour; there shape and letter still tell the locations apart.
 */
const grounds = ['#3b1a6b', '#0b6b53', '#b3261e', '#984f05', '#1d4f91', '#7a1f5c'] as const

/** Corners on a circle of radius 1, as degrees from the top; empty is the circle itself. */
const shapes: readonly (readonly number[])[] = [
  [],
  [45, 135, 225, 315],
  [0, 120, 240],
  [0, 90, 180, 270],
  [30, 90, 150, 210, 270, 330],
  [0, 72, 144, 216, 288],
]

/** Which colour and shape a letter has: twenty-six letters, no two alike in both. */
export function signOf(letter: string): { colour: string; shape: number } {
  const at = Math.max(0, (letter.toUpperCase().codePointAt(0) ?? 65) - 65)
  const round = Math.floor(at / grounds.length)
  return {
    colour: grounds[at % grounds.length] ?? colours.ink,
    shape: (at + round) % shapes.length,
  }
}

/** The sign of a location, `size` high and wide, with its letter in it. */
export function drawSign(press: Press, letter: string, x: number, y: number, size: number): void {
  const { colour, shape } = signOf(letter)
  const corners = shapes[shape] ?? []
  const [radius, middle] = [size / 2, x + size / 2]
  // A triangle's middle lies below that of its square, and it is larger so that the letter has the same room.
  const isTriangle = corners.length === 3
  const reach = isTriangle
    ? radius * 1.2
    : corners.length === 4 && corners[0] === 45
      ? radius * 1.28
      : radius * 1.06
  const centre = y + radius + (isTriangle ? radius * 0.22 : 0)
  const { document } = press
  press.decorated(() => {
    if (corners.length === 0) document.circle(middle, centre, radius)
    else
      document.polygon(
        ...corners.map((degrees): [number, number] => {
          const angle = (degrees * Math.PI) / 180
          return [middle + reach * Math.sin(angle), centre - reach * Math.cos(angle)]
        }),
      )
    document.fill(colour)
  })
  const style = {
    size: size * (isTriangle ? 0.5 : 0.58),
    bold: true,
    colour: colours.white,
    align: 'centre' as const,
  }
  press.tagged('Span', () => press.line(letter, middle, centre + style.size * 0.37, style))
}
