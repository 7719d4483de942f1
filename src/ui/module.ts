import type { Module } from '../platform/module.ts'
import { assetRoute } from './assets/asset-route.ts'
import { languageRoute } from './language-route.ts'
import { livingPage } from './living/living-page.tsx'
import { messages } from './messages.ts'

export const uiModule: Module = {
  name: 'ui',
  messages,
  routes: () => [assetRoute, languageRoute, ...livingPage],
}
