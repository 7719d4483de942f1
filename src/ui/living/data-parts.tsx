import type { RequestContext } from '../../platform/http/route.ts'
import { BarChart } from '../charts/bar-chart.tsx'
import { HeatStrip } from '../charts/heat-strip.tsx'
import { LineChart } from '../charts/line-chart.tsx'
import { TileMap } from '../charts/tile-map.tsx'
import { TimeBars } from '../charts/time-bars.tsx'
import { SelectField } from '../forms/choice-fields.tsx'
import { FilterForm } from '../forms/form.tsx'
import { TextField } from '../forms/text-fields.tsx'
import { Figure, FigureRow } from '../parts/figure.tsx'
import { Columns, Section } from '../parts/section.tsx'
import { DataTable } from '../parts/table.tsx'
import { Tag } from '../parts/tag.tsx'
import { areaTiles, countryTiles } from './sample-tiles.ts'

type Given = Pick<RequestContext['var'], 't' | 'format'>

export const FigureParts = ({ t, format }: Given) => (
  <section id="figures">
    <h2 class="hidden-words">{t('ui.living.figures')}</h2>
    <FigureRow>
      <Figure
        tone="ink"
        label={t('ui.living.reached')}
        value={format.number(2_143_800)}
        unit={t('ui.living.people')}
        note={t('ui.living.reachedNote')}
        date={t('ui.living.age')}
        example
        whereFrom={[
          [t('ui.living.fromAge'), t('ui.living.age')],
          [t('ui.living.fromError'), t('ui.living.fromErrorText')],
        ]}
      />
      <Figure
        label={t('ui.living.engaged')}
        value={format.number(318_400)}
        unit={t('ui.living.people')}
        note={t('ui.living.engagedNote')}
        href="#figures"
      />
      <Figure
        label={t('ui.living.turnout')}
        value={format.percent(0.815)}
        denominator={t('ui.living.turnoutBy')}
        date={format.day('2019-04-17', 'short')}
        source={t('ui.living.turnoutSource')}
      />
      <Figure
        label={t('ui.living.idle')}
        value="37"
        suffix={t('ui.living.of')}
        note={t('ui.living.idleNote')}
      />
    </FigureRow>
    <FigureRow>
      <Figure
        tone="stated"
        label={t('ui.living.stated')}
        value={format.number(9340)}
        unit={t('ui.living.statedUnit')}
        note={t('ui.living.statedNote')}
        date={format.day('2019-04-18', 'short')}
        source="Facebook"
        example
      />
    </FigureRow>
  </section>
)

interface Row {
  name: string
  volunteers: number
  state: 'good' | 'warn' | 'bad'
}

const rows: readonly Row[] = [
  { name: 'Kota Contoh', volunteers: 55, state: 'good' },
  { name: 'Kabupaten Contoh Barat', volunteers: 41, state: 'warn' },
  { name: 'Kabupaten Contoh Timur', volunteers: 0, state: 'bad' },
  { name: '<b>Kabupaten & "Contoh"</b>', volunteers: 12, state: 'good' },
]

export const TableParts = ({ t, format }: Given) => (
  <Section id="tables" title={t('ui.living.tables')}>
    <DataTable<Row>
      t={t}
      caption={t('ui.living.caption')}
      rows={rows}
      columns={[
        {
          key: 'name',
          label: t('ui.living.unit'),
          sortable: true,
          phone: 'title',
          cell: (row) => <a href="#tables">{row.name}</a>,
        },
        {
          key: 'volunteers',
          label: t('ui.living.volunteers'),
          sortable: true,
          align: 'end',
          cell: (row) => format.number(row.volunteers),
        },
        {
          key: 'state',
          label: t('ui.living.state'),
          cell: (row) => <Tag tone={row.state}>{t(`ui.living.${row.state}`)}</Tag>,
        },
      ]}
      sort={{ key: 'name', dir: 'asc', href: (key, dir) => `/ui?sort=${key}.${dir}#tables` }}
      filter={
        <FilterForm t={t} action="/ui">
          <TextField t={t} name="q" type="search" label={t('ui.living.search')} />
          <SelectField
            t={t}
            name="state"
            label={t('ui.living.state')}
            options={[
              { value: '', label: t('ui.living.all') },
              { value: 'good', label: t('ui.living.good') },
            ]}
          />
        </FilterForm>
      }
      pager={{ previous: '/ui?before=1#tables', next: '/ui?after=4#tables', shown: t('ui.living.shown') }}
      empty={t('ui.living.empty')}
    />
  </Section>
)

