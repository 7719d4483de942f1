/**
 * Site: the pages of everybody, `/` of the commission and `/UNIT` of every unit, with their notices, feeds and
 * pictures for link previews. No JavaScript, no cookies. Not for desk pages, nor for writing anything.
 */
import type { Module } from '../../platform/module.ts'
import { messages } from './messages.ts'
import { publicPages } from './public-pages.ts'
import { rawHandler } from './raw-handler.ts'
import { routes } from './routes.ts'

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
