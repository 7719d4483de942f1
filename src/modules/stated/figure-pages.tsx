import { may } from '../../platform/access.ts'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import {
  answerForm,
  ConfirmForm,
  DataTable,
  DefinitionList,
  ExampleTag,
  Figure,
  FigureRow,
  LinkButton,
  Notice,
  refusalPage,
  renderPage,
  Section,
  Stated,
} from '../../ui/index.ts'
import { scopeFromPath, type Unit, unitInPath, unitParam } from '../directory/index.ts'
import { nameIn } from '../elections/index.ts'
import { importById } from './imports-read-model.ts'
import { removeFigure } from './remove-figure.ts'
import { evidenceOf, figureById, type StatedFigure, statedAboutTheSame } from './stated-read-model.ts'
import {
  aboutWords,
  baseWords,
  channelWords,
  figureHref,
  noticeTitles,
  type StatedView,
  sourceWords,
  spanWords,
  statedHref,
  statedPath,
  statedView,
} from './stated-view.ts'

const reads = { permission: 'reach.read', scope: scopeFromPath }
const changes = { permission: 'stated.change', scope: scopeFromPath }

const missing = (c: RequestContext) => refusalPage(c, { kind: 'missing', key: 'ui.refusal.missing' }, 404)

/** The unit and figure of an address. */
async function found(
  c: RequestContext,
): Promise<{ unit: Unit; figure: StatedFigure; view: StatedView } | undefined> {
  const unit = await unitInPath(c)
  const figure = unit && (await figureById(c.var.services.db, unit.id, c.req.param('figure') ?? ''))
  const view = figure && (await statedView(c, unit, figure.electionId))
  return figure && view ? { unit, figure, view } : undefined
}

const crumbs = (view: StatedView) => [{ label: view.t('stated.tab'), href: statedHref(view) }]

const isWeb = (link: string | null): link is string => link !== null && /^https?:\/\//i.test(link)

/** Where a number comes from: who states it, of what, from which file or picture, who brought it in and when. */
async function figurePage(c: RequestContext): Promise<Response> {
  const here = await found(c)
  if (!here) return missing(c)
  const { unit, figure, view } = here
  const { t, format } = view
  const { db } = c.var.services
  const file = figure.importId === null ? undefined : await importById(db, unit.id, figure.importId)
  const picture =
    figure.evidenceHash === null ? undefined : await evidenceOf(db, unit.id, figure.evidenceHash)
  const titles = await noticeTitles(c, [figure])
  const others = (await statedAboutTheSame(db, figure)).filter(({ id }) => id !== figure.id)
  const by = channelWords(view, figure.channel)
  const isWriter = may(c.var.actor, 'stated.change', unit.id)
  return renderPage(
    c,
    {
      title: t('stated.figure.title'),
      lead: aboutWords(view, figure),
      current: '/desk/reach',
      scope: unit.id,
      crumbs: crumbs(view),
      ...(figure.example ? { tag: <ExampleTag t={t} /> } : {}),
      actions: isWriter && figure.importId === null && (
        <LinkButton href={`${figureHref(view, figure)}/remove`}>{t('stated.remove')}</LinkButton>
      ),
    },
    <>
      {c.req.query('done') === 'stated' && <Notice tone="good">{t('stated.done.stated')}</Notice>}
      <FigureRow>
        <Figure
          tone="stated"
          label={t(`stated.kind.${figure.kind}`)}
          value={format.number(figure.value)}
          unit={t(`stated.unit.${figure.kind}`)}
          note={t(`stated.meaning.${figure.kind}`)}
          date={spanWords(view, figure.from, figure.until)}
          source={by}
        />
      </FigureRow>
      <Section title={t('stated.figure.where')}>
        <DefinitionList
          items={[
            [t('stated.by'), by],
            [t('stated.statedOn'), format.day(figure.statedOn)],
            [t('stated.span'), spanWords(view, figure.from, figure.until)],
            [t('stated.account'), figure.account || '–'],
            [
              t('stated.post'),
              isWeb(figure.postLink) ? (
                <a href={figure.postLink} rel="noreferrer nofollow">
                  {figure.postTitle ?? figure.postLink}
                </a>
              ) : (
                (figure.postTitle ?? (figure.subject || '–'))
              ),
            ],
            [t('stated.unit'), unit.name],
            [t('stated.election'), nameIn(t.locale, view.election)],
            [t('stated.base'), figure.base === null ? '–' : baseWords(view, figure.base)],
            [
              t('stated.publication'),
              figure.publicationId === null ? '–' : (titles.get(figure.publicationId) ?? '–'),
            ],
            [t('stated.source'), sourceWords(view, figure)],
            ...(file
              ? ([
                  [
                    t('stated.file'),
                    <a href={`${statedPath}/${unitParam(unit)}/imports/${file.id}`}>
                      {t('stated.figure.row', { file: file.fileName, row: figure.row ?? 0 })}
                    </a>,
                  ],
                  [t('stated.hash'), <code>{file.fileHash}</code>],
                ] as const)
              : []),
            [t('stated.who'), figure.byName],
            [t('stated.when'), format.instant(figure.createdAt, unit.timeZone)],
          ]}
        />
      </Section>
      {picture && (
        <Section id="evidence" title={t('stated.evidence')} lead={t('stated.evidence.lead')}>
          <img
            class="picture-kept"
            src={`${statedPath}/${unitParam(unit)}/evidence/${figure.evidenceHash}`}
            width={picture.width}
            height={picture.height}
            alt={t('stated.evidence.alt', { by, value: format.number(figure.value) })}
          />
        </Section>
      )}
      {others.length > 0 && (
        <Section title={t('stated.others.title')} lead={t('stated.others.lead')}>
          <DataTable
            t={t}
            caption={t('stated.others.title')}
            rows={others}
            columns={[
              {
                key: 'on',
                isWhole: true,
                label: t('stated.statedOn'),
                phone: 'title' as const,
                cell: (one) => <a href={figureHref(view, one)}>{format.day(one.statedOn, 'short')}</a>,
              },
              {
                key: 'value',
                label: t('stated.value'),
                align: 'end' as const,
                cell: ({ value }) => <Stated>{format.number(value)}</Stated>,
              },
              { key: 'source', label: t('stated.source'), cell: (one) => sourceWords(view, one) },
            ]}
            empty={null}
          />
        </Section>
      )}
    </>,
  )
}

