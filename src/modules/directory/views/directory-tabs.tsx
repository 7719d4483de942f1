import { Tabs } from '../../../ui/index.ts'
import { unitParam } from '../unit-address.ts'
import type { Unit } from '../unit-tree.ts'
import type { Reader } from './reader.ts'

/** Units and people of one part of the tree, each a list of its own. */
export const DirectoryTabs = ({
  t,
  unit,
  current,
}: Pick<Reader, 't'> & { unit: Unit; current: 'units' | 'people' }) => (
  <Tabs
    items={(['units', 'people'] as const).map((kind) => ({
      label: t(`directory.tabs.${kind}`),
      href: `/desk/${kind}?unit=${unitParam(unit)}`,
      current: kind === current,
    }))}
  />
)
