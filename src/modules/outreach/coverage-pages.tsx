import { may } from '../../platform/access.ts'
import { exportRows, isExportFormat } from '../../platform/export.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import { EmptyState, LinkButton, Notice, refusalPage, renderPage, Section } from '../../ui/index.ts'
import { chosenUnit, unitParam, unitTree } from '../directory/index.ts'
import { electionsOf, nameIn } from '../elections/index.ts'
import { basesFor } from './bases-read-model.ts'
import { chosenElection } from './chosen-election.ts'
import { coverageTable } from './coverage-export.ts'
import { coveragePage, coverageRows } from './coverage-list.ts'
import { coverageQuery } from './coverage-query.ts'
import { coverage } from './coverage-read-model.ts'
import { coverageSummary } from './coverage-summary.ts'
import { programmeOf } from './programmes-read-model.ts'
import { BasesTable } from './views/bases-table.tsx'
import { CoverageFigures } from './views/coverage-figures.tsx'
import { CoverageTable } from './views/coverage-table.tsx'
import { ElectionChoice } from './views/election-choice.tsx'

const path = '/desk/outreach'

/** A district's programme, or how far the units of a province or of the country are. */
export async function outreachPage(c: RequestContext): Promise<Response> {
  const { t, format, services, actor } = c.var
  const { db } = services
  const unit = await chosenUnit(c, 'outreach.read')
  const election = await chosenElection(c, unit.timeZone)
  if (!election) return refusalPage(c, { kind: 'missing', key: 'outreach.refusal.noElection' }, 404)
  const programme = await programmeOf(db, unit.id, election.id)
  const own = `${path}/${unitParam(unit)}`
  if (unit.level === 'district' && programme) return c.redirect(`${own}/${programme.id}`, 303)
  const tree = await unitTree(services)
  const bases = await basesFor(db, { electionId: election.id, workUnitId: unit.id })
  const speech = { t, format }
  const mayChange = may(actor, 'outreach.change', unit.id)
  const open = mayChange && !programme && (
    <LinkButton tone="main" href={`${own}/open?election=${election.id}`}>
      {t('outreach.open.title')}
    </LinkButton>
  )
  const choice = (
    <ElectionChoice t={t} elections={await electionsOf(db)} election={election} unit={unit} action={path} />
  )
  const props = {
    title: t('outreach.page.title', { unit: unit.shortName }),
    lead: nameIn(t.locale, election),
    current: path,
    scope: unit.id,
  }
  if (unit.level === 'district') {
    return renderPage(
      c,
      props,
      <>
        {choice}
        <EmptyState title={t('outreach.page.none')} action={open}>
          {t('outreach.page.noneWhy')}
        </EmptyState>
        <Section title={t('outreach.bases.title')} lead={t('outreach.bases.lead')}>
          <BasesTable
            speech={speech}
            tree={tree}
            unit={unit}
            electionId={election.id}
            bases={bases}
            mayChange={mayChange}
          />
        </Section>
      </>,
    )
  }
  const rows = await coverage(db, { scope: unit.id, electionId: election.id })
  const query = coverageQuery(c)
  return renderPage(
    c,
    {
      ...props,
      actions: (
        <>
          {open}
          {programme && <LinkButton href={`${own}/${programme.id}`}>{t('outreach.page.own')}</LinkButton>}
          <LinkButton href={`${own}/bases?election=${election.id}`}>{t('outreach.bases.title')}</LinkButton>
        </>
      ),
    },
    <>
      {choice}
      <CoverageFigures
        speech={speech}
        summary={coverageSummary(rows, tree)}
        asOf={format.instant(services.clock.now(), unit.timeZone)}
        example={rows.some(({ example }) => example)}
      />
      {rows.every(({ state }) => state === 'none') && <Notice>{t('outreach.coverage.notYet')}</Notice>}
      <Section title={t('outreach.coverage.title')}>
        <CoverageTable
          speech={speech}
          tree={tree}
          query={query}
          page={coveragePage(rows, tree, query)}
          bases={bases}
          where={{ unit: unitParam(unit), election: election.id }}
        />
      </Section>
    </>,
  )
}

/** The rows of the table as a file: `coverage.xlsx`, `.csv` or `.json`; all of them, whatever page was shown. */
export async function coverageFile(c: RequestContext): Promise<Response> {
  const { t, format, services } = c.var
  const [name, kind = ''] = (c.req.param('file') ?? '').split('.')
  const unit = await chosenUnit(c, 'outreach.read')
  const election = await chosenElection(c, unit.timeZone)
  if (!election || name !== 'coverage' || !isExportFormat(kind)) {
    return refusalPage(c, { kind: 'missing', key: 'ui.refusal.missing' }, 404)
  }
  const tree = await unitTree(services)
  const rows = await coverage(services.db, { scope: unit.id, electionId: election.id })
  const table = coverageTable(t, tree, {
    rows: coverageRows(rows, tree, coverageQuery(c)),
    election: nameIn(t.locale, election),
    asOf: format.instant(services.clock.now(), unit.timeZone),
  })
  return exportRows({
    ...table,
    format: kind,
    name: `${t('outreach.export.file')}-${unitParam(unit)}-${election.id}`,
  })
}
