import { z } from 'zod'
import { dayIn, instantIn, isDay } from '../../platform/clock.ts'
import { checkForm, type Typed } from '../../platform/http/form.ts'
import { type FieldProblem, ok, type Result, refuse } from '../../platform/result.ts'
import type { Meeting, MeetingClass } from '../meetings/index.ts'
import type { Answer } from './answer-invitation.ts'
import { genderShape, optionalText } from './form-shapes.ts'
import type { Participant } from './participants-read-model.ts'

export const answers = ['coming', 'represented', 'not-coming'] as const
const shape = z.object({
  answer: z.enum(answers, 'participants.refusal.answer'),
  reason: optionalText(300),
  representativeName: optionalText(120),
  representativePosition: optionalText(120),
  representativeGender: genderShape,
  arrivesOn: optionalText(10),
  arrivesTime: optionalText(5),
  leavesOn: optionalText(10),
  leavesTime: optionalText(5),
  travel: optionalText(300),
  needs: optionalText(300),
  needsAccessible: optionalText(2),
})

/** Where a wish stands: `wish-1-3` is the first wish of round 1. */
export const wishField = (round: number, weight: number) => `wish-${round}-${weight}`

/** Rounds in which there is something to choose, each with its classes. */
export function wishRounds(classes: readonly MeetingClass[], venueId: string | null) {
  const own = classes.filter((one) => one.venueId === venueId)
  return [...Map.groupBy(own, ({ round }) => round)]
    .map(([round, held]) => ({ round, classes: held, weights: [3, 2, 1].slice(0, Math.min(3, held.length)) }))
    .filter(({ classes: held }) => held.length > 1)
    .toSorted((a, b) => a.round - b.round)
}

/** The answer in a posted form; times are those of the place of the meeting. */
export function readAnswer(typed: Typed, meeting: Meeting): Result<Answer> {
  const checked = checkForm(shape, typed)
  if (!checked.ok) return checked
  const said = checked.value
  const problems: FieldProblem[] = []
  const instant = (field: 'arrives' | 'leaves') => {
    const [day, time] = [said[`${field}On`], said[`${field}Time`]]
    if (day === null && time === null) return null
    if (day === null || !isDay(day)) problems.push({ field: `${field}On`, key: 'participants.refusal.day' })
    else if (time === null || !/^([01]?\d|2[0-3])[.:][0-5]\d$/.test(time))
      problems.push({ field: `${field}Time`, key: 'participants.refusal.time' })
    else return instantIn(meeting.timeZone, day, time.replace('.', ':').padStart(5, '0'))
    return null
  }
  const isComing = said.answer !== 'not-coming'
  const arrivesAt = isComing ? instant('arrives') : null
  const leavesAt = isComing ? instant('leaves') : null
  const wishes: Record<string, number> = {}
  for (const [name, id] of Object.entries(typed)) {
    const [, weight] = /^wish-\d+-([123])$/.exec(name) ?? []
    if (!weight || id === '' || !isComing) continue
    if (wishes[id] !== undefined) problems.push({ field: name, key: 'participants.refusal.wishTwice' })
    wishes[id] = Number(weight)
  }
  if (problems.length > 0) return refuse({ kind: 'invalid', key: 'ui.form.refused', fields: problems })
  const isSent = said.answer === 'represented'
  return ok({
    answer: said.answer,
    reason: said.answer === 'not-coming' ? said.reason : null,
    representative: isSent
      ? {
          name: said.representativeName ?? '',
          position: said.representativePosition,
          gender: said.representativeGender,
        }
      : null,
    arrivesAt,
    leavesAt,
    travel: isComing ? said.travel : null,
    needs: isComing ? said.needs : null,
    needsAccessible: isComing && said.needsAccessible === 'on',
    wishes,
  })
}

/** What the form begins with: the answer given last. */
export function typedAnswer(
  one: Participant,
  {
    representative,
    meeting,
    classes,
  }: { representative: Participant | undefined; meeting: Meeting; classes: readonly MeetingClass[] },
): Typed {
  const comes = representative ?? one
  const time = (at: Date) =>
    new Intl.DateTimeFormat('sv-SE', { timeZone: meeting.timeZone, timeStyle: 'short' }).format(at)
  const typed: Typed = {
    answer: answers.find((answer) => answer === one.state) ?? '',
    reason: one.state === 'not-coming' ? (one.reason ?? '') : '',
    representativeName: representative?.name ?? '',
    representativePosition: representative?.title ?? '',
    representativeGender: representative?.gender ?? '',
    arrivesOn: comes.arrivesAt ? dayIn(meeting.timeZone, comes.arrivesAt) : '',
    arrivesTime: comes.arrivesAt ? time(comes.arrivesAt) : '',
    leavesOn: comes.leavesAt ? dayIn(meeting.timeZone, comes.leavesAt) : '',
    leavesTime: comes.leavesAt ? time(comes.leavesAt) : '',
    travel: comes.travel ?? '',
    needs: comes.needs ?? '',
    needsAccessible: comes.needsAccessible ? 'on' : '',
  }
  for (const held of classes) {
    const weight = comes.wishes[held.id]
    if (weight !== undefined) typed[wishField(held.round, weight)] = held.id
  }
  return typed
}
