import { may } from '../../platform/access.ts'
import { type ExportFormat, exportFormats, exportRows } from '../../platform/export.ts'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import {
  ActionBar,
  ExportLinks,
  FilterForm,
  LinkButton,
  Notice,
  refusalPage,
  renderPage,
  Section,
  SelectField,
} from '../../ui/index.ts'
import { edgeOf, edgeText, scopeFromQuery, unitParam } from '../directory/index.ts'
import { nameIn } from '../elections/index.ts'
import { ReachHead, reachHref, reachView } from '../reach/index.ts'
import { importsIn } from './imports-read-model.ts'
import { exportedKinds } from './kinds.ts'
import { statedTable } from './stated-export.ts'
import { statedFigures } from './stated-read-model.ts'
import { channelWords, noticeTitles, statedHref, statedPath } from './stated-view.ts'
import { statementsOf } from './statements.ts'
import { DeliveredTable, FollowersTable, ImportsTable } from './views/stated-tables.tsx'

const access = { permission: 'reach.read', scope: scopeFromQuery('reach.read') }

/** Posts or days of a page; each has three figures at most. */
const perPage = 40
/** Most figures of a file: beyond it programs ask page by page. */
const mostInFile = 20_000

const unknownElection = (c: RequestContext) =>
  refusalPage(c, { kind: 'missing', key: 'stated.refusal.election' }, 404)

/** What others state about a unit and everything under it: figures of platforms, followers, and the files. */
async function statedPage(c: RequestContext): Promise<Response> {
  const view = await reachView(c)
  if (!view) return unknownElection(c)
  const { t, unit, election } = view
  const { db } = c.var.services
  const here = { scope: unit.id, electionId: election.id }
  const channel = c.req.query('channel') || undefined
  const edge = edgeOf(c.req.query('after'))
  const after = edge ? { place: String(edge.value), id: edge.id } : undefined
  const limit = perPage * exportedKinds.length
  const found = await statedFigures(db, { ...here, kinds: exportedKinds, channel, after, limit: limit + 1 })
  const { statements, last } = statementsOf(found, limit)
  const next = last
    ? statedHref(view, '', {
        ...(channel ? { channel } : {}),
        after: edgeText({ value: last.place, id: last.id }),
      })
    : undefined
  const followers = await statedFigures(db, { ...here, kinds: ['followers'], limit: 200 })
  const imports = await importsIn(db, { ...here, limit: 50 })
  const isWriter = may(c.var.actor, 'stated.change', unit.id)
  const done = c.req.query('done')
  return renderPage(
    c,
    {
      title: t('stated.page.title', { unit: unit.shortName }),
      lead: nameIn(t.locale, election),
      current: '/desk/reach',
      scope: unit.id,
      crumbs: [{ label: t('stated.crumb'), href: reachHref(view, '/desk/reach') }],
      actions: isWriter && (
        <>
          <LinkButton href={statedHref(view, '/import')} tone="main">
            {t('stated.import')}
          </LinkButton>
          <LinkButton href={statedHref(view, '/new')}>{t('stated.type')}</LinkButton>
        </>
      ),
    },
    <>
      {isDone(done) && <Notice tone="good">{t(`stated.done.${done}`)}</Notice>}
      <ReachHead view={view} path={statedPath} />
      <Notice title={t('stated.notice.title')}>{t('stated.notice.body')}</Notice>
      <Section id="delivered" title={t('stated.delivered.title')} lead={t('stated.delivered.lead')}>
        <FilterForm
          t={t}
          action={statedPath}
          submit={t('stated.filter.show')}
          hidden={{ unit: unitParam(unit), election: election.id }}
        >
          <SelectField
            t={t}
            name="channel"
            label={t('stated.channel')}
            typed={{ channel: channel ?? '' }}
            required
            options={[
              { value: '', label: t('stated.filter.all') },
              ...view.channels
                .filter(({ kind }) => kind === 'online')
                .map(({ code }) => ({ value: code, label: channelWords(view, code) })),
            ]}
          />
        </FilterForm>
        <DeliveredTable view={view} statements={statements} next={next} />
      </Section>
      <Section
        id="potential"
        title={t('stated.potential.title')}
        lead={t('stated.potential.lead')}
        actions={
          isWriter && (
            <LinkButton href={statedHref(view, '/new', { kind: 'followers' })}>
              {t('stated.followers.type')}
            </LinkButton>
          )
        }
      >
        <FollowersTable view={view} figures={followers} />
      </Section>
      <Section id="imports" title={t('stated.imports.title')} lead={t('stated.imports.lead')}>
        <ImportsTable view={view} imports={imports} />
      </Section>
      <ActionBar>
        <ExportLinks
          t={t}
          links={exportFormats.map((format) => ({
            href: statedHref(view, `/figures.${format}`),
            label: format.toUpperCase(),
          }))}
        />
      </ActionBar>
    </>,
  )
}

const isDone = (text: string | undefined): text is 'undone' | 'removed' | 'dropped' =>
  text === 'undone' || text === 'removed' || text === 'dropped'

async function statedFile(c: RequestContext, format: ExportFormat): Promise<Response> {
  const view = await reachView(c)
  if (!view) return unknownElection(c)
  const { t, unit, election } = view
  const figures = await statedFigures(c.var.services.db, {
    scope: unit.id,
    electionId: election.id,
    limit: mostInFile,
  })
  return exportRows({
    ...statedTable(view, figures, await noticeTitles(c, figures)),
    format,
    name: `${t('stated.export.file')}-${unitParam(unit)}-${election.id}`,
  })
}

export const statedPages: readonly Route[] = [
  page('get', statedPath, access, statedPage),
  ...exportFormats.map((format) =>
    page('get', `${statedPath}/figures.${format}`, access, (c) => statedFile(c, format)),
  ),
]
