import { DataTable, EmptyState, ExampleTag, Section } from '../../../ui/index.ts'
import type { LinkReach } from '../links-read-model.ts'
import { none } from '../origin.ts'
import { baseWords, channelWords, peopleWords, type ReachView } from '../reach-view.ts'

/** The links of one unit, each with who handed it out and how many different people came. */
export function LinksTable({
  view,
  links,
  names,
  titles,
}: {
  view: ReachView
  links: readonly LinkReach[]
  /** Volunteers by id. */
  names: ReadonlyMap<string, string>
  /** Publications by id, in the language of the page. */
  titles: ReadonlyMap<string, string>
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
            label: t('reach.links.last'),
            cell: ({ lastAt }) => format.instant(lastAt, unit.timeZone),
          },
        ]}
        empty={<EmptyState title={t('reach.empty')}>{t('reach.links.none')}</EmptyState>}
      />
    </Section>
  )
}