/** The picture that a figure rests on, for whoever may see the figure. */
async function evidencePicture(c: RequestContext): Promise<Response> {
  const unit = await unitInPath(c)
  const picture = unit && (await evidenceOf(c.var.services.db, unit.id, c.req.param('hash') ?? ''))
  if (!picture) return missing(c)
  return c.body(new Uint8Array(picture.bytes), 200, {
    'Content-Type': picture.contentType,
    'Cache-Control': 'private, max-age=31536000, immutable',
    'X-Content-Type-Options': 'nosniff',
  })
}

async function removePage(c: RequestContext): Promise<Response> {
  const here = await found(c)
  if (!here) return missing(c)
  const { unit, figure, view } = here
  const { t, format } = view
  return renderPage(
    c,
    {
      title: t('stated.remove.title'),
      current: '/desk/reach',
      scope: unit.id,
      crumbs: [...crumbs(view), { label: t('stated.figure.title'), href: figureHref(view, figure) }],
    },
    <ConfirmForm
      t={t}
      action={`${figureHref(view, figure)}/remove`}
      tone="bad"
      title={aboutWords(view, figure)}
      body={t('stated.remove.body', {
        kind: t(`stated.kind.${figure.kind}`),
        value: format.number(figure.value),
      })}
      confirm={t('stated.remove')}
      cancelHref={figureHref(view, figure)}
    />,
  )
}

async function remove(c: RequestContext): Promise<Response> {
  const here = await found(c)
  const { services, actor } = c.var
  if (!here || !actor) return missing(c)
  const { unit, figure, view } = here
  return answerForm(c, await removeFigure(services, actor, { workUnitId: unit.id, id: figure.id }), {
    to: () => statedHref(view, '', { done: 'removed' }),
    again: () => removePage(c),
  })
}

export const figurePages: readonly Route[] = [
  page('get', `${statedPath}/:unit/evidence/:hash`, reads, evidencePicture),
  page('get', `${statedPath}/:unit/:figure`, reads, figurePage),
  page('get', `${statedPath}/:unit/:figure/remove`, changes, removePage),
  page('post', `${statedPath}/:unit/:figure/remove`, changes, remove),
]
