import { exportBytes } from '../../platform/export.ts'
import { translator } from '../../platform/i18n/catalogue.ts'
import type { CliCommand } from '../../platform/module.ts'
import { unitTree } from '../directory/index.ts'
import { meetingBySlug } from '../meetings/index.ts'
import { questionnairesOf, questionnaireTitle, stateOf } from './questionnaires-read-model.ts'
import { resultsTable } from './results-export.ts'
import { resultsFor } from './results-read-model.ts'

const formats = ['xlsx', 'csv', 'json'] as const

/** `jangkau questionnaires results <meeting>`: the questionnaires of a meeting, or the results of one. */
export const resultsCommand: CliCommand = {
  name: 'questionnaires results <meeting>',
  summary:
    'Questionnaires of a meeting (its slug), or the results of one; holds back what the page holds back',
  options: [
    ['--id <id>', 'which questionnaire; the list of them when left out'],
    ['--out <file>', 'write a file: .xlsx, .csv or .json'],
    ['--json', 'one JSON document'],
  ],
  run: async (services, { args, options, out, err, path, writeFile }) => {
    const meeting = await meetingBySlug(services.db, args[0] ?? '')
    if (!meeting) {
      err(`There is no meeting ${args[0] ?? ''}.`)
      return 1
    }
    const all = await questionnairesOf(services.db, meeting)
    if (typeof options.id !== 'string') {
      const rows = all.map((one) => ({
        id: one.id,
        state: stateOf(one),
        title: questionnaireTitle(one, 'en'),
      }))
      if (options.json) out(JSON.stringify(rows))
      else for (const { id, state, title } of rows) out([id, state, title].join('\t'))
      return 0
    }
    const questionnaire = all.find(({ id }) => id === options.id)
    if (!questionnaire) {
      err(`The meeting has no questionnaire ${options.id}.`)
      return 1
    }
    const file = typeof options.out === 'string' ? options.out : undefined
    const format = file === undefined ? undefined : formats.find((ending) => file.endsWith(`.${ending}`))
    if (file !== undefined && !format) {
      err('The file must end in .xlsx, .csv or .json.')
      return 2
    }
    const table = resultsTable(translator('en'), await unitTree(services), {
      title: questionnaireTitle(questionnaire, 'en'),
      results: await resultsFor(services.db, questionnaire, services.clock.now()),
      asOf: services.clock.now().toISOString(),
    })
    if (file !== undefined && format) {
      await writeFile(path(file), await exportBytes(table, format))
      out(`Results written to ${file}`)
    } else {
      const bytes = await exportBytes(table, options.json ? 'json' : 'csv')
      out(new TextDecoder().decode(bytes).trimEnd())
    }
    return 0
  },
}
