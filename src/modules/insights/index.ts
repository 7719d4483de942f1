/**
 * Insights: the overview of every desk and its reports, over what all other rooms know. It writes nothing and holds
 * no facts of its own.
 */
import type { Module } from '../../platform/module.ts'
import { messages } from './messages.ts'
import { overviewPage } from './overview-pages.tsx'
import { reportPages } from './report-pages.ts'
import { reportsApi } from './reports-api.ts'
import { reportCommands } from './reports-cli.ts'

export const insightsModule: Module = {
  name: 'insights',
  messages,
  nav: [{ label: 'insights.nav', href: '/desk', permission: 'insights.read' }],
  routes: () => [overviewPage, ...reportPages, ...reportsApi],
  cli: reportCommands,
}
