import type { RequestContext, Route } from '../../platform/http/route.ts'
import {
  AreaMap,
  type Column,
  EmptyState,
  LinkButton,
  renderPage,
  Section,
  SelectField,
  WhereFrom,
} from '../../ui/index.ts'
import { type MapTile, mapTiles } from '../directory/index.ts'
import { shareOf } from '../elections/index.ts'
import { readCorrections, zonesOf } from './corrections-read-model.ts'
import { exampleTag } from './example-tag.tsx'
import type { ReachCell, ReachMatrix } from './figures.ts'
import { reachPage } from './judged-page.tsx'
import { reachTable } from './matrix-export.ts'
import { Files, fileRoutes } from './page-files.tsx'
import { cutOf, cutParameters, keptOf, questionOf, type ReachCut, typedCut } from './reach-cut.ts'
import { nobody, reachMatrix } from './reach-matrix.ts'
import { type ReachView, reachHref } from './reach-view.ts'
import { aboutWords, listWords } from './reach-words.ts'
import { CellsTable } from './views/cells-table.tsx'
import { CorrectionsNotice } from './views/corrections-notice.tsx'
import { CutForm } from './views/cut-form.tsx'
import { PeopleFigures } from './views/reach-figures.tsx'
import { mapPath, matrixPath, ReachHead } from './views/reach-frame.tsx'
import { whereFrom } from './views/where-from.tsx'
import { readVoters, type Voters } from './voters-read-model.ts'

const usual = { rows: 'region' } as const

/** A map has no rows or columns to choose: these are left out of the address. */
const withoutRows = (cut: ReachCut) => cutParameters(keptOf(cut))

/** Where a unit reached people: the units right under it beside each other. */
async function mapPage(c: RequestContext, view: ReachView): Promise<Response> {
  const { t, unit, election } = view
  const { services } = c.var
  const { cut, problems } = cutOf(c, view, usual)
  const matrix = problems.length === 0 ? await everyRegion(c, view, cut) : null
  const weeks = await reachMatrix(services, { scope: unit.id, electionId: election.id, rows: 'week' })
  const voters = await readVoters(services, view)
  const per = c.req.query('per') === 'people' ? 'people' : 'share'
  return renderPage(
    c,
    {
      title: t('reach.map.title', { unit: unit.shortName }),
      lead: aboutWords(view, cut),
      current: matrixPath,
      scope: unit.id,
      ...(await exampleTag(c, view, cut.period)),
      status: matrix ? 200 : 422,
      actions: matrix && <Files view={view} path={mapPath} more={withoutRows(cut)} />,
    },
    <>
      <ReachHead view={view} path={mapPath} cut={cut} hasForm />
      <CutForm
        view={view}
        path={mapPath}
        typed={{ ...typedCut(c, usual), per }}
        problems={problems}
        weeks={weeks.cells.map(({ row }) => row)}
      >
        <SelectField
          t={t}
          name="per"
          label={t('reach.map.per')}
          required
          typed={{ per }}
          options={[
            { value: 'share', label: t('reach.map.share') },
            { value: 'people', label: t('reach.map.people') },
          ]}
        />
      </CutForm>
      {matrix && (
        <>
          <CorrectionsNotice view={view} corrections={await readCorrections(services, view)} />
          <PeopleFigures view={view} matrix={matrix} first={cut.measure} voters={voters.own} />
          {matrix.cells.length === 0 ? (
            <NoParts view={view} cut={cut} />
          ) : (
            <Regions {...{ view, cut, matrix, voters, per }} tiles={await mapTiles(services.db)} />
          )}
        </>
      )}
    </>,
  )
}

/** The units right under one, also those in which nobody was counted. */
async function everyRegion(c: RequestContext, view: ReachView, cut: ReachCut): Promise<ReachMatrix> {
  const matrix = await reachMatrix(
    c.var.services,
    questionOf(view, { ...cut, rows: 'region', columns: undefined }),
  )
  const known = new Map(matrix.cells.map((cell) => [cell.row, cell]))
  return {
    ...matrix,
    cells: view.tree.childrenOf(view.unit.id).map(({ id }) => known.get(id) ?? nobody(id)),
  }
}

