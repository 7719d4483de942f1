import type { ExportTable } from '../../platform/export.ts'
import { unitParam } from '../directory/index.ts'
import { nameIn } from '../elections/index.ts'
import type { LinkReach } from './links-read-model.ts'
import { none } from './origin.ts'
import { baseWords, channelWords, type ReachView } from './reach-view.ts'
import type { Names } from './reach-words.ts'

/** The links of one unit as a file; what is held back on the screen is held back here. */
export function linksTable(
  view: ReachView,
  {
    links,
    names,
    titles,
    notes,
  }: { links: readonly LinkReach[]; names: Names; titles: Names; notes: string[] },
): ExportTable {
  const { t, format, unit, election } = view
  const text = (key: string, label: string) => ({ key, label, type: 'text' }) as const
  const number = (key: string, label: string) => ({ key, label, type: 'number' }) as const
  return {
    title: `${t('reach.links.title')}: ${unit.shortName}, ${nameIn(t.locale, election)}`,
    sheet: t('reach.links.title'),
    columns: [
      text('unit', t('reach.export.unit')),
      text('link', t('reach.links.link')),
      text('publication', t('reach.dimension.publication')),
      text('volunteer', t('reach.links.person')),
      text('base', t('reach.base')),
      text('channel', t('reach.channel')),
      number('delivered', t('reach.delivered')),
      number('engaged', t('reach.engaged')),
      text('held', t('reach.suppressed')),
      text('asOf', t('reach.links.last')),
      text('example', t('reach.export.example')),
      text('source', t('reach.export.source')),
    ],
    rows: links.map(({ reach, ...link }) => ({
      unit: unitParam(unit),
      link: link.code === none ? t('reach.links.pages') : link.code,
      publication: titles.get(link.publicationId) ?? '',
      volunteer: names.get(link.personId) ?? '',
      base: baseWords(view, link.base),
      channel: channelWords(view, link.channel),
      delivered: reach.delivered.people,
      engaged: reach.engaged.people,
      held: reach.delivered.suppressed || reach.engaged.suppressed ? t('reach.suppressed') : '',
      asOf: format.instant(link.lastAt, unit.timeZone),
      example: link.example ? t('ui.example.tag') : '',
      source: t('reach.source'),
    })),
    notes: [t('reach.links.lead', { unit: unit.shortName }), ...notes],
    notesSheet: t('reach.provenance.title'),
  }
}
