/**
 * Accounts: who is signed in, which roles they hold for which unit, and the trail of what was changed.
 * Not for who works where (directory): an account may belong to a person, a person need not have an account.
 */
import './tables.ts'
import type { Module } from '../../platform/module.ts'
import { accountRoutes } from './account-pages.tsx'
import { accountsApi } from './accounts-api.ts'
import { accountsCommands } from './accounts-cli.ts'
import { accountsRoutes } from './accounts-pages.tsx'
import { auditRoutes } from './audit-pages.tsx'
import { ceremonyRoutes } from './ceremony-routes.ts'
import { loadExamples, removeExamples } from './examples.ts'
import { ensureFirstAdministrator } from './first-links.ts'
import { invitationRoutes } from './invitation-pages.tsx'
import { messages } from './messages.ts'
import { oidcRoutes } from './oidc-pages.tsx'
import { ownAccountRoutes } from './own-account-pages.tsx'
import { sheetRoutes } from './sheet-pages.tsx'
import { signInRoutes } from './sign-in-pages.tsx'
import { sweep } from './sweep.ts'
import { tokenRoutes } from './token-pages.tsx'
import { totpRoutes } from './totp-pages.tsx'

export { accountChoices } from './account-choices.ts'
export { namesOfAccounts, scopeOfAccount } from './accounts-read-model.ts'
export { nameExampleOwner } from './accounts-store.ts'
export { attempt, originOf } from './attempts.ts'
export { greeting } from './first-links.ts'
export { resolveActor } from './resolve-actor.ts'
export { permissionsOf, type Role, rolePermissions, roles } from './roles.ts'
export { carriesSession } from './session-cookie.ts'

export const accountsModule: Module = {
  name: 'accounts',
  messages,
  nav: [
    { label: 'accounts.nav.accounts', href: '/desk/accounts', permission: 'accounts.read' },
    { label: 'accounts.nav.audit', href: '/desk/audit', permission: 'audit.read' },
  ],
  // Paths with a fixed word before those with a code or an id in its place.
  routes: () => [
    ...signInRoutes,
    ...oidcRoutes,
    ...invitationRoutes,
    ...ceremonyRoutes,
    ...ownAccountRoutes,
    ...totpRoutes,
    ...tokenRoutes,
    ...accountsRoutes,
    ...sheetRoutes,
    ...accountRoutes,
    ...auditRoutes,
    ...accountsApi,
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
