import { FilterForm, SelectField, Tabs } from '../../../ui/index.ts'
import { unitParam } from '../../directory/index.ts'
import { nameIn } from '../../elections/index.ts'
import { reachSections } from '../reach-sections.ts'
import { type ReachView, reachHref } from '../reach-view.ts'

export const matrixPath = '/desk/reach'
export const linksPath = '/desk/reach/links'
export const timePath = '/desk/reach/time'
export const overlapPath = '/desk/reach/overlap'
export const livePath = '/desk/reach/live'
export const seasonPath = '/desk/reach/season'

/** What stands above every page of reach: its two views and the choice of the election. */
export const ReachHead = ({ view, path }: { view: ReachView; path: string }) => (
  <>
    <Tabs
      items={[
        {
          label: view.t('reach.tab.matrix'),
          href: reachHref(view, matrixPath),
          current: path === matrixPath,
        },
        ...(
          [
            ['time', timePath],
            ['overlap', overlapPath],
            ['live', livePath],
            ['links', linksPath],
          ] as const
        ).map(([tab, to]) => ({
          label: view.t(`reach.tab.${tab}`),
          href: reachHref(view, to),
          current: path === to,
        })),
        ...reachSections().map((section) => ({
          label: view.t(section.label),
          href: reachHref(view, section.path),
          current: path === section.path,
        })),
      ]}
    />
    <FilterForm
      t={view.t}
      action={path}
      submit={view.t('reach.filter.show')}
      hidden={{ unit: unitParam(view.unit) }}
    >
      <SelectField
        t={view.t}
        name="election"
        label={view.t('reach.filter.election')}
        required
        typed={{ election: view.election.id }}
        options={view.elections.map((one) => ({ value: one.id, label: nameIn(view.t.locale, one) }))}
      />
    </FilterForm>
  </>
)
