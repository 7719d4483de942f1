import { FilterForm, Section, SelectField, WhereFrom } from '../../../ui/index.ts'
import { unitParam } from '../../directory/index.ts'
import { zonesOf } from '../corrections-read-model.ts'
import type { ChosenPublication, PublicationsAnswer } from '../publications-answer.ts'
import { type ReachView, reachHref } from '../reach-view.ts'
import { dimensionWords, type Names, placeWords } from '../reach-words.ts'
import { inOrder } from '../row-order.ts'
import { CellsTable } from './cells-table.tsx'
import { CutChart } from './cut-chart.tsx'
import { PeopleFigures } from './reach-figures.tsx'
import { ElectionField, publicationsPath } from './reach-frame.tsx'
import { whereFrom } from './where-from.tsx'

/** Publications on a page. */
const perPage = 50
/** Publications offered in the choice; all of them are in the files. */
const mostOffered = 200

interface Props {
  view: ReachView
  answer: PublicationsAnswer
}

/** Chooses a publication, and by what its people are shown. */
export function PublicationChoice({ view, answer: { all, titles, chosen } }: Props) {
  const { t, tree, unit } = view
  const offered = inOrder(view, 'publication', all.cells).slice(0, mostOffered)
  const codes = [...new Set([...offered.map(({ row }) => row), ...(chosen ? [chosen.id] : [])])]
  return (
    <FilterForm
      t={t}
      action={publicationsPath}
      submit={t('reach.filter.show')}
      hidden={{ unit: unitParam(unit) }}
    >
      <ElectionField view={view} />
      <SelectField
        t={t}
        name="publication"
        label={t('reach.dimension.publication')}
        typed={{ publication: chosen?.id ?? '' }}
        options={[
          { value: '', label: t('reach.publications.all') },
          ...codes.map((value) => ({ value, label: placeWords(view, 'publication', value, titles) })),
        ]}
      />
      {tree.childrenOf(unit.id).length > 0 && (
        <SelectField
          t={t}
          name="rows"
          label={t('reach.cut.rows')}
          required
          typed={{ rows: chosen?.by ?? 'region' }}
          options={(['region', 'unit'] as const).map((value) => ({
            value,
            label: dimensionWords(view, value),
          }))}
        />
      )}
    </FilterForm>
  )
}

/** Every publication of the unit, the most people first. */
export function AllPublications({ view, answer: { all, titles }, from }: Props & { from: number }) {
  const { t } = view
  const cells = inOrder(view, 'publication', all.cells)
  const title = t('reach.rows.title', { rows: dimensionWords(view, 'publication') })
  return (
    <Section title={title} lead={t('reach.publications.lead')}>
      <CutChart
        view={view}
        title={title}
        cut={{ rows: 'publication', measure: 'delivered' }}
        matrix={all}
        names={titles}
      />
      <CellsTable
        view={view}
        caption={title}
        dimension="publication"
        cells={cells.slice(from, from + perPage)}
        names={titles}
        hrefOf={({ row }) => reachHref(view, publicationsPath, { publication: row })}
        zones={zonesOf(view)}
      />
      {cells.length > from + perPage && (
        <p class="actions">
          <a
            class="button button-plain"
            rel="next"
            href={reachHref(view, publicationsPath, { from: String(from + perPage) })}
          >
            {t('reach.publications.next')}
          </a>
        </p>
      )}
      <WhereFrom of={title} items={whereFrom(view, all)} />
    </Section>
  )
}

/** One publication: whom it reached in all, and in each place under the unit. */
export function OnePublication({
  view,
  titles,
  chosen: { id, by, matrix },
}: {
  view: ReachView
  titles: Names
  chosen: ChosenPublication
}) {
  const { t, tree, unit } = view
  const name = placeWords(view, 'publication', id, titles)
  const title = t('reach.publications.where', { title: name })
  return (
    <>
      <Section title={name} lead={t('reach.publications.one', { unit: unit.shortName })}>
        <PeopleFigures view={view} matrix={matrix} />
        <p>
          <a href={reachHref(view, publicationsPath)}>{t('reach.publications.others')}</a>
        </p>
      </Section>
      {tree.childrenOf(unit.id).length > 0 && (
        <Section title={title} lead={t('reach.matrix.lead')}>
          <CutChart
            view={view}
            title={title}
            cut={{ rows: by, measure: 'delivered' }}
            matrix={matrix}
            names={titles}
          />
          <CellsTable
            view={view}
            caption={title}
            dimension={by}
            cells={matrix.cells}
            hrefOf={({ row }) => {
              const found = tree.byId(row)
              return found && reachHref({ ...view, unit: found }, publicationsPath, { publication: id })
            }}
            zones={zonesOf(view)}
          />
          <WhereFrom of={title} items={whereFrom(view, matrix)} />
        </Section>
      )}
    </>
  )
}
