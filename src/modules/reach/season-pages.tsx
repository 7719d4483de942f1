import { may } from '../../platform/access.ts'
import { dayIn } from '../../platform/clock.ts'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import {
  answerForm,
  ConfirmForm,
  DataTable,
  DefinitionList,
  EmptyState,
  LinkButton,
  Notice,
  refusalPage,
  renderPage,
  Section,
  Tag,
} from '../../ui/index.ts'
import { unitTree } from '../directory/index.ts'
import { electionsOf, nameIn } from '../elections/index.ts'
import { eraseSeason } from './erase-season.ts'
import { erasedOn, graceDays, type Season, seasonState } from './season.ts'
import { seasonsOf } from './season-store.ts'
import { matrixPath, seasonPath } from './views/reach-frame.tsx'

const access = { permission: 'reach.read', scope: 'anywhere' } as const

const tones = { counting: 'good', grace: 'warn', erased: 'neutral' } as const

async function seasons(c: RequestContext) {
  const { services, t } = c.var
  const { root } = await unitTree(services)
  const names = new Map((await electionsOf(services.db)).map((one) => [one.id, nameIn(t.locale, one)]))
  return {
    root,
    seasons: await seasonsOf(services.db, root.id),
    nameOf: ({ electionId }: Season) => names.get(electionId) ?? electionId,
  }
}

/** By which keys people are told apart, until when, and what is left when they are gone. */
async function seasonPage(c: RequestContext): Promise<Response> {
  const { t, format, services, actor } = c.var
  const { root, seasons: all, nameOf } = await seasons(c)
  const today = dayIn(root.timeZone, services.clock.now())
  const mayErase = actor !== null && may(actor, 'reach.erase', root.id)
  const goesOn = (season: Season) => {
    const day = erasedOn(season)
    if (season.erasedAt) return format.instant(season.erasedAt, root.timeZone)
    return day === null ? t('reach.season.open') : format.day(day)
  }
  return renderPage(
    c,
    {
      title: t('reach.season.title'),
      lead: t('reach.season.lead'),
      current: matrixPath,
      crumbs: [{ label: t('reach.nav'), href: matrixPath }, { label: t('reach.season.crumb') }],
    },
    <>
      {c.req.query('done') === 'erased' && <Notice tone="good">{t('reach.season.done')}</Notice>}
      <Section title={t('reach.season.list')} lead={t('reach.season.graceLead', { days: graceDays })}>
        <DataTable
          t={t}
          caption={t('reach.season.list')}
          rows={all}
          columns={[
            {
              key: 'election',
              label: t('reach.filter.election'),
              phone: 'title' as const,
              cell: nameOf,
            },
            {
              key: 'state',
              label: t('reach.season.state'),
              cell: (season) => {
                const state = seasonState(season, today)
                return <Tag tone={tones[state]}>{t(`reach.season.${state}`)}</Tag>
              },
            },
            {
              key: 'since',
              label: t('reach.season.since'),
              cell: ({ createdAt }) => format.instant(createdAt, root.timeZone),
            },
            {
              key: 'ends',
              label: t('reach.season.ends'),
              cell: ({ endsOn }) => (endsOn === null ? '–' : format.day(endsOn)),
            },
            { key: 'goes', label: t('reach.season.goes'), cell: goesOn },
            ...(mayErase
              ? [
                  {
                    key: 'erase',
                    label: t('reach.season.action'),
                    cell: (season: Season) =>
                      season.erasedAt === null ? (
                        <LinkButton href={`${seasonPath}/${encodeURIComponent(season.electionId)}/erase`}>
                          {t('reach.season.erase')}
                        </LinkButton>
                      ) : (
                        '–'
                      ),
                  },
                ]
              : []),
          ]}
          empty={<EmptyState title={t('reach.season.none')}>{t('reach.season.noneText')}</EmptyState>}
        />
      </Section>
      <Section title={t('reach.season.what')}>
        <DefinitionList
          items={[
            [t('reach.season.gone'), t('reach.season.goneText')],
            [t('reach.season.stays'), t('reach.season.staysText')],
            [t('reach.season.backups'), t('reach.season.backupsText')],
          ]}
        />
      </Section>
    </>,
  )
}

async function erasePage(c: RequestContext): Promise<Response> {
  const { t, actor } = c.var
  const { root, seasons: all, nameOf } = await seasons(c)
  if (actor === null || !may(actor, 'reach.erase', root.id)) {
    return refusalPage(c, { kind: 'missing', key: 'ui.refusal.missing' }, 404)
  }
  const season = all.find(({ electionId }) => electionId === c.req.param('election'))
  if (!season) return refusalPage(c, { kind: 'missing', key: 'reach.refusal.season' }, 404)
  if (season.erasedAt) return refusalPage(c, { kind: 'conflict', key: 'reach.refusal.erased' }, 409)
  return renderPage(
    c,
    {
      title: t('reach.season.erase'),
      current: matrixPath,
      crumbs: [{ label: t('reach.season.crumb'), href: seasonPath }, { label: t('reach.season.erase') }],
    },
    <ConfirmForm
      t={t}
      tone="bad"
      action={`${seasonPath}/${encodeURIComponent(season.electionId)}/erase`}
      title={t('reach.season.ask', { election: nameOf(season) })}
      body={t('reach.season.askText')}
      confirm={t('reach.season.erase')}
      cancelHref={seasonPath}
    />,
  )
}

async function postErase(c: RequestContext): Promise<Response> {
  const { services, actor } = c.var
  if (!actor) return refusalPage(c, { kind: 'forbidden', key: 'ui.refusal.forbidden' }, 403)
  return answerForm(c, await eraseSeason(services, actor, c.req.param('election') ?? ''), {
    to: () => `${seasonPath}?done=erased`,
    again: () => refusalPage(c, { kind: 'conflict', key: 'reach.refusal.erased' }, 409),
  })
}

/** Held somewhere; whether it is held for the whole nation is asked by page and command. */
const erasing = { permission: 'reach.erase', scope: 'anywhere' } as const

export const seasonPages: readonly Route[] = [
  page('get', seasonPath, access, seasonPage),
  page('get', `${seasonPath}/:election/erase`, erasing, erasePage),
  page('post', `${seasonPath}/:election/erase`, erasing, postErase),
]
