import { routePath } from 'hono/route'
import { navFor } from '../../platform/http/frame.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import type { Locale } from '../../platform/i18n/catalogue.ts'

/** What the top bar shows. */
export interface FrameModel {
  /** Who is signed in; null leaves the bar bare. */
  name: string | null
  nav: readonly { label: string; href: string; current: boolean }[]
  units: readonly { label: string; href: string; current: boolean }[]
  /** Whether the list of all units and the search are theirs to open. */
  maySearch: boolean
  /** Name of the unit shown. */
  unit: string | null
  locale: Locale
  languageHref: Record<Locale, string>
  /** Where the mark leads: the overview, or the first page the actor may see. */
  homeHref: string
  /** Absent on the pages of signing in themselves. */
  signInHref?: string
  hasExamples: boolean
}

/** The frame of who is not signed in, or of a page that must not ask the database anything. */
export function bareFrame(c: RequestContext): FrameModel {
  const here = addressOf(c)
  const language = (to: Locale) => `/lang?to=${to}&next=${encodeURIComponent(here)}`
  return {
    name: null,
    nav: [],
    homeHref: '/',
    units: [],
    maySearch: false,
    unit: null,
    locale: c.var.t.locale,
    languageHref: { id: language('id'), en: language('en') },
    ...(/^\/in(\/|$)/.test(c.req.path) ? {} : { signInHref: `/in?next=${encodeURIComponent(here)}` }),
    hasExamples: false,
  }
}

/** Gathers the frame of a request: navigation the actor may use, units to switch to, languages. */
export async function frameOf(
  c: RequestContext,
  { current, scope }: { current?: string; scope?: string },
): Promise<FrameModel> {
  const { actor, frame, t } = c.var
  if (!actor) return bareFrame(c)
  const choices = await frame.unitChoices(c)
  const nav = await navFor(c)
  return {
    ...bareFrame(c),
    name: actor.name,
    homeHref: (nav.find(({ href }) => href === '/desk') ?? nav[0])?.href ?? '/',
    nav: nav.map(({ label, href }) => ({ label: t(label), href, current: href === current })),
    units: choices.map((choice) => ({
      label: choice.name,
      href: switchHref({ path: c.req.path, pattern: routePath(c), section: current }, choice.scope),
      current: choice.scope === scope,
    })),
    maySearch: nav.some(({ href }) => href === '/desk/units'),
    unit: choices.find((choice) => choice.scope === scope)?.name ?? choices[0]?.name ?? null,
    hasExamples: await frame.hasExamples(c),
  }
}

/** The page one is on, for coming back to it; a posted page is come back to by its path. */
function addressOf(c: RequestContext) {
  const url = new URL(c.req.url)
  return c.req.method === 'GET' ? `${url.pathname}${url.search}` : url.pathname
}

/** A scope as it stands in an address: without the root of the tree, the root itself as `00`. */
const inAddress = (scope: string) => (scope.includes('.') ? scope.slice(scope.indexOf('.') + 1) : '00')

/**
 * The same page about another unit: in the path where it ends with the unit, else as `?unit=`. A page about something
 * that a unit has (`/desk/publications/33.73/ID`) is nothing another unit has: from there it is the page's section.
 */
export function switchHref(page: { path: string; pattern: string; section?: string }, to: string) {
  const unit = inAddress(to)
  if (page.pattern.endsWith('/:unit')) return page.path.replace(/[^/]*$/, unit)
  return `${page.pattern.includes('/:unit/') ? (page.section ?? '/desk') : page.path}?unit=${unit}`
}
