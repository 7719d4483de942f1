import type { ExportTable } from '../../platform/export.ts'
import { unitParam } from '../directory/index.ts'
import { nameIn } from '../elections/index.ts'
import type { StatedFigure } from './stated-read-model.ts'
import { baseWords, channelWords, type StatedView, sourceWords } from './stated-view.ts'

/** Stated figures as a file, one a row, in no sum; the second sheet says what they are. */
export function statedTable(
  view: StatedView,
  figures: readonly StatedFigure[],
  titles: ReadonlyMap<string, string>,
): ExportTable {
  const { t, unit, election, tree } = view
  const text = (key: string, label: string) => ({ key, label, type: 'text' }) as const
  const day = (key: string, label: string) => ({ key, label, type: 'day' }) as const
  const paramOf = (id: string) => {
    const found = tree.byId(id)
    return found ? unitParam(found) : id
  }
  return {
    title: t('stated.export.title', { unit: unit.shortName, election: nameIn(t.locale, election) }),
    sheet: t('stated.tab'),
    columns: [
      text('unit', t('stated.unit')),
      text('channel', t('stated.channel')),
      text('kind', t('stated.kind')),
      { key: 'value', label: t('stated.value'), type: 'number' },
      text('account', t('stated.account')),
      text('post', t('stated.post')),
      text('link', t('stated.link')),
      day('from', t('stated.from')),
      day('until', t('stated.until')),
      day('on', t('stated.statedOn')),
      text('base', t('stated.base')),
      text('publication', t('stated.publication')),
      text('source', t('stated.source')),
      text('by', t('stated.who')),
      text('example', t('stated.example')),
    ],
    rows: figures.map((figure) => ({
      unit: paramOf(figure.workUnitId),
      channel: channelWords(view, figure.channel),
      kind: t(`stated.kind.${figure.kind}`),
      value: figure.value,
      account: figure.account,
      post: figure.postTitle ?? figure.subject,
      link: figure.postLink ?? '',
      from: figure.from,
      until: figure.until,
      on: figure.statedOn,
      base: figure.base === null ? '' : baseWords(view, figure.base),
      publication: figure.publicationId === null ? '' : (titles.get(figure.publicationId) ?? ''),
      source: sourceWords(view, figure),
      by: figure.byName,
      example: figure.example ? t('ui.example.tag') : '',
    })),
    notes: [t('stated.notice.body'), t('stated.delivered.lead'), t('stated.potential.lead')],
    notesSheet: t('stated.notice.title'),
  }
}
