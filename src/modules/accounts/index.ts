/**
 * Accounts: who is signed in, which roles they hold for which unit, and the trail of what was changed.
 * Not for who works where (directory): an account may belong to a person, a person need not have an account.
 */
import './tables.ts'
import type { Module } from '../../platform/module.ts'
import { messages } from './messages.ts'

export { resolveActor } from './resolve-actor.ts'
export { permissionsOf, type Role, rolePermissions, roles } from './roles.ts'

export const accountsModule: Module = {
  name: 'accounts',
  messages,
  nav: [
    { label: 'accounts.nav.accounts', href: '/desk/accounts', permission: 'accounts.read' },
    { label: 'accounts.nav.audit', href: '/desk/audit', permission: 'audit.read' },
  ],
}