const days = Array.from(
  { length: 12 },
  (_, at) => `2019-0${at < 8 ? 2 : 3}-${String(((at * 3) % 24) + 3).padStart(2, '0')}`,
)
const weeks = Array.from({ length: 12 }, (_, at) => at + 1)
const wave = (at: number, seed: number) => Math.round(900 + 700 * Math.sin(at / 2 + seed) + 160 * at)

export const MapParts = ({ t }: Given) => (
  <Columns split="main-aside">
    <Section id="map">
      <TileMap
        t={t}
        title={t('ui.living.tiles')}
        unit={t('ui.living.tilesUnit')}
        tiles={countryTiles}
        legend={{ low: '0', high: '60 %' }}
        note={t('ui.living.mapNote')}
      />
    </Section>
    <Section id="districts">
      <TileMap
        t={t}
        title={t('ui.living.districts')}
        unit={t('ui.living.tilesUnit')}
        tiles={areaTiles}
        legend={{ low: '0', high: '60 %' }}
      />
    </Section>
  </Columns>
)

export const ChartParts = ({ t }: Given) => (
  <>
    <Columns>
      <Section id="bars">
        <BarChart
          t={t}
          title={t('ui.living.bars')}
          unit={t('ui.living.people')}
          data={[
            { label: 'WhatsApp', value: 128_400, href: '#bars' },
            { label: 'Instagram', value: 64_120 },
            { label: 'Facebook', value: 31_870, tone: 'warn' },
            { label: t('ui.living.paper'), value: null, suppressed: true },
            { label: 'Telegram', value: null },
          ]}
        />
      </Section>
      <Section id="lines">
        <LineChart
          t={t}
          title={t('ui.living.lines')}
          unit={t('ui.living.people')}
          series={[
            {
              label: t('ui.living.delivered'),
              points: days.map((x, at) => ({
                x,
                y: at === 5 ? null : wave(at, 1),
                suppressed: at === 5,
              })),
            },
            { label: t('ui.living.engaged'), points: days.map((x, at) => ({ x, y: wave(at, 3) / 3 })) },
          ]}
        />
      </Section>
    </Columns>
    <Section id="spans">
      <TimeBars
        t={t}
        title={t('ui.living.spans')}
        today="2019-04-02"
        spans={[
          { label: t('ui.living.campaign'), from: '2018-09-23', until: '2019-04-13' },
          { label: t('ui.living.silence'), from: '2019-04-14', until: '2019-04-16', tone: 'warn' },
          { label: t('ui.living.voting'), from: '2019-04-17', until: '2019-04-17', tone: 'good' },
        ]}
      />
    </Section>
    <Section id="strip">
      <HeatStrip
        t={t}
        title={t('ui.living.strip')}
        unit={t('ui.living.people')}
        columnLabels={weeks.map((number) => t('ui.living.week', { number }))}
        rows={[t('ui.living.families'), t('ui.living.beginners'), t('ui.living.netizens')].map(
          (label, row) => ({
            label,
            emphasised: row === 2,
            total: ['38.860', '5.083', '43.800'][row] ?? '',
            cells: weeks.map((number) => ({
              label: t('ui.living.week', { number }),
              value: number === 3 && row === 1 ? null : wave(number, row) * (row + 1),
              suppressed: number === 3 && row === 1,
            })),
          }),
        )}
      />
    </Section>
  </>
)
