import type { SeedContext } from '../../platform/module.ts'
import { cell, presetTable } from '../../platform/preset.ts'
import { deleteExampleAccounts } from './accounts-store.ts'
import { forgetActors } from './actor-cache.ts'
import { makeFirstAccount } from './first-links.ts'
import { isRole } from './roles.ts'

/** One fictional account a role, each with a sign-in link that the first start prints. */
export async function loadExamples({ tx, services }: SeedContext): Promise<void> {
  for (const row of presetTable('example-accounts.csv')) {
    const role = cell(row, 'role')
    if (!isRole(role)) throw new Error(`The preset's example accounts name the role ${role}, which is none.`)
    await makeFirstAccount(services, tx, {
      name: cell(row, 'name'),
      signInName: cell(row, 'sign_in_name'),
      role,
      scope: cell(row, 'scope'),
      example: true,
    })
  }
}

/** Takes the example accounts out, with all that hangs on them; whoever is signed in with one is out at once. */
export async function removeExamples({ tx, services }: SeedContext): Promise<void> {
  await deleteExampleAccounts(tx)
  forgetActors(services)
}
