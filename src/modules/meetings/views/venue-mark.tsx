import { venueLetter } from '../places-read-model.ts'

/** Corners on a circle, as degrees from the top; none is the circle itself. */
const shapes: readonly (readonly number[])[] = [
  [],
  [45, 135, 225, 315],
  [0, 120, 240],
  [0, 90, 180, 270],
  [30, 90, 150, 210, 270, 330],
  [0, 72, 144, 216, 288],
]

const pointsOf = (corners: readonly number[]) =>
  corners
    .map((degrees) => {
      const angle = (degrees * Math.PI) / 180
      return `${(20 + 18 * Math.sin(angle)).toFixed(1)},${(20 - 18 * Math.cos(angle)).toFixed(1)}`
    })
    .join(' ')

/** The letter of a venue in its shape: told apart without colour, on a screen as on paper in one ink. */
export function VenueMark({ rank }: { rank: number }) {
  const at = rank - 1
  const corners = shapes[(at + Math.floor(at / shapes.length)) % shapes.length] ?? []
  const letter = venueLetter(rank)
  return (
    <svg width="28" height="24" viewBox="0 0 46 40" role="img" aria-label={letter}>
      {corners.length === 0 ? (
        <circle cx="20" cy="20" r="17" fill="none" stroke="currentColor" stroke-width="2.5" />
      ) : (
        <polygon points={pointsOf(corners)} fill="none" stroke="currentColor" stroke-width="2.5" />
      )}
      <text
        x="20"
        y={corners.length === 3 ? '29' : '27'}
        text-anchor="middle"
        font-size={letter.length > 1 ? '14' : '19'}
        font-weight="700"
        fill="currentColor"
      >
        {letter}
      </text>
    </svg>
  )
}
