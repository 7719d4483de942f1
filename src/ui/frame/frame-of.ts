import { scopesFor } from '../../platform/access.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import type { Locale } from '../../platform/i18n/catalogue.ts'

/** What the top bar shows. */
export interface FrameModel {
  /** Who is signed in; null leaves the bar bare. */
  name: string | null
  nav: readonly { label: string; href: string; current: boolean }[]
  units: readonly { label: string; href: string; current: boolean }[]
  /** Name of the unit shown. */
  unit: string | null
  locale: Locale
  languageHref: Record<Locale, string>
  /** Absent on the pages of signing in themselves. */
  signInHref?: string
  hasExamples: boolean
}

/** Gathers the frame of a request: navigation the actor may use, units to switch to, languages. */
export async function frameOf(
  c: RequestContext,
  { current, scope }: { current?: string; scope?: string },
): Promise<FrameModel> {
  const { actor, frame, t } = c.var
  const here = addressOf(c)
  const language = (to: string) => `/lang?to=${to}&next=${encodeURIComponent(here)}`
  const base = {
    locale: t.locale,
    languageHref: { id: language('id'), en: language('en') },
    ...(/^\/in(\/|$)/.test(c.req.path) ? {} : { signInHref: `/in?next=${encodeURIComponent(here)}` }),
  }
  if (!actor) return { ...base, name: null, nav: [], units: [], unit: null, hasExamples: false }
  const choices = await frame.unitChoices(c)
  return {
    ...base,
    name: actor.name,
    nav: frame.nav
      .filter(({ permission }) => actor.kind === 'system' || scopesFor(actor, permission).length > 0)
      .map(({ label, href }) => ({ label: t(label), href, current: href === current })),
    units: choices.map((choice) => ({
      label: choice.name,
      href: switchHref(c.req.path, scope, choice.scope),
      current: choice.scope === scope,
    })),
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

/** The same page about another unit: in the path where the path names the unit, else as `?unit=`. */
export function switchHref(path: string, from: string | undefined, to: string) {
  const parts = path.split('/')
  const at = from === undefined ? -1 : parts.lastIndexOf(inAddress(from))
  if (at < 0) return `${path}?unit=${inAddress(to)}`
  return parts.slice(0, at).concat(inAddress(to)).join('/')
}
