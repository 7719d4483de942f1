import type { Child } from 'hono/jsx'
import type { Translator } from '../../platform/i18n/catalogue.ts'
import { BarChart } from './bar-chart.tsx'
import { scaleOver } from './scale-ends.ts'
import { TileMap } from './tile-map.tsx'

/** An area with what is known of it; areas are compared, so all have the same unit. */
export interface Area {
  id: string
  /** The full name. */
  label: string
  /** Null where nothing is known or nobody was counted; also where it is withheld. */
  value: number | null
  suppressed: boolean
  /** Where the area's own parts are shown. */
  href?: string
}

/** Where an area lies on the country's map of tiles. */
export interface AreaPlace {
  abbreviation: string
  column: number
  row: number
}

/** How many bars stand in sight; the rest is folded. */
const inSight = 12

/**
 * The parts of an area beside each other: as the country's map of tiles where each of them has a place there, else as
 * bars, the largest first. Each leads to its own parts.
 */
export function AreaMap({
  t,
  title,
  unit,
  note,
  areas,
  places,
  words,
  shortWords = words,
}: {
  t: Translator
  title: string
  unit: string
  /** Beneath the map: what can be done with it. */
  note?: Child
  areas: readonly Area[]
  places: ReadonlyMap<string, AreaPlace>
  words: (value: number) => string
  /** For a tile, which has room for few letters. */
  shortWords?: (value: number) => string
}) {
  const isMap = areas.length > 0 && areas.every(({ id }) => places.has(id))
  if (!isMap) return <AreaBars t={t} title={title} unit={unit} areas={areas} words={words} />
  const { low, high } = scaleOver(areas.flatMap(({ value }) => value ?? []))
  return (
    <TileMap
      t={t}
      title={title}
      unit={unit}
      scaleMax={high - low || 1}
      legend={{ low: shortWords(low), high: shortWords(high) }}
      note={note}
      tiles={areas.flatMap(({ value, ...area }) => {
        const place = places.get(area.id)
        return place
          ? [
              {
                ...area,
                abbreviation: place.abbreviation,
                column: place.column,
                row: place.row,
                value: value === null ? null : value - low,
                shown: value === null ? '–' : shortWords(value),
              },
            ]
          : []
      })}
    />
  )
}

function AreaBars({
  t,
  title,
  unit,
  areas,
  words,
}: Pick<Parameters<typeof AreaMap>[0], 't' | 'title' | 'unit' | 'areas' | 'words'>) {
  // What is withheld comes after what is shown and before what is empty.
  const rank = ({ value, suppressed }: Area) => (suppressed ? 0 : (value ?? -1))
  const sorted = areas.toSorted((a, b) => rank(b) - rank(a))
  const most = sorted.reduce((highest, { value }) => Math.max(highest, value ?? 0), 0)
  const bars = (part: readonly Area[], heading: string) => (
    <BarChart
      t={t}
      title={heading}
      unit={unit}
      scaleMax={most}
      data={part.map(({ label, value, suppressed, href }) => ({
        label,
        value,
        suppressed,
        shown: value === null ? '–' : words(value),
        ...(href === undefined ? {} : { href }),
      }))}
    />
  )
  const rest = sorted.length - inSight
  return (
    <>
      {bars(sorted.slice(0, inSight), title)}
      {rest > 0 && (
        <details class="numbers">
          <summary>{t('ui.chart.more', { count: rest })}</summary>
          {bars(sorted.slice(inSight), t('ui.chart.moreTitle', { title }))}
        </details>
      )}
    </>
  )
}