/** A district has no parts: the map of its province is one step up. */
function NoParts({ view, cut }: { view: ReachView; cut: ReachCut }) {
  const { t, tree, unit } = view
  const above = tree.ancestors(unit.id).at(-2)
  return (
    <EmptyState
      title={t('reach.map.none')}
      action={
        above && (
          <LinkButton href={reachHref({ ...view, unit: above }, mapPath, withoutRows(cut))}>
            {t('reach.map.above', { unit: above.shortName })}
          </LinkButton>
        )
      }
    >
      {t('reach.map.noneText')}
    </EmptyState>
  )
}

function Regions({
  view,
  cut,
  matrix,
  voters,
  per,
  tiles,
}: {
  view: ReachView
  cut: ReachCut
  matrix: ReachMatrix
  voters: Voters
  per: 'share' | 'people'
  tiles: readonly MapTile[]
}) {
  const { t, format, tree } = view
  // Areas are compared by share only when every one of them has a denominator.
  const list = voters.of(matrix.cells[0]?.row ?? '')
  const isKnown = list !== null && matrix.cells.every(({ row }) => voters.of(row) !== null)
  const byShare = per === 'share' && isKnown
  const hrefOf = ({ row }: ReachCell) => {
    const unit = tree.byId(row)
    if (!unit) return undefined
    const path = tree.childrenOf(row).length > 0 ? mapPath : matrixPath
    return reachHref({ ...view, unit }, path, withoutRows(cut))
  }
  const title = byShare
    ? t('reach.map.byShare', { measure: t(`reach.${cut.measure}`) })
    : t('reach.map.byPeople', { measure: t(`reach.${cut.measure}`) })
  const share: Column<ReachCell> = {
    key: 'share',
    label: t('reach.map.share'),
    align: 'end',
    cell: (cell) => {
      const part = shareOf(cell[cut.measure].people, voters.of(cell.row))
      return part === null ? '–' : format.share(part)
    },
  }
  return (
    <Section
      title={title}
      lead={
        byShare
          ? t('reach.map.shareLead', { list: listWords(view, list) })
          : t(isKnown ? 'reach.map.peopleLead' : 'reach.map.noVoters')
      }
    >
      <AreaMap
        t={t}
        title={t('reach.map.each')}
        unit={byShare ? t('reach.map.shareUnit') : t('reach.people')}
        note={t('reach.map.choose')}
        places={new Map(tiles.map((tile) => [tile.unitId, tile]))}
        words={byShare ? format.share : (value) => format.number(value)}
        shortWords={
          byShare
            ? format.share
            : (value) => format.number(value, { notation: 'compact', maximumSignificantDigits: 3 })
        }
        areas={matrix.cells.map((cell) => {
          const { people, suppressed } = cell[cut.measure]
          const href = hrefOf(cell)
          return {
            id: cell.row,
            label: tree.byId(cell.row)?.shortName ?? cell.row,
            value: byShare ? shareOf(people, voters.of(cell.row)) : people,
            suppressed,
            ...(href ? { href } : {}),
          }
        })}
      />
      <CellsTable
        view={view}
        caption={t('reach.regions.title')}
        dimension="region"
        cells={matrix.cells}
        hrefOf={hrefOf}
        zones={zonesOf(view)}
        columns={isKnown ? [share] : []}
      />
      <p class="chart-note">{t('reach.regions.lead')}</p>
      <WhereFrom of={title} items={whereFrom(view, { ...matrix, voters: voters.own })} />
    </Section>
  )
}

export const mapPages: readonly Route[] = [
  reachPage(mapPath, mapPage),
  ...fileRoutes(mapPath, async (c, view) => {
    const { cut, problems } = cutOf(c, view, usual)
    if (problems.length > 0) return null
    const voters = await readVoters(c.var.services, view)
    return reachTable(view, {
      cut: { ...cut, rows: 'region', columns: undefined },
      matrix: await everyRegion(c, view, cut),
      corrections: await readCorrections(c.var.services, view),
      zones: zonesOf(view),
      votersOf: ({ row }) => (row === '' ? voters.own : voters.of(row)),
    })
  }),
]
