import { may } from '../../platform/access.ts'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import { DataTable, DefinitionList, renderPage, Section } from '../../ui/index.ts'
import { chosenUnit, scopeFromQuery } from '../directory/index.ts'
import { leftOutReasons } from './counters.ts'
import { hitKinds } from './figures.ts'
import { reachReadings } from './reach-sections.ts'
import { cataloguePath, matrixPath, seasonPath } from './views/reach-frame.tsx'

/** It says how is counted, not what: for all who see a figure of people, also where only the overview shows it. */
const reader = 'insights.read'

/** What is counted as a person and what is not, kind by kind, in plain words. */
async function cataloguePage(c: RequestContext): Promise<Response> {
  const { t, actor, services } = c.var
  const unit = await chosenUnit(c, reader)
  const { minCell } = services.config
  const mayAsk = may(actor, 'reach.read', unit.id)
  const list = <Word extends string>(
    title: string,
    words: readonly Word[],
    nameOf: (word: Word) => string,
    textOf: (word: Word) => string,
  ) => (
    <DataTable<Word>
      t={t}
      caption={title}
      rows={words}
      columns={[
        { key: 'kind', label: t('reach.catalogue.kind'), phone: 'title', cell: nameOf },
        { key: 'text', label: t('reach.catalogue.text'), cell: textOf },
      ]}
      empty=""
    />
  )
  return renderPage(
    c,
    {
      title: t('reach.catalogue.title'),
      lead: t('reach.catalogue.lead'),
      current: matrixPath,
      scope: unit.id,
      crumbs: [
        { label: t('reach.nav'), ...(mayAsk ? { href: matrixPath + new URL(c.req.url).search } : {}) },
        { label: t('reach.catalogue.crumb') },
      ],
    },
    <>
      <Section title={t('reach.catalogue.counted')} lead={t('reach.catalogue.countedLead')}>
        {list(
          t('reach.catalogue.counted'),
          hitKinds,
          (kind) => t(`reach.hits.${kind}`),
          (kind) => t(`reach.catalogue.${kind}`),
        )}
      </Section>
      <Section title={t('reach.leftOut.title')} lead={t('reach.leftOut.lead')}>
        {list(
          t('reach.leftOut.title'),
          leftOutReasons,
          (reason) => t(`reach.leftOut.${reason}`),
          (reason) => t(`reach.catalogue.${reason}`),
        )}
      </Section>
      <Section title={t('reach.provenance.title')}>
        <DefinitionList
          items={[
            [t('reach.provenance.how'), t('reach.provenance.howText')],
            [t('reach.provenance.error'), t('reach.from.error')],
            [t('reach.provenance.under'), t('reach.provenance.underText')],
            [t('reach.provenance.held'), t('reach.provenance.heldText', { min: minCell })],
            ...(mayAsk
              ? [[t('reach.season.crumb'), <a href={seasonPath}>{t('reach.season.link')}</a>] as const]
              : []),
            ...reachReadings().map(
              ({ about, label, href }) => [t(about), <a href={href}>{t(label)}</a>] as const,
            ),
          ]}
        />
      </Section>
    </>,
  )
}

export const cataloguePages: readonly Route[] = [
  page('get', cataloguePath, { permission: reader, scope: scopeFromQuery(reader) }, cataloguePage),
]
