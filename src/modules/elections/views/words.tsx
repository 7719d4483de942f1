import type { Child } from 'hono/jsx'
import type { Translator } from '../../../platform/i18n/catalogue.ts'
import type { Formats } from '../../../platform/i18n/formats.ts'
import { Tag } from '../../../ui/index.ts'
import type { UnitTree } from '../../directory/index.ts'
import type { Confidence } from '../tables.ts'
import type { Turnout } from '../turnout-read-model.ts'

/** What views are given to speak with. */
export interface Speech {
  t: Translator
  format: Formats
}

/** Where a figure or a date comes from and how sure it is. */
export const Origin = ({ t, source, conf }: { t: Translator; source: string; conf: Confidence }): Child => (
  <>
    {source}{' '}
    <Tag tone={conf === 'H' ? 'good' : conf === 'M' ? 'neutral' : 'warn'}>{t(`elections.conf.${conf}`)}</Tag>
  </>
)

/** The name of a scope, which may be one that the preset no longer has. */
export const scopeName = (tree: UnitTree, scope: string) => tree.byId(scope)?.shortName ?? scope

/** Whose voters a record is about: the area, or those within it that took part. */
export function areaWords({ t }: Speech, tree: UnitTree, { area, areas, scope }: Turnout): string {
  const isRoot = scope === tree.root.id
  const place = isRoot ? t('elections.area.country') : scopeName(tree, scope)
  if (area === 'unit') return place
  const group = t(`elections.area.${area}`, { areas: areas ?? 0 })
  return isRoot ? group : `${group}, ${place}`
}

/** A rate with its denominator beside it, or the words for one that has none. */
export function rateWords({ t, format }: Speech, percent: number, digits = 2): string {
  const number = format.number(percent, { maximumFractionDigits: digits })
  return t('elections.turnout.percent', { number })
}
