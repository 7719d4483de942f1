import { FilterForm, FoldedTabs, SelectField } from '../../../ui/index.ts'
import { unitParam } from '../../directory/index.ts'
import { nameIn } from '../../elections/index.ts'
import { cutParameters, keptOf, type ReachCut } from '../reach-cut.ts'
import { reachSections } from '../reach-sections.ts'
import { type ReachView, reachHref } from '../reach-view.ts'

export const matrixPath = '/desk/reach'
export const mapPath = '/desk/reach/map'
export const linksPath = '/desk/reach/links'
export const publicationsPath = '/desk/reach/publications'
export const timePath = '/desk/reach/time'
export const overlapPath = '/desk/reach/overlap'
export const livePath = '/desk/reach/live'
export const seasonPath = '/desk/reach/season'
export const cataloguePath = '/desk/reach/catalogue'

/** What counts as a person and what does not; come back from there to the same unit. */
export const catalogueHref = (view: Pick<ReachView, 'unit' | 'election'>) => reachHref(view, cataloguePath)

const groups = [
  [
    'explore',
    [
      ['matrix', matrixPath],
      ['map', mapPath],
      ['time', timePath],
      ['overlap', overlapPath],
      ['live', livePath],
    ],
  ],
  [
    'sources',
    [
      ['links', linksPath],
      ['publications', publicationsPath],
    ],
  ],
] as const

/** Views that take the choice of base, channel, period and measure with them. */
const keeping: readonly string[] = [matrixPath, mapPath, timePath]

/** The choice of the election, first in the form of a page. */
export const ElectionField = ({ view: { t, election, elections } }: { view: ReachView }) => (
  <SelectField
    t={t}
    name="election"
    label={t('reach.filter.election')}
    required
    typed={{ election: election.id }}
    options={elections.map((one) => ({ value: one.id, label: nameIn(t.locale, one) }))}
  />
)

interface HeadProps {
  view: ReachView
  path: string
  /** What is chosen, so that the other views keep it. */
  cut?: ReachCut
  /** The page's own form begins with the election. */
  hasForm?: boolean
}

/** What stands above every page of reach: its views, which keep what was chosen, and the choice of the election. */
export function ReachHead({ view, path, cut, hasForm = false }: HeadProps) {
  const { t } = view
  const kept = cut ? cutParameters(keptOf(cut)) : {}
  return (
    <>
      <FoldedTabs
        label={t('reach.nav')}
        groups={groups.map(([group, tabs]) => ({
          label: t(`reach.tabs.${group}`),
          items: [
            ...tabs.map(([tab, to]) => ({
              label: t(`reach.tab.${tab}`),
              href: reachHref(view, to, keeping.includes(to) ? kept : {}),
              current: path === to,
            })),
            ...(group === 'sources' ? reachSections() : []).map((section) => ({
              label: t(section.label),
              href: reachHref(view, section.path),
              current: path === section.path,
            })),
          ],
        }))}
      />
      {!hasForm && (
        <FilterForm
          t={t}
          action={path}
          submit={t('reach.filter.show')}
          hidden={{ unit: unitParam(view.unit) }}
        >
          <ElectionField view={view} />
        </FilterForm>
      )}
    </>
  )
}
