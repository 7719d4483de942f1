import { may } from '../../platform/access.ts'
import { page } from '../../platform/http/route.ts'
import { EmptyState, LinkButton, refusalPage, renderPage } from '../../ui/index.ts'
import { chosenUnit, scopeFromPath, scopeFromQuery, unitParam, unitTree } from '../directory/index.ts'
import { electionById } from '../elections/index.ts'
import { historyOf } from './history-read-model.ts'
import { inLanguage, isPublic, noticePath } from './notice.ts'
import { type NoticeCursor, noticeCounts, noticesIn } from './publications-read-model.ts'
import { actorOf, hrefWith, missing, noticeHref, noticeInPath } from './request.ts'
import type { PublicationState } from './tables.ts'
import { Facts, History, NoticeActions } from './views/notice-facts.tsx'
import { Texts } from './views/notice-text.tsx'
import { NoticesTable, StateTabs } from './views/notices-table.tsx'
import { Done, StateTag } from './views/words.tsx'

const current = '/desk/publications'
const pageSize = 30
const states = ['draft', 'published', 'corrected', 'withdrawn'] as const satisfies PublicationState[]

/** `2019-01-21T03:00:00.000Z_UUID` as it stands in an address; anything else shows the first page. */
function cursorOf(text: string | undefined): NoticeCursor | undefined {
  const [at, id] = (text ?? '').split('_')
  if (!at || !id || !/^[0-9a-f-]{36}$/.test(id) || Number.isNaN(Date.parse(at))) return undefined
  return { changedAt: new Date(at), id }
}

const listPage = page(
  'get',
  current,
  { permission: 'publications.read', scope: scopeFromQuery('publications.read') },
  async (c) => {
    const { services, t, format, actor } = c.var
    const unit = await chosenUnit(c, 'publications.read')
    const tree = await unitTree(services)
    const state = states.find((one) => one === c.req.query('state'))
    const after = cursorOf(c.req.query('after'))
    const rows = await noticesIn(services.db, { scope: unit.id, state, after, limit: pageSize + 1 })
    const shown = rows.slice(0, pageSize)
    const last = rows.length > pageSize ? shown.at(-1) : undefined
    const of = { unit: unitParam(unit), state }
    const mayWrite = may(actor, 'publications.write', unit.id)
    const write = mayWrite && (
      <LinkButton href={hrefWith(`${current}/new`, { unit: of.unit })} tone="main">
        {t('publications.list.new')}
      </LinkButton>
    )
    return renderPage(
      c,
      {
        title: t('publications.list.title'),
        lead: t('publications.list.lead', { unit: unit.name }),
        current,
        scope: unit.id,
        actions: (
          <>
            {write}
            <LinkButton href={hrefWith('/desk/links', { unit: of.unit })}>
              {t('publications.list.links')}
            </LinkButton>
          </>
        ),
      },
      <>
        <Done c={c} />
        <StateTabs
          t={t}
          current={state}
          counts={await noticeCounts(services.db, unit.id)}
          href={(one) => hrefWith(current, { unit: of.unit, state: one })}
        />
        <NoticesTable
          t={t}
          format={format}
          rows={shown}
          unitOf={(id) => tree.byId(id) ?? unit}
          showsUnit={unit.level !== 'district'}
          pager={{
            ...(last
              ? { next: hrefWith(current, { ...of, after: `${last.changedAt.toISOString()}_${last.id}` }) }
              : {}),
            ...(after ? { previous: hrefWith(current, of) } : {}),
          }}
          empty={
            <EmptyState title={t('publications.list.empty')} action={write}>
              {t('publications.list.emptyHelp')}
            </EmptyState>
          }
        />
      </>,
    )
  },
)

const showPage = page(
  'get',
  `${current}/:unit/:notice`,
  { permission: 'publications.read', scope: scopeFromPath },
  async (c) => {
    const { services, t, format } = c.var
    const found = await noticeInPath(c)
    if (!found) return refusalPage(c, missing, 404)
    const { unit, notice } = found
    const election = notice.electionId ? await electionById(services.db, notice.electionId) : undefined
    const href = noticeHref(unit, notice.id)
    const address = services.config.publicUrl + noticePath(unit.slug, notice.slug)
    return renderPage(
      c,
      {
        title: inLanguage(notice.title, t.locale),
        crumbs: [{ label: t('publications.list.title'), href: hrefWith(current, { unit: unitParam(unit) }) }],
        current,
        scope: unit.id,
        tag: <StateTag t={t} state={notice.state} />,
        actions: <NoticeActions t={t} actor={actorOf(c)} unit={unit} notice={notice} href={href} />,
      },
      <>
        <Done c={c} />
        <div class="columns columns-main-aside">
          <div class="stack">
            <Texts
              t={t}
              title={notice.title}
              body={notice.body}
              picture={
                notice.image && {
                  src: `${current}/${unitParam(unit)}/image/${notice.image.hash}`,
                  alt: inLanguage(notice.image.alt, t.locale),
                  width: notice.image.width,
                  height: notice.image.height,
                }
              }
            />
          </div>
          <div class="stack">
            <Facts
              t={t}
              format={format}
              unit={unit}
              notice={notice}
              election={election}
              address={isPublic(notice) || notice.state === 'withdrawn' ? address : null}
            />
            <History
              t={t}
              format={format}
              unit={unit}
              entries={await historyOf(services.db, unit.id, notice.id)}
            />
          </div>
        </div>
      </>,
    )
  },
)

export const publicationsPages = [listPage, showPage]
