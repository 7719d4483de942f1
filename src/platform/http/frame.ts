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
