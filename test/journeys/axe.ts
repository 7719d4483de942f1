import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/**
 * What the rules of axe find wrong with a page, each as `rule at element`; empty where all is well.
 * For frames, which no page of ours has, axe would open a page of its own each time, and of what is well it need not
 * tell: without both it is done in a third of the time. A page with frames is a fault, since they are not looked into.
 */
export async function axeFaults(page: Page): Promise<string[]> {
  if (page.frames().length > 1) return ['has frames, which are not looked into']
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
  const { violations } = await axe.analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target.join(' ')}`))
}
