import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addMessages, translator } from '../platform/i18n/catalogue.ts'
import { heatClass, heatStep } from './charts/heat.ts'
import type { Point } from './charts/line-chart.tsx'
import { narrowPlaces } from './charts/narrow-places.ts'
import { roundAbove } from './charts/scale-ends.ts'
import { AreaMap, BarChart, HeatStrip, LineChart, TileMap, WhereFrom } from './index.ts'
import { countryTiles } from './living/sample-tiles.ts'
import { messages } from './messages.ts'

addMessages(messages)
const t = translator('id')
const withheld = t('ui.chart.suppressed')
const tile = { id: 'a', label: 'Aceh', abbreviation: 'AC', column: 0, row: 0 }

test('a heat strip of long words has wider cells on a phone', () => {
  const strip = (label: string, shown: string) =>
    String(
      <HeatStrip
        t={t}
        title="x"
        unit="orang"
        columnLabels={[label]}
        rows={[{ label: 'Keluarga', cells: [{ label, value: 1, shown }] }]}
      />,
    )
  expect(strip('21 Jan', '1,03 rb')).toContain('class="heat"')
  expect(strip('WhatsApp', '1')).toContain('class="heat heat-long"')
  expect(strip('21 Jan', '310.448')).toContain('class="heat heat-long"')
})

describe('a withheld figure', () => {
  test('is hatched and said in a bar, and its value is nowhere in the page', () => {
    const html = String(
      <BarChart t={t} title="x" unit="orang" data={[{ label: 'WhatsApp', value: 7, suppressed: true }]} />,
    )
    expect(html).toContain('heat-withheld')
    expect(html).toContain(withheld)
    expect(html).not.toMatch(/>7</)
  })

  test('is hatched and said in a heat strip, and does not stretch the scale', () => {
    const cells = [
      { label: 'a', value: 900, suppressed: true },
      { label: 'b', value: 60 },
    ]
    const html = String(
      <HeatStrip
        t={t}
        title="x"
        unit="orang"
        columnLabels={['a', 'b']}
        rows={[{ label: 'Keluarga', cells }]}
      />,
    )
    expect(html).toContain('heat-withheld')
    expect(html).toContain('heat-5')
    expect(html).not.toContain('900')
  })

  test('is hatched and said on a map, in the tile and in the table', () => {
    const html = String(
      <TileMap
        t={t}
        title="x"
        unit="orang"
        legend={{ low: '0', high: '9' }}
        tiles={[{ ...tile, value: 13, shown: '13', suppressed: true }]}
      />,
    )
    expect(html.split(withheld).length).toBeGreaterThan(2)
    expect(html).not.toContain('13')
  })
})

describe('a chart', () => {
  test('has its numbers as text too', () => {
    const points = [
      { x: '2019-01-24', y: 1234 },
      { x: '2019-01-25', y: null },
    ]
    const html = String(<LineChart t={t} title="Hari" unit="orang" series={[{ label: 'Klik', points }]} />)
    expect(html).toContain('<td>1.234</td>')
    expect(html).toContain(`<td>${t('ui.chart.none')}</td>`)
    expect(html).toContain('24 Jan 2019')
  })

  test('says where a line breaks because a figure is held back, and draws no scale where all of them are', () => {
    const held = { x: '2019-01-25', y: null, suppressed: true }
    const drawn = (points: Point[]) =>
      String(<LineChart t={t} title="Hari" unit="orang" series={[{ label: 'Klik', points }]} />)
    const some = drawn([{ x: '2019-01-24', y: 2 }, held])
    expect(some).toContain(t('ui.chart.gapHeld'))
    expect(some).toContain(`<td>${t('ui.chart.suppressed')}</td>`)
    expect(some).not.toMatch(/>0,\d</)
    const all = drawn([held])
    expect(all).toContain(t('ui.chart.allHeld'))
    expect(all).not.toContain('class="lines"')
    expect(drawn([{ x: '2019-01-24', y: null }])).not.toContain(t('ui.chart.gapHeld'))
  })

  test('carries no inline style, which the content security policy would not apply', () => {
    const map = <TileMap t={t} title="x" unit="y" legend={{ low: '0', high: '1' }} tiles={countryTiles} />
    expect(String(map)).not.toContain('style=')
  })

  test('shows hostile names as text', () => {
    const label = '<img src=x onerror=alert(1)>'
    const html = String(
      <>
        <BarChart t={t} title={label} unit={label} data={[{ label, value: 1 }]} />
        <TileMap
          t={t}
          title="x"
          unit="y"
          legend={{ low: '0', high: '1' }}
          tiles={[{ ...tile, label, value: 1, shown: label }]}
        />
      </>,
    )
    expect(html).not.toContain('<img')
  })

  test('is drawn when there is nothing to draw', () => {
    expect(String(<LineChart t={t} title="x" unit="y" series={[]} />)).not.toContain('NaN')
    expect(String(<BarChart t={t} title="x" unit="y" data={[]} />)).not.toContain('NaN')
    const one = [{ label: 'a', points: [{ x: '2019-01-24', y: 0 }] }]
    expect(String(<LineChart t={t} title="x" unit="y" series={one} />)).not.toContain('NaN')
  })

  test('keeps the focus order of the map: a link for every tile that leads somewhere', () => {
    const html = String(
      <TileMap t={t} title="x" unit="y" legend={{ low: '0', high: '1' }} tiles={countryTiles} />,
    )
    expect(html.match(/<a class="tile /g)).toHaveLength(34)
  })
})

describe('the heat scale', () => {
  test('has six steps, the largest value in the last', () => {
    expect([0, 16, 17, 50, 99, 100, 300].map((value) => heatStep(value, 100))).toEqual([0, 0, 1, 3, 5, 5, 5])
  })
  test('never grows paler as values grow', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.nat(), (a, b, most) => {
        expect(heatStep(Math.min(a, b), most)).toBeLessThanOrEqual(heatStep(Math.max(a, b), most))
      }),
    )
  })
  test('tells nothing known from withheld', () => {
    expect(heatClass({ value: null }, 1)).toBe('heat-none')
    expect(heatClass({ value: null, suppressed: true }, 1)).toBe('heat-withheld')
  })
})

