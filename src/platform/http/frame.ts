import { scopesFor } from '../access.ts'
import type { NavItem } from '../module.ts'
import type { RequestContext } from './route.ts'

/** A choice in the unit switcher. */
export interface UnitChoice {
  scope: string
  name: string
}

/** What the frame around desk pages needs from above; given by the composition root. */
export interface FrameParts {
  nav: readonly NavItem[]
  /** Units the actor can switch to: own units first. */
  unitChoices(c: RequestContext): Promise<readonly UnitChoice[]>
  /** Whether examples are loaded, so that the frame says so. */
  hasExamples(c: RequestContext): Promise<boolean>
}

/** The items of the navigation that are for who asks. */
export async function navFor(c: RequestContext): Promise<NavItem[]> {
  const { actor, frame } = c.var
  const items: NavItem[] = []
  for (const item of frame.nav) {
    const { permission } = item
    const isShown =
      typeof permission === 'string'
        ? actor?.kind === 'system' || scopesFor(actor, permission).length > 0
        : await permission(c)
    if (isShown) items.push(item)
  }
  return items
}
