/**
 * Site: the pages of everybody, `/` of the commission and `/UNIT` of every unit, with their notices, feeds and
 * pictures for link previews. No JavaScript, no cookies. Not for desk pages, nor for writing anything.
 */
import type { Module } from '../../platform/module.ts'
import { addReachReading } from '../reach/index.ts'
import { messages } from './messages.ts'
import { countingPath } from './public-address.ts'
import { publicPages } from './public-pages.ts'
import { rawHandler } from './raw-handler.ts'
import { routes } from './routes.ts'

addReachReading({ about: 'site.counting.about', label: 'site.counting.title', href: countingPath })

export const siteModule: Module = {
  name: 'site',
  messages,
  routes: () => routes,
  rawHandler,
  start: async (services) => {
    await publicPages(services).ready()
    return async () => {}
  },
}
