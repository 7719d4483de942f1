import { AreaMap, Section } from '../../../ui/index.ts'
import { type MapTile, unitParam } from '../../directory/index.ts'
import { shareOf } from '../denominators.ts'
import type { Overview } from '../overview.ts'
import { type View, viewHref } from '../view.ts'
import { compactNumber, listWords, type Reader, shareWords } from '../words.ts'

interface Props {
  reader: Reader
  view: View
  overview: Overview
  tiles: readonly MapTile[]
}

/**
 * Regions as a map where each has a tile, else as bars; each leads to its own parts. Shares are told where every area has
 * a denominator, since only then areas can be compared; people elsewhere.
 */
export function RegionMap({ reader, view, overview, tiles }: Props) {
  const { t, format } = reader
  const { regions } = overview
  const places = new Map(tiles.map((tile) => [tile.unitId, tile]))
  const list = regions[0]?.voters ?? null
  const byShare = list !== null && regions.every(({ voters }) => voters !== null)
  return (
    <Section
      id="regions-map"
      title={t(byShare ? 'insights.map.share' : 'insights.map.people')}
      lead={
        byShare
          ? t('insights.map.shareLead', { list: listWords(reader, list) })
          : t('insights.map.peopleLead')
      }
    >
      <AreaMap
        t={t}
        title={t('insights.map.chart')}
        unit={t(byShare ? 'insights.unit.ofVoters' : 'insights.unit.people')}
        note={t('insights.map.choose')}
        places={places}
        words={byShare ? (share) => shareWords(reader, share) : format.number}
        shortWords={(value) => (byShare ? shareWords(reader, value) : compactNumber(reader, value))}
        areas={regions.map(({ unit, cell, voters }) => {
          const { people, suppressed } = cell[view.measure]
          return {
            id: unit.id,
            label: unit.shortName,
            value: byShare ? shareOf(people, voters) : people,
            suppressed,
            href: viewHref(view, { unit: unitParam(unit) }),
          }
        })}
      />
    </Section>
  )
}
