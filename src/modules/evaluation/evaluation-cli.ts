import { exportBytes } from '../../platform/export.ts'
import { translator } from '../../platform/i18n/catalogue.ts'
import type { CliCommand, CliInput } from '../../platform/module.ts'
import { unitTree } from '../directory/index.ts'
import { meetingBySlug } from '../meetings/index.ts'
import { findingsTable } from './findings-export.ts'
import { filterOf } from './findings-query.ts'
import { findingsIn } from './findings-read-model.ts'

const given = ({ options }: CliInput, name: string) => {
  const value = options[name]
  return typeof value === 'string' ? value : undefined
}

/** `jangkau evaluation findings`: all findings, or those of a meeting, a unit, a kind. */
export const findingsCommand: CliCommand = {
  name: 'evaluation findings',
  summary: 'Findings of meetings with their origin, the latest first',
  options: [
    ['--meeting <slug>', 'of one meeting'],
    ['--unit <unit>', 'raised from a unit or one under it: 00, 33 or 33.73'],
    ['--kind <kind>', 'well, problem or idea'],
    ['--out <file>', 'write a file: .xlsx, .csv or .json'],
    ['--json', 'one JSON document'],
    ['--csv', 'a csv file with a heading'],
  ],
  run: async (services, input) => {
    const tree = await unitTree(services)
    const slug = given(input, 'meeting')
    const meeting = slug === undefined ? undefined : await meetingBySlug(services.db, slug)
    if (slug !== undefined && !meeting) {
      input.err(`There is no meeting ${slug}.`)
      return 1
    }
    const filter = filterOf(tree, {
      meeting: meeting?.id,
      unit: given(input, 'unit'),
      kind: given(input, 'kind'),
    })
    if (!filter) {
      input.err('There is no such unit or kind; a unit is 00, 33 or 33.73, a kind well, problem or idea.')
      return 1
    }
    const findings = await findingsIn(services.db, [tree.root.id], filter)
    const table = findingsTable(translator('en'), tree, {
      findings,
      asOf: services.clock.now().toISOString(),
    })
    const out = given(input, 'out')
    const ending = (['xlsx', 'csv', 'json'] as const).find((format) => out?.endsWith(`.${format}`))
    if (out !== undefined) {
      if (!ending) {
        input.err('The file must end in .xlsx, .csv or .json.')
        return 2
      }
      await input.writeFile(input.path(out), await exportBytes(table, ending))
      input.out(`${findings.length} findings written to ${out}`)
      return 0
    }
    if (input.options.json || input.options.csv) {
      const bytes = await exportBytes(table, input.options.json ? 'json' : 'csv')
      input.out(new TextDecoder().decode(bytes).trimEnd())
      return 0
    }
    for (const { kind, classCode, unitId, words } of findings) {
      input.out([kind, classCode, unitId ?? '-', words.replace(/\s+/g, ' ')].join('\t'))
    }
    return 0
  },
}
