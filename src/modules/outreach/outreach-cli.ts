import { exportBytes } from '../../platform/export.ts'
import { translator } from '../../platform/i18n/catalogue.ts'
import type { CliCommand, CliInput } from '../../platform/module.ts'
import type { Services } from '../../platform/services.ts'
import { type UnitTree, unitOfParam, unitParam, unitTree } from '../directory/index.ts'
import { electionById } from '../elections/index.ts'
import { today } from './chosen-election.ts'
import { coverageTable } from './coverage-export.ts'
import { coverageRows } from './coverage-list.ts'
import { coverage } from './coverage-read-model.ts'
import { coverageSummary } from './coverage-summary.ts'
import { programmeElection, programmesIn } from './programmes-read-model.ts'

const options: readonly [string, string][] = [
  ['--unit <unit>', 'a unit and everything under it: 00, 33 or 33.73'],
  ['--election <id>', 'which election; the one with programmes when left out'],
  ['--json', 'one JSON document'],
  ['--csv', 'a csv file with a heading'],
]
const inEnglish = translator('en')

/** The scope and election of the options; a sentence where one of them is not known. */
async function asked(services: Services, tree: UnitTree, { options: given }: CliInput) {
  const unit = typeof given.unit === 'string' ? unitOfParam(tree, given.unit) : tree.root
  if (!unit) return `There is no unit ${given.unit}.`
  const id =
    typeof given.election === 'string'
      ? given.election
      : await programmeElection(services.db, today(services, tree.root.timeZone))
  const election = id === undefined ? undefined : await electionById(services.db, id)
  return election ? { unit, election } : `There is no election ${id ?? ''}.`
}

const listProgrammes: CliCommand = {
  name: 'programmes list',
  summary: 'Programmes of an election, by unit',
  options,
  run: async (services, input) => {
    const tree = await unitTree(services)
    const here = await asked(services, tree, input)
    if (typeof here === 'string') {
      input.err(here)
      return 1
    }
    const programmes = await programmesIn(services.db, { scope: here.unit.id, electionId: here.election.id })
    const rows = programmes.map((programme) => {
      const unit = tree.byId(programme.workUnitId)
      return { ...programme, unit: unit ? unitParam(unit) : programme.workUnitId }
    })
    if (input.options.json) input.out(JSON.stringify(rows))
    else {
      const separator = input.options.csv ? ',' : '\t'
      input.out(['unit', 'state', 'starts_on', 'ends_on', 'bases'].join(separator))
      for (const { unit, state, startsOn, endsOn, bases } of rows) {
        input.out([unit, state, startsOn, endsOn, bases.join(' ')].join(separator))
      }
    }
    return 0
  },
}

const reportCoverage: CliCommand = {
  name: 'report coverage',
  summary: 'How far each unit is with an election: bases, volunteers and quota',
  options,
  run: async (services, input) => {
    const tree = await unitTree(services)
    const here = await asked(services, tree, input)
    if (typeof here === 'string') {
      input.err(here)
      return 1
    }
    const rows = await coverage(services.db, { scope: here.unit.id, electionId: here.election.id })
    if (!input.options.json && !input.options.csv) {
      const { withProgramme, districts, volunteers, quota, deserted } = coverageSummary(rows, tree)
      input.out(`${here.election.nameEn}, ${here.unit.name}`)
      input.out(`Districts with a programme: ${withProgramme} of ${districts}`)
      input.out(`Volunteers: ${volunteers} of a quota of ${quota}`)
      input.out(`Districts with a programme and no volunteer: ${deserted}`)
      return 0
    }
    const every = {
      state: 'all',
      level: 'all',
      base: '',
      words: '',
      sort: 'unit',
      dir: 'asc',
      after: '',
      before: '',
    } as const
    const table = coverageTable(inEnglish, tree, {
      rows: coverageRows(rows, tree, every),
      election: here.election.nameEn,
      asOf: services.clock.now().toISOString(),
    })
    const bytes = await exportBytes(table, input.options.json ? 'json' : 'csv')
    input.out(new TextDecoder().decode(bytes).trimEnd())
    return 0
  },
}

/** Commands of the room. */
export const cli: readonly CliCommand[] = [listProgrammes, reportCoverage]
