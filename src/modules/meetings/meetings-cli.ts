import type { CliCommand } from '../../platform/module.ts'
import { unitParam, unitTree } from '../directory/index.ts'
import { meetingParts } from './meeting-parts.ts'
import { meetingBySlug, meetingsIn } from './meetings-read-model.ts'

const json: [string, string] = ['--json', 'one JSON document']

const listMeetings: CliCommand = {
  name: 'meetings list',
  summary: 'Meetings with their days, the latest first',
  options: [json],
  run: async (services, { options, out }) => {
    const tree = await unitTree(services)
    const meetings = await meetingsIn(services.db, [tree.root.id])
    if (options.json) out(JSON.stringify(meetings))
    else {
      for (const { slug, workUnitId, state, startsOn, endsOn } of meetings) {
        const unit = tree.byId(workUnitId)
        out([slug, unit ? unitParam(unit) : workUnitId, state, startsOn, endsOn].join('\t'))
      }
    }
    return 0
  },
}

const showMeeting: CliCommand = {
  name: 'meetings show <meeting>',
  summary: 'One meeting, by the name in its address, with its venues, classes and agenda',
  options: [json],
  run: async ({ db }, { args, options, out, err }) => {
    const meeting = await meetingBySlug(db, args[0] ?? '')
    if (!meeting) {
      err(`There is no meeting ${args[0] ?? ''}.`)
      return 1
    }
    const parts = await meetingParts(db, meeting)
    if (options.json) {
      out(JSON.stringify({ ...meeting, ...parts }))
      return 0
    }
    out(`${meeting.nameId}\t${meeting.state}\t${meeting.startsOn}\t${meeting.endsOn}\t${meeting.city}`)
    for (const { letter, name, capacity } of parts.venues)
      out(`venue\t${letter}\t${name}\t${capacity ?? '-'}`)
    for (const { name, rooms, beds } of parts.hotels) out(`hotel\t${name}\t${rooms}\t${beds}`)
    for (const { code, topic, capacity } of parts.classes) out(`class\t${code}\t${topic.id}\t${capacity}`)
    for (const { startsAt, endsAt, title } of parts.sessions)
      out(`session\t${startsAt}\t${endsAt}\t${title.id}`)
    return 0
  },
}

/** Commands of the room. */
export const cli: readonly CliCommand[] = [listMeetings, showMeeting]
