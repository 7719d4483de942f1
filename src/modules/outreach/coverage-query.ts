import { z } from 'zod'
import type { RequestContext } from '../../platform/http/route.ts'
import { type CoverageQuery, coverageLevels, coverageSorts, coverageStates } from './coverage-list.ts'

const short = z.string().max(100).catch('')
const shape = z.object({
  state: z.enum(coverageStates).catch('all'),
  level: z.enum(coverageLevels).catch('district'),
  base: short.default(''),
  words: short.default(''),
  sort: z.enum(coverageSorts).catch('share'),
  dir: z.enum(['asc', 'desc']).catch('asc'),
  after: short.default(''),
  before: short.default(''),
})

/** What the address asks the table of coverage for; anything that makes no sense is left at its default. */
export const coverageQuery = (c: RequestContext): CoverageQuery => shape.parse(c.req.query())

const defaults: Partial<Record<string, string>> = {
  state: 'all',
  level: 'district',
  sort: 'share',
  dir: 'asc',
}

/** The address of a page of coverage; what is at its default is left out. */
export function coverageHref(path: string, fields: Readonly<Record<string, string>>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) {
    if (value !== '' && defaults[name] !== value) search.set(name, value)
  }
  const text = search.toString()
  return text === '' ? path : `${path}?${text}`
}
