import { dayIn } from '../../platform/clock.ts'
import { exportBytes } from '../../platform/export.ts'
import { translateKey, translator } from '../../platform/i18n/catalogue.ts'
import type { CliCommand } from '../../platform/module.ts'
import { unitTree } from '../directory/index.ts'
import { currentElection, electionById, electionsOf } from './elections-read-model.ts'
import { importTurnout } from './import-turnout.ts'
import { turnoutOf } from './turnout-read-model.ts'
import { turnoutReport } from './turnout-report.ts'

const json: [string, string] = ['--json', 'one JSON document']
const csv: [string, string] = ['--csv', 'a csv file with a heading']
const inEnglish = translator('en')

const listElections: CliCommand = {
  name: 'elections list',
  summary: 'Elections with their voting day',
  options: [json],
  run: async ({ db }, { options, out }) => {
    const elections = await electionsOf(db)
    if (options.json) out(JSON.stringify(elections))
    else for (const { id, votingOn, nameEn } of elections) out(`${id}\t${votingOn ?? '-'}\t${nameEn}`)
    return 0
  },
}

const reportTurnout: CliCommand = {
  name: 'report turnout',
  summary: 'Turnout records with denominator, recomputed rate and what arithmetic says',
  options: [['--election <id>', 'which election; the current one when left out'], json, csv],
  run: async (services, { options, out, err }) => {
    const { db, clock } = services
    const tree = await unitTree(services)
    const asked = options.election
    const election =
      typeof asked === 'string'
        ? await electionById(db, asked)
        : await currentElection(db, dayIn(tree.root.timeZone, clock.now()))
    if (!election) {
      err(`There is no election ${asked ?? ''}.`)
      return 1
    }
    const table = turnoutReport(inEnglish, tree, election.id, await turnoutOf(db, election.id))
    if (options.json || options.csv) {
      const bytes = await exportBytes(table, options.json ? 'json' : 'csv')
      out(new TextDecoder().decode(bytes).trimEnd())
      return 0
    }
    for (const row of table.rows)
      out(`${row.unit}\t${row.contest}\t${row.stated_percent ?? '-'}\t${row.checks}`)
    return 0
  },
}

const importFile: CliCommand = {
  name: 'import turnout <file>',
  summary: 'Take turnout records from a csv file, all or none',
  options: [['--election <id>', 'the election the file is about'], json],
  run: async (services, { actor, args, options, readFile, out, err }) => {
    const [path] = args
    if (path === undefined || typeof options.election !== 'string') {
      err('Say which election the file is about: jangkau import turnout FILE --election general-2019')
      return 2
    }
    const result = await importTurnout(services, actor, {
      electionId: options.election,
      bytes: await readFile(path),
    })
    if (!result.ok) {
      err(translateKey('en', result.refusal.key, result.refusal.params))
      for (const { field, key, params } of result.refusal.fields ?? []) {
        err(`  ${field}: ${translateKey('en', key, params)}`)
      }
      return 1
    }
    const count = result.value.length
    out(options.json ? JSON.stringify({ imported: count }) : `${count} records imported.`)
    return 0
  },
}

/** Commands of the room. */
export const cli: readonly CliCommand[] = [listElections, reportTurnout, importFile]
