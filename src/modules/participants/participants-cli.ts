import { translator } from '../../platform/i18n/catalogue.ts'
import type { CliCommand } from '../../platform/module.ts'
import { mayInMeeting, meetingBySlug } from '../meetings/index.ts'
import { listWords, officeOf, shownName, unitName, venueName } from './list-words.ts'
import { participantsOf } from './participants-read-model.ts'

const inEnglish = translator('en')

/** `jangkau meetings participants`. */
export const participantsCommands: readonly CliCommand[] = [
  {
    name: 'meetings participants <meeting>',
    summary: 'List the participants of a meeting, which is named by the word in its public address',
    options: [['--json', 'Answer as JSON']],
    run: async (services, { actor, args, options, out, err }) => {
      const meeting = await meetingBySlug(services.db, args[0] ?? '')
      if (!meeting || !(await mayInMeeting(services, actor, meeting, 'meetings.read'))) {
        err(`There is no meeting ${args[0] ?? ''}.`)
        return 1
      }
      const people = await participantsOf(services.db, meeting)
      if (options.json) {
        out(JSON.stringify(people.map(({ searchWords: _, code: __, needs: ___, ...one }) => one)))
        return 0
      }
      const words = await listWords(services, inEnglish, meeting)
      for (const one of people) {
        const cells = [one.state, shownName(words, one), officeOf(words, one), unitName(words, one.unitId)]
        out([...cells, venueName(words, one.venueId)].join('\t'))
      }
      return 0
    },
  },
]
