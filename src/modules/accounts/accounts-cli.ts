import { covers } from '../../platform/access.ts'
import { translateKey } from '../../platform/i18n/catalogue.ts'
import type { CliCommand, CliInput } from '../../platform/module.ts'
import type { Refusal } from '../../platform/result.ts'
import { scopeNames } from '../../platform/scope-names.ts'
import { accountsPage, keyOfRow } from './accounts-read-model.ts'
import { auditPage } from './audit-read-model.ts'
import { rootScope } from './days.ts'
import { ensureFirstAdministrator, renewFirstLinks } from './first-links.ts'
import { inviteAccounts } from './invite-accounts.ts'
import { roles } from './roles.ts'
import { nameOfScope, scopeOfParam, scopeParam } from './scopes.ts'

const json: [flags: string, explanation: string] = ['--json', 'One JSON document, for programs']

const text = (options: CliInput['options'], name: string) => {
  const value = options[name]
  return typeof value === 'string' ? value : undefined
}

function refused({ err }: CliInput, refusal: Refusal): number {
  for (const { key, params } of refusal.fields?.length ? refusal.fields : [refusal]) {
    err(translateKey('en', key, params))
  }
  return 1
}

const links: CliCommand = {
  name: 'accounts links',
  summary: 'Print the sign-in links of the accounts the program made; new ones where they were used',
  options: [json],
  run: async (services, { options, out }) => {
    await ensureFirstAdministrator(services)
    const found = await renewFirstLinks(services)
    if (options.json) out(JSON.stringify(found))
    else for (const { role, name, url } of found) out(`${role.padEnd(14)}${url}  ${name}`)
    return 0
  },
}

const invite: CliCommand = {
  name: 'accounts invite <name>',
  summary: 'Make an account with one role and print its single-use sign-in link',
  options: [
    ['--role <role>', `One of ${roles.join(', ')}`],
    ['--unit <unit>', 'The unit and everything under it: 00, 33 or 33.73'],
    ['--sign-in-name <name>', 'Made from the name when left out'],
    ['--until <day>', 'Last day of the role, YYYY-MM-DD'],
    json,
  ],
  run: async (services, input) => {
    const { actor, args, options, out, err } = input
    const role = text(options, 'role')
    const unit = text(options, 'unit')
    if (role === undefined || unit === undefined) {
      err('Say which role and for which unit: --role district --unit 33.73')
      return 2
    }
    const scope = scopeOfParam(await scopeNames(services), unit)
    if (scope === undefined) {
      err(`There is no unit ${unit}.`)
      return 1
    }
    const result = await inviteAccounts(services, actor, {
      people: [{ name: args[0] ?? '', signInName: text(options, 'signInName') ?? '' }],
      role,
      scope,
      untilOn: text(options, 'until') ?? null,
    })
    if (!result.ok) return refused(input, result.refusal)
    for (const { accountId, name, signInName, url, expiresAt } of result.value) {
      if (options.json) out(JSON.stringify({ accountId, name, signInName, role, scope, url, expiresAt }))
      else out(`${name} (${signInName}) signs in once with ${url}`)
    }
    return 0
  },
}

const list: CliCommand = {
  name: 'accounts list',
  summary: 'List accounts with their roles',
  options: [
    ['--unit <unit>', 'Only this unit and everything under it'],
    ['--role <role>', 'Only this role'],
    json,
  ],
  run: async (services, { options, out, err }) => {
    const names = await scopeNames(services)
    const unit = text(options, 'unit')
    const scope = unit === undefined ? rootScope : scopeOfParam(names, unit)
    if (scope === undefined) {
      err(`There is no unit ${unit}.`)
      return 1
    }
    const role = text(options, 'role')
    const all = []
    let after: string | undefined
    do {
      const rows = await accountsPage(
        services.db,
        { scopes: [scope], role, after, limit: 500 },
        services.clock.now(),
      )
      const last = rows.length > 500 ? rows[499] : undefined
      all.push(...rows.slice(0, 500))
      after = last && keyOfRow(last)
    } while (after)
    if (options.json) out(JSON.stringify(all))
    else {
      for (const row of all) {
        const held = row.roles.map((one) => `${one.role} ${nameOfScope(names, one.scope)}`).join(', ')
        out(`${row.signInName.padEnd(24)}${row.state.padEnd(9)}${row.name} - ${held || 'no role'}`)
      }
    }
    return 0
  },
}

const auditList: CliCommand = {
  name: 'audit list',
  summary: 'Print the audit trail, newest first',
  options: [
    ['--unit <unit>', 'Only this unit and everything under it'],
    ['--who <text>', 'Part of the name of who did it'],
    ['--what <text>', 'A module, an action, or part of what was changed'],
    ['--from <day>', 'First day, YYYY-MM-DD'],
    ['--until <day>', 'Last day, YYYY-MM-DD'],
    ['--limit <n>', 'Most entries (100)'],
    json,
  ],
  run: async (services, { options, out, err }) => {
    const unit = text(options, 'unit')
    const scope = unit === undefined ? rootScope : scopeOfParam(await scopeNames(services), unit)
    const limit = Number(text(options, 'limit') ?? 100)
    const days = [text(options, 'from'), text(options, 'until')]
    if (scope === undefined || !covers(rootScope, scope)) {
      err(`There is no unit ${unit}.`)
      return 1
    }
    if (!Number.isInteger(limit) || limit < 1 || !days.every((day) => day === undefined || isDay(day))) {
      err('--limit is a whole number, --from and --until are days: 2019-04-17')
      return 2
    }
    const [from, until] = days
    const filter = { who: text(options, 'who'), what: text(options, 'what'), from, until, limit }
    const rows = (await auditPage(services.db, { ...filter, scopes: [scope] })).slice(0, limit)
    if (options.json) out(JSON.stringify(rows))
    else {
      for (const row of rows) {
        out(
          `${row.at.toISOString()}  ${scopeParam(row.scope)}  ${row.actorName}  ${row.action}  ${row.subject}`,
        )
      }
    }
    return 0
  },
}

const isDay = (day: string) => /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day))

/** `jangkau accounts ...` and `jangkau audit list`. */
export const accountsCommands: readonly CliCommand[] = [links, invite, list, auditList]
