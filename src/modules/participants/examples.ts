import { newId } from '../../platform/ids.ts'
import type { SeedContext } from '../../platform/module.ts'
import { appointmentsHeld, exampleNames, seeded, unitTree } from '../directory/index.ts'
import {
  classesOf,
  type MeetingClass,
  openMeetings,
  presetMeeting,
  venueFor,
  venuesOf,
} from '../meetings/index.ts'
import { insertRule, writeParticipants } from './participants-store.ts'

/** Women among the staff, as among the commissioners of the examples. */
const shareOfWomen = 0.3
/** Of a hundred people so many ask for an accessible room. */
const accessibleOfHundred = 1

/** Three classes of one's own venue, the first wished for most. */
function wishesAmong(classes: readonly MeetingClass[], random: () => number): Record<string, number> {
  const left = [...classes]
  const wishes: Record<string, number> = {}
  for (const points of [3, 2, 1]) {
    const [wished] = left.splice(Math.floor(random() * left.length), 1)
    if (wished) wishes[wished.id] = points
  }
  return wishes
}

/**
 * The people of the meeting of 2019. The source counts 3,806 and says who they were: commissioners of all provinces
 * and districts with their secretaries, 558 of them in the two hotels of one division. The directory's examples hold fewer,
 * since seats were vacant, so the rest are made up: staff, one from each unit in turn, as an import would bring them; the first
 * of them go with the division to its hotels, until these have the number of the source.
 */
export async function loadExamples({ tx, services }: SeedContext): Promise<void> {
  const preset = presetMeeting()
  const meeting = (await openMeetings(tx)).find(({ slug, example }) => example && slug === preset.slug)
  if (!meeting) throw new Error('The example meeting is not there.')
  const now = services.clock.now()
  const rule = { id: newId(now.getTime()), scope: preset.host, levels: ['province', 'district'] as const }
  await insertRule(tx, {
    work_unit_id: meeting.workUnitId,
    meeting_id: meeting.id,
    id: rule.id,
    rank: 1,
    effect: 'invite',
    side: null,
    position_codes: [],
    division_codes: [],
    levels: [...rule.levels],
    scope: rule.scope,
  })
  const held = await appointmentsHeld(tx, {
    day: meeting.rosterOn,
    scope: rule.scope,
    side: null,
    positions: [],
    divisions: [],
    levels: rule.levels,
  })
  const invited = [
    ...new Map(held.filter(({ example }) => example).map((one) => [one.personId, one])).values(),
  ]
  const random = seeded(3806)
  const nextName = exampleNames(random, shareOfWomen)
  const units = (await unitTree({ db: tx, database: services.database })).all.filter(
    ({ level }) => level !== 'national',
  )
  const staff = Array.from({ length: Math.max(0, preset.participants - invited.length) }, (_, at) => ({
    ...nextName(),
    unitId: units[at % units.length]?.id ?? preset.host,
  }))
  const venues = await venuesOf(tx, meeting)
  const { division, participants: housedThere } = preset.hotels
  const housed = venueFor(venues, { side: 'commissioner', division })
  const ofDivision = invited.filter((one) => venueFor(venues, one)?.id === housed?.id).length
  const classes = Map.groupBy(await classesOf(tx, meeting), ({ venueId }) => venueId)
  const coming = (venueId: string | undefined) => ({
    state: 'coming' as const,
    answeredAt: now,
    needsAccessible: random() * 100 < accessibleOfHundred,
    wishes: wishesAmong(classes.get(venueId ?? '') ?? [], random),
    example: true,
  })
  await writeParticipants(
    tx,
    meeting,
    [
      ...invited.map((one) => ({
        personId: one.personId,
        name: one.name,
        gender: one.gender,
        unitId: one.unitId,
        side: one.side,
        position: one.position,
        division: one.division,
        ruleId: rule.id,
        origin: 'rule' as const,
        ...coming(venueFor(venues, one)?.id),
      })),
      ...staff.map((one, at) => {
        const isHoused = at < housedThere - ofDivision
        const venue = isHoused ? housed : venueFor(venues, { side: 'secretariat', division: null })
        return {
          ...one,
          side: 'secretariat' as const,
          title: 'Staf',
          origin: 'import' as const,
          ...(isHoused ? { venueId: housed?.id } : {}),
          ...coming(venue?.id),
        }
      }),
    ],
    now,
  )
}
