import { dayAfter, isDay } from '../../platform/clock.ts'
import type { FieldProblem } from '../../platform/result.ts'
import type { Stage } from '../elections/index.ts'

export interface ProgrammeDays {
  startsOn: string
  endsOn: string
}

/**
 * The days a new programme is proposed: the season of volunteers in the election's calendar, else from today until
 * voting day, else four weeks from today. Never one that is over before it begins.
 */
export function proposedDays(
  stages: readonly Stage[],
  votingOn: string | null,
  today: string,
): ProgrammeDays {
  const season = stages.find(({ kind }) => kind === 'volunteers')
  if (season) return { startsOn: season.from, endsOn: season.until }
  if (votingOn !== null && votingOn >= today) return { startsOn: today, endsOn: votingOn }
  if (votingOn !== null) return { startsOn: votingOn, endsOn: votingOn }
  return { startsOn: today, endsOn: dayAfter(today, 28) }
}

/** Whether a programme would outlast every election: a year mistyped. */
export const isTooLong = ({ startsOn, endsOn }: ProgrammeDays): boolean =>
  Number(endsOn.slice(0, 4)) - Number(startsOn.slice(0, 4)) > 20

/** What is wrong with the days of a programme; it begins no later than the vote it is for. */
export function dayProblems({ startsOn, endsOn }: ProgrammeDays, votingOn: string | null): FieldProblem[] {
  const problems: FieldProblem[] = []
  if (!isDay(startsOn)) problems.push({ field: 'startsOn', key: 'outreach.refusal.day' })
  else if (votingOn !== null && startsOn > votingOn) {
    problems.push({ field: 'startsOn', key: 'outreach.refusal.startsAfterVote' })
  }
  if (!isDay(endsOn)) problems.push({ field: 'endsOn', key: 'outreach.refusal.day' })
  else if (isDay(startsOn) && endsOn < startsOn) {
    problems.push({ field: 'endsOn', key: 'outreach.refusal.endsBeforeStart' })
  } else if (isDay(startsOn) && isTooLong({ startsOn, endsOn })) {
    problems.push({ field: 'endsOn', key: 'outreach.refusal.tooManyYears' })
  }
  return problems
}
