import type { Child } from 'hono/jsx'
import type { Translator } from '../../platform/i18n/catalogue.ts'
import { ChartFrame, cellWords, Numbers } from './chart-frame.tsx'
import { heatClass, heatSteps, mostOf } from './heat.ts'
import { narrowPlaces } from './narrow-places.ts'

export interface Tile {
  id: string
  /** The full name. */
  label: string
  /** Two or three letters. */
  abbreviation: string
  /** Place in the grid, from 0. */
  column: number
  row: number
  value: number | null
  /** The value as short words: `21 %`, `1,2 rb`. */
  shown: string
  suppressed?: boolean
  /** Where the tile's own parts are shown. */
  href?: string
  /** The one opened last. */
  current?: boolean
}

/**
 * A map in which every area is a tile of one size, so that small areas are seen as well as large ones.
 * On a phone a map of more than seven columns is cut into pieces beneath each other, so that a tile stays
 * large enough for a thumb. At most 16 columns and 16 rows.
 */
export function TileMap({
  t,
  title,
  tiles,
  legend,
  unit,
  note,
  scaleMax,
}: {
  t: Translator
  title: string
  tiles: readonly Tile[]
  legend: { low: string; high: string }
  unit: string
  note?: Child
  /** The value of the darkest step; the largest tile when absent. */
  scaleMax?: number
}) {
  const most = scaleMax ?? mostOf(tiles)
  const places = narrowPlaces(tiles)
  return (
    <ChartFrame
      t={t}
      title={title}
      unit={unit}
      kind="map"
      withheld={tiles.some((tile) => tile.suppressed)}
      note={note}
      legend={<Scale {...legend} />}
      numbers={
        <Numbers
          t={t}
          caption={`${title} (${unit})`}
          head={[t('ui.chart.place'), t('ui.chart.value')]}
          rows={tiles.map((tile) => ({
            label: tile.href ? <a href={tile.href}>{tile.label}</a> : tile.label,
            cells: [cellWords(t, tile)],
          }))}
        />
      }
    >
      <ul class="tiles">
        {tiles.map((tile, at) => {
          const narrow = places[at] ?? tile
          return (
            <li
              class={`wx-${tile.column} wy-${tile.row} nx-${narrow.column} ny-${narrow.row}${tile.current ? ' current' : ''}`}
            >
              <TileFace t={t} tile={tile} most={most} />
            </li>
          )
        })}
      </ul>
    </ChartFrame>
  )
}

function TileFace({ t, tile, most }: { t: Translator; tile: Tile; most: number }) {
  const words = `${tile.label}: ${cellWords(t, tile)}`
  const face = (
    <>
      <span class="tile-name" aria-hidden="true">
        {tile.abbreviation}
      </span>
      <span class="tile-value" aria-hidden="true">
        {tile.suppressed || tile.value === null ? '–' : tile.shown}
      </span>
      <span class="hidden-words">{words}</span>
    </>
  )
  const shape = `tile ${heatClass(tile, most)}`
  return tile.href ? (
    <a class={shape} href={tile.href} title={words} aria-current={tile.current ? 'true' : undefined}>
      {face}
    </a>
  ) : (
    <span class={shape} title={words}>
      {face}
    </span>
  )
}

const Scale = ({ low, high }: { low: string; high: string }) => (
  <p class="scale">
    <span>{low}</span>
    {heatSteps.map((step) => (
      <span class={`swatch heat-${step}`} aria-hidden="true" />
    ))}
    <span>{high}</span>
  </p>
)
