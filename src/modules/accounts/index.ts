/**
 * Accounts: who is signed in, which roles they hold for which unit, and the trail of what was changed.
 * Not for who works where (directory): an account may belong to a person, a person need not have an account.
 */
import './tables.ts'
import type { Module } from '../../platform/module.ts'
import { accountsCommands } from './accounts-cli.ts'
import { loadExamples, removeExamples } from './examples.ts'
import { ensureFirstAdministrator } from './first-links.ts'
import { messages } from './messages.ts'
import { sweep } from './sweep.ts'

export { ensureFirstAdministrator, type FirstLink, firstLinks, greeting } from './first-links.ts'
export { resolveActor } from './resolve-actor.ts'
export { permissionsOf, type Role, rolePermissions, roles } from './roles.ts'

export const accountsModule: Module = {
  name: 'accounts',
  messages,
  nav: [
    { label: 'accounts.nav.accounts', href: '/desk/accounts', permission: 'accounts.read' },
    { label: 'accounts.nav.audit', href: '/desk/audit', permission: 'audit.read' },
  ],
  cli: accountsCommands,
  jobs: [sweep],
  loadExamples,
  removeExamples,
  start: async (services) => {
    await ensureFirstAdministrator(services)
    return async () => {}
  },
}