describe('a map on a phone', () => {
  const grid = fc.uniqueArray(
    fc.record({ column: fc.integer({ min: 0, max: 15 }), row: fc.integer({ min: 0, max: 15 }) }),
    { minLength: 1, selector: ({ column, row }) => `${column} ${row}` },
  )
  test('is never wider than seven tiles, and no two tiles meet in one place', () => {
    fc.assert(
      fc.property(grid, (places) => {
        const narrow = narrowPlaces(places)
        expect(new Set(narrow.map(({ column, row }) => `${column} ${row}`)).size).toBe(places.length)
        for (const { column, row } of narrow) {
          expect(column).toBeLessThan(7)
          expect(row).toBeLessThan(51)
        }
      }),
    )
  })
  test('that fits stays as it is', () => {
    const places = [
      { column: 0, row: 0 },
      { column: 6, row: 2 },
    ]
    expect(narrowPlaces(places)).toEqual(places)
  })
})

describe('a map of areas', () => {
  test('a scale ends at a round number at or above what it shows, and not far above', () => {
    expect([0.573, 0.0031, 1, 7, 9, 0, 2_143_800].map(roundAbove)).toEqual([
      0.6, 0.004, 1, 8, 10, 0, 3_000_000,
    ])
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), (value) => {
        expect(roundAbove(value)).toBeGreaterThanOrEqual(value)
        expect(roundAbove(value)).toBeLessThanOrEqual(value * 2)
      }),
    )
  })

  const areas = [
    { id: 'a', label: 'Aceh', value: 30, suppressed: false, href: '/a' },
    { id: 'b', label: 'Bali', value: null, suppressed: true },
    { id: 'c', label: 'Cirebon', value: null, suppressed: false },
    { id: 'd', label: 'Demak', value: 40, suppressed: false },
  ]
  const draw = (places: ReadonlyMap<string, { abbreviation: string; column: number; row: number }>) =>
    String(<AreaMap t={t} title="x" unit="orang" areas={areas} places={places} words={String} />)

  test('has tiles where every area has a place, each held-back or empty one said as such', () => {
    const places = new Map(
      areas.map(({ id, label }, column) => [id, { abbreviation: label.slice(0, 2), column, row: 0 }]),
    )
    const html = draw(places)
    expect(html).toContain('class="tiles"')
    expect(html).toContain(`Bali: ${withheld}`)
    expect(html).toContain('Cirebon: –')
    expect(html).toContain('href="/a"')
  })

  test('has bars where one has none: the largest first, held back before empty', () => {
    const html = draw(new Map([['a', { abbreviation: 'AC', column: 0, row: 0 }]]))
    expect(html).not.toContain('class="tiles"')
    const order = ['Demak', 'Aceh', 'Bali', 'Cirebon'].map((name) => html.indexOf(name))
    expect(order).toEqual(order.toSorted((a, b) => a - b))
  })
})

test('where a number comes from opens without a script and names what it is about', () => {
  const html = String(<WhereFrom of="Tersampaikan" items={[['Umur', '17 April 2019']]} />)
  expect(html).toContain('<details')
  expect(html).toMatch(/<summary>.*Tersampaikan/s)
  expect(html).toContain('<dt>Umur</dt><dd>17 April 2019</dd>')
})
