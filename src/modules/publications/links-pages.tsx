import { may } from '../../platform/access.ts'
import { exportRows, isExportFormat } from '../../platform/export.ts'
import { page, type RequestContext } from '../../platform/http/route.ts'
import {
  EmptyState,
  ExportLinks,
  LinkButton,
  Notice as Message,
  refusalPage,
  renderPage,
} from '../../ui/index.ts'
import { chosenUnit, scopeFromQuery, type Unit, unitParam } from '../directory/index.ts'
import { electionsOf, nameIn } from '../elections/index.ts'
import { baseName, basesFor } from '../outreach/index.ts'
import { channelName, channelsOf } from './channels.ts'
import { spokenLinks } from './link-words.ts'
import { linksTable } from './links-export.ts'
import { linksOf } from './links-read-model.ts'
import { filterOf, type LinkFilter, missingLink, queryOf, seesAll } from './links-request.ts'
import { hrefWith } from './request.ts'
import { LinksFilter, LinksTable } from './views/links-table.tsx'

const current = '/desk/links'
const pageSize = 50
/** Most links in one file; filters give the rest. */
const mostExported = 20_000
const reads = { permission: 'links.read', scope: scopeFromQuery('links.read') }

/** What the filters offer: bases of the election asked for, else of the latest. */
async function choices(c: RequestContext, unit: Unit, filter: LinkFilter) {
  const { services, t } = c.var
  const elections = await electionsOf(services.db)
  const electionId = filter.election || elections[0]?.id || ''
  const bases = await basesFor(services.db, { electionId, workUnitId: unit.id })
  return {
    elections: elections.map((election) => ({ value: election.id, label: nameIn(t.locale, election) })),
    bases: bases.map((base) => ({ value: base.code, label: baseName(base, t.locale) })),
    channels: (await channelsOf(services.db)).map((channel) => ({
      value: channel.code,
      label: channelName(channel, t.locale),
    })),
  }
}

const listPage = page('get', current, reads, async (c) => {
  const { services, t, format, actor } = c.var
  const unit = await chosenUnit(c, 'links.read')
  const filter = filterOf(c)
  const { after } = c.req.query()
  const rows = await linksOf(services.db, { ...queryOf(c, unit, filter), after, limit: pageSize + 1 })
  const shown = rows.slice(0, pageSize)
  const last = rows.length > pageSize ? shown.at(-1) : undefined
  const of = { unit: unitParam(unit), ...filter }
  const all = seesAll(c, unit.id)
  const mint = may(actor, 'links.mint', unit.id) && (
    <LinkButton href={hrefWith(`${current}/mint`, { unit: of.unit })} tone="main">
      {t('publications.links.mint')}
    </LinkButton>
  )
  return renderPage(
    c,
    {
      title: t(all ? 'publications.links.title' : 'publications.links.own'),
      lead: t(all ? 'publications.links.lead' : 'publications.links.ownLead'),
      current,
      scope: unit.id,
      actions: (
        <>
          {mint}
          {shown.length > 0 && (
            <LinkButton href={hrefWith(`${current}/sheet`, of)}>{t('publications.links.sheet')}</LinkButton>
          )}
        </>
      ),
    },
    <>
      {c.req.query('done') === 'minted' && (
        <Message tone="good">{t('publications.links.done.minted')}</Message>
      )}
      {c.req.query('done') === 'revoked' && (
        <Message tone="good">{t('publications.links.done.revoked')}</Message>
      )}
      <LinksTable
        t={t}
        format={format}
        rows={await spokenLinks(services, t, shown)}
        showsUnit={unit.level !== 'district'}
        mayRevoke={may(actor, 'links.mint', unit.id)}
        filter={<LinksFilter t={t} filter={filter} unit={of.unit} {...(await choices(c, unit, filter))} />}
        pager={{
          ...(last ? { next: hrefWith(current, { ...of, after: last.code }) } : {}),
          ...(after ? { previous: hrefWith(current, of) } : {}),
        }}
        empty={
          <EmptyState title={t('publications.links.empty')} action={mint}>
            {t('publications.links.emptyHelp')}
          </EmptyState>
        }
      />
      {shown.length > 0 && (
        <ExportLinks
          t={t}
          links={['xlsx', 'csv', 'json'].map((name) => ({
            href: hrefWith(`${current}/export/${name}`, of),
            label: name.toUpperCase(),
          }))}
        />
      )}
    </>,
  )
})

const exportPage = page('get', `${current}/export/:format`, reads, async (c) => {
  const { services, t } = c.var
  const format = c.req.param('format') ?? ''
  if (!isExportFormat(format)) return refusalPage(c, missingLink, 404)
  const unit = await chosenUnit(c, 'links.read')
  const rows = await linksOf(services.db, { ...queryOf(c, unit, filterOf(c)), limit: mostExported })
  return exportRows({ ...linksTable(t, await spokenLinks(services, t, rows)), format })
})

export const linksPages = [listPage, exportPage]
