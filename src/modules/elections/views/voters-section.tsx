import {
  DataTable,
  EmptyState,
  Figure,
  FigureRow,
  LinkButton,
  Notice,
  Section,
  Tabs,
  TileMap,
} from '../../../ui/index.ts'
import { type MapTile, type Unit, type UnitTree, unitParam } from '../../directory/index.ts'
import type { VotersWithin } from '../registered-voters.ts'
import type { VoterList } from '../tables.ts'
import type { RegisteredVoters } from '../voters-read-model.ts'
import { Origin, type Speech, scopeName } from './words.tsx'

/** Registered voters of a unit's areas on one list: the sum with its source, a map of the provinces, a table. */
export function VotersSection({
  speech,
  tree,
  electionId,
  unit,
  lists,
  within,
  tiles,
  mayChange,
}: {
  speech: Speech
  tree: UnitTree
  electionId: string
  unit: Unit
  /** Lists with any count in this election. */
  lists: readonly VoterList[]
  within: VotersWithin | null
  tiles: readonly MapTile[]
  mayChange: boolean
}) {
  const { t } = speech
  const page = `/desk/elections/${electionId}`
  return (
    <Section
      id="voters"
      title={t('elections.voters.title')}
      lead={t('elections.voters.lead')}
      actions={
        mayChange && (
          <LinkButton href={`${page}/voters/new?unit=${unitParam(unit)}`}>
            {t('elections.voters.add')}
          </LinkButton>
        )
      }
    >
      {lists.length > 1 && (
        <Tabs
          items={lists.map((list) => ({
            label: list,
            href: `${page}?unit=${unitParam(unit)}&list=${list}#voters`,
            current: list === within?.list,
          }))}
        />
      )}
      {within ? (
        <Counts speech={speech} tree={tree} page={page} unit={unit} within={within} tiles={tiles} />
      ) : (
        <EmptyState title={t('elections.voters.empty')}>{t('elections.voters.emptyWhy')}</EmptyState>
      )}
    </Section>
  )
}

interface CountsProps {
  speech: Speech
  tree: UnitTree
  page: string
  unit: Unit
  within: VotersWithin
  tiles: readonly MapTile[]
}

function Counts({ speech, tree, page, unit, within, tiles }: CountsProps) {
  const { t, format } = speech
  const { parts, whole, sum, difference, list } = within
  const first = parts[0]
  const number = (voters: number) => format.number(voters)
  const table = (
    <DataTable
      t={t}
      caption={t('elections.voters.caption', { list, unit: unit.shortName })}
      rows={parts.length > 0 ? parts : whole ? [whole] : []}
      columns={[
        {
          key: 'area',
          label: t('elections.voters.area'),
          phone: 'title',
          cell: (row: RegisteredVoters) => scopeName(tree, row.scope),
        },
        {
          key: 'voters',
          label: t('elections.voters.count'),
          align: 'end',
          cell: (row) => number(row.voters),
        },
        {
          key: 'asOn',
          label: t('elections.voters.asOn'),
          phone: 'hide',
          cell: (row) => format.day(row.asOn, 'short'),
        },
        {
          key: 'source',
          label: t('elections.source'),
          cell: (row) => <Origin t={t} source={row.source} conf={row.conf} />,
        },
      ]}
      empty={
        <EmptyState title={t('elections.voters.empty')}>
          {t('elections.voters.emptyHere', { list, unit: unit.shortName })}
        </EmptyState>
      }
    />
  )
  return (
    <>
      <FigureRow>
        {sum !== null && first && (
          <Figure
            label={t('elections.voters.sum', { parts: parts.length, areas: within.areas })}
            value={number(sum)}
            unit={t('elections.voters.unit')}
            note={t('elections.voters.list', { list })}
            date={t('elections.asOn', { day: format.day(first.asOn) })}
            source={sourcesOf(parts)}
          />
        )}
        {whole && (
          <Figure
            label={t('elections.voters.whole', { unit: unit.shortName })}
            value={number(whole.voters)}
            unit={t('elections.voters.unit')}
            note={t('elections.voters.list', { list })}
            date={t('elections.asOn', { day: format.day(whole.asOn) })}
            source={whole.source}
          />
        )}
      </FigureRow>
      {difference !== null && (
        <Notice tone={difference === 0 ? 'good' : 'bad'}>
          {difference === 0
            ? t('elections.voters.addsUp')
            : t('elections.voters.differs', { difference: Math.abs(difference) })}
        </Notice>
      )}
      {unit.id === tree.root.id && parts.length > 0 && (
        <TileMap
          t={t}
          title={t('elections.voters.map', { list })}
          unit={t('elections.voters.millions')}
          legend={{ low: t('elections.voters.few'), high: t('elections.voters.many') }}
          note={t('elections.voters.mapNote')}
          tiles={tiles.map((tile) => {
            const row = parts.find(({ scope }) => scope === tile.unitId)
            const area = tree.byId(tile.unitId)
            return {
              id: tile.unitId,
              label: area?.shortName ?? tile.unitId,
              abbreviation: tile.abbreviation,
              column: tile.column,
              row: tile.row,
              value: row?.voters ?? null,
              shown: row
                ? format.number(row.voters / 1e6, { maximumFractionDigits: 1, minimumFractionDigits: 1 })
                : '–',
              href: area && `${page}?unit=${unitParam(area)}&list=${list}#voters`,
            }
          })}
        />
      )}
      {unit.id === tree.root.id && parts.length > 0 ? (
        <details class="numbers">
          <summary>{t('elections.voters.bySource')}</summary>
          {table}
        </details>
      ) : (
        table
      )}
    </>
  )
}

/** The sources of several counts, each once. */
const sourcesOf = (rows: readonly RegisteredVoters[]) =>
  [...new Set(rows.map(({ source }) => source))].join('; ')
