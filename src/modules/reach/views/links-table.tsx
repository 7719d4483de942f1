import { DataTable, EmptyState, ExampleTag, Section, WhereFrom } from '../../../ui/index.ts'
import type { ReachMatrix } from '../figures.ts'
import type { LinkReach } from '../links-read-model.ts'
import { none } from '../origin.ts'
import { baseWords, channelWords, peopleWords, type ReachView } from '../reach-view.ts'
import type { Names } from '../reach-words.ts'
import { whereFrom } from './where-from.tsx'

/** The links of one unit, each with who handed it out and how many different people came. */
export function LinksTable({
  view,
  links,
  names,
  titles,
  matrix,
}: {
  view: ReachView
  links: readonly LinkReach[]
  /** Volunteers by id. */
  names: Names
  /** Publications by id, in the language of the page. */
  titles: Names
  /** Everything within the unit: of how old and how exact the figures are. */
  matrix: ReachMatrix
}) {
  const { t, format, unit } = view
  return (
    <Section title={t('reach.links.title')} lead={t('reach.links.lead', { unit: unit.shortName })}>
      <DataTable
        t={t}
        caption={t('reach.links.title')}
        rows={links}
        columns={[
          {
            key: 'link',
            label: t('reach.links.link'),
            phone: 'title' as const,
            cell: (link) => (
              <>
                {link.code === none ? (titles.get(link.publicationId) ?? t('reach.links.pages')) : link.code}{' '}
                {link.example && <ExampleTag t={t} />}
                {link.code !== none && titles.has(link.publicationId) && (
                  <span class="cell-note">{titles.get(link.publicationId)}</span>
                )}
              </>
            ),
          },
          { key: 'person', label: t('reach.links.person'), cell: (link) => names.get(link.personId) ?? '–' },
          { key: 'base', label: t('reach.base'), cell: (link) => baseWords(view, link.base) },
          { key: 'channel', label: t('reach.channel'), cell: (link) => channelWords(view, link.channel) },
          {
            key: 'delivered',
            label: t('reach.delivered'),
            align: 'end' as const,
            cell: ({ reach }) => peopleWords(view, reach.delivered),
          },
          {
            key: 'engaged',
            label: t('reach.engaged'),
            align: 'end' as const,
            cell: ({ reach }) => peopleWords(view, reach.engaged),
          },
          {
            key: 'last',
            isWhole: true,
            label: t('reach.links.last'),
            cell: ({ lastAt }) => format.instant(lastAt, unit.timeZone),
          },
        ]}
        empty={<EmptyState title={t('reach.empty')}>{t('reach.links.none')}</EmptyState>}
      />
      <WhereFrom of={t('reach.links.title')} items={whereFrom(view, matrix)} />
    </Section>
  )
}
