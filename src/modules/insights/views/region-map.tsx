import { BarChart, Section, TileMap } from '../../../ui/index.ts'
import { type MapTile, unitParam } from '../../directory/index.ts'
import type { Denominator } from '../denominators.ts'
import { shareOf } from '../denominators.ts'
import type { Overview, RegionRow } from '../overview.ts'
import { scaleOver } from '../scales.ts'
import { sortRows } from '../sort-rows.ts'
import { type View, viewHref } from '../view.ts'
import { compactNumber, listWords, peopleWords, type Reader, shareWords } from '../words.ts'

interface Props {
  reader: Reader
  view: View
  overview: Overview
  tiles: readonly MapTile[]
}

/** Regions as a map where each has a tile, else as bars; each leads to its own parts. */
export function RegionMap({ reader, view, overview, tiles }: Props) {
  const { t } = reader
  const placed = new Map(tiles.map((tile) => [tile.unitId, tile]))
  const isMap = overview.regions.length > 0 && overview.regions.every(({ unit }) => placed.has(unit.id))
  // Areas are compared by share only when every one of them has a denominator.
  const first = overview.regions[0]?.voters ?? null
  const byShare = first !== null && overview.regions.every(({ voters }) => voters !== null)
  const title = t(byShare ? 'insights.map.share' : 'insights.map.people')
  return (
    <Section
      id="regions-map"
      title={title}
      lead={
        byShare
          ? t('insights.map.shareLead', { list: listWords(reader, first) })
          : t('insights.map.peopleLead')
      }
    >
      {isMap ? (
        <Provinces reader={reader} view={view} overview={overview} placed={placed} byShare={byShare} />
      ) : (
        <Districts reader={reader} view={view} overview={overview} />
      )}
    </Section>
  )
}

function Provinces({
  reader,
  view,
  overview,
  placed,
  byShare,
}: Omit<Props, 'tiles'> & { placed: ReadonlyMap<string, MapTile>; byShare: boolean }) {
  const { t } = reader
  const amount = ({ cell, voters }: RegionRow) =>
    amountOf(cell[view.measure].people, byShare ? voters : null, byShare)
  const { low, high } = scaleOver(overview.regions.flatMap((row) => amount(row) ?? []))
  const words = (value: number) => (byShare ? shareWords(reader, value) : compactNumber(reader, value))
  return (
    <TileMap
      t={t}
      title={t('insights.map.chart')}
      unit={t(byShare ? 'insights.unit.ofVoters' : 'insights.unit.people')}
      scaleMax={high - low || 1}
      legend={{ low: words(low), high: words(high) }}
      note={t('insights.map.choose')}
      tiles={overview.regions.flatMap((row) => {
        const tile = placed.get(row.unit.id)
        const value = amount(row)
        return tile
          ? {
              id: row.unit.id,
              label: row.unit.shortName,
              abbreviation: tile.abbreviation,
              column: tile.column,
              row: tile.row,
              value: value === null ? null : value - low,
              shown: value === null ? '–' : words(value),
              suppressed: row.cell[view.measure].suppressed,
              href: viewHref(view, { unit: unitParam(row.unit) }),
            }
          : []
      })}
    />
  )
}

const amountOf = (people: number | null, voters: Denominator | null, byShare: boolean) =>
  byShare ? shareOf(people, voters) : people

/** How many bars stand in sight; the rest is folded. */
const inSight = 12

function Districts({ reader, view, overview }: Omit<Props, 'tiles'>) {
  const { t } = reader
  const figure = ({ cell }: RegionRow) => cell[view.measure]
  const rows = sortRows(
    overview.regions,
    (row) => figure(row).people ?? (figure(row).suppressed ? 0 : -1),
    'desc',
    t.locale,
  )
  const most = rows.reduce((highest, row) => Math.max(highest, figure(row).people ?? 0), 0)
  const bars = (part: readonly RegionRow[], title: string) => (
    <BarChart
      t={t}
      title={title}
      unit={t('insights.unit.people')}
      scaleMax={most}
      data={part.map((row) => ({
        label: row.unit.shortName,
        value: figure(row).people,
        shown: peopleWords(reader, figure(row)),
        suppressed: figure(row).suppressed,
        href: viewHref(view, { unit: unitParam(row.unit) }),
      }))}
    />
  )
  return (
    <>
      {bars(rows.slice(0, inSight), t('insights.map.chart'))}
      {rows.length > inSight && (
        <details>
          <summary>{t('insights.attention.more', { count: rows.length - inSight })}</summary>
          {bars(rows.slice(inSight), t('insights.map.chartRest'))}
        </details>
      )}
    </>
  )
}
