import { denominatorOf, recomputedPercent } from './turnout-arithmetic.ts'
import type { Turnout } from './turnout-read-model.ts'
import type { RegisteredVoters } from './voters-read-model.ts'

/** What several records of one election say against each other. */
export type Comparison =
  | {
      kind: 'same-voters-other-votes'
      scope: string
      records: [Turnout, Turnout]
      params: { voters: number; difference: number; moreVoted: number; fewerVoted: number }
    }
  | {
      kind: 'sources-disagree'
      scope: string
      records: [Turnout, Turnout]
      params: { percent: number; otherPercent: number }
    }
  | { kind: 'denominators-mixed'; records: Turnout[]; params: { kinds: string } }
  | { kind: 'mean-beside-others'; records: Turnout[]; params: { stated: number; areas: number } }
  | {
      kind: 'list-count-differs' | 'list-is-another'
      scope: string
      records: [Turnout]
      params: { dpt: number; list: string; voters: number; asOn: string; difference: number }
    }

const pairs = <T>(all: readonly T[]): [T, T][] =>
  all.flatMap((one, at) => all.slice(at + 1).map((other): [T, T] => [one, other]))

const rateOf = (record: Turnout) => recomputedPercent(record) ?? record.statedPercent

/** Contests of one area over the same voters with other numbers of votes, and two sources of one figure. */
function pairwise(records: readonly Turnout[]): Comparison[] {
  return pairs(records).flatMap(([one, other]): Comparison[] => {
    if (one.scope !== other.scope || one.area !== other.area) return []
    if (one.contest === other.contest) {
      const [percent, otherPercent] = [rateOf(one), rateOf(other)]
      if (percent === null || otherPercent === null || percent === otherPercent) return []
      const params = { percent, otherPercent }
      return [{ kind: 'sources-disagree', scope: one.scope, records: [one, other], params }]
    }
    const voters = denominatorOf(one)
    if (voters === null || voters !== denominatorOf(other)) return []
    if (one.voted === null || other.voted === null || one.voted === other.voted) return []
    const [more, fewer] = one.voted > other.voted ? [one, other] : [other, one]
    const [moreVoted, fewerVoted] = [Math.max(one.voted, other.voted), Math.min(one.voted, other.voted)]
    const params = { voters, difference: moreVoted - fewerVoted, moreVoted, fewerVoted }
    return [{ kind: 'same-voters-other-votes', scope: one.scope, records: [more, fewer], params }]
  })
}

/** Rates of one election that were divided by different lists cannot stand in one ranking. */
function mixedDenominators(records: readonly Turnout[]): Comparison[] {
  const known = records.filter(({ denominatorKind }) => denominatorKind !== 'unstated')
  const kinds = [...new Set(known.map(({ denominatorKind }) => denominatorKind))]
  if (kinds.length < 2) return []
  return [{ kind: 'denominators-mixed', records: known, params: { kinds: kinds.join(' / ') } }]
}

/** A mean of areas beside figures that are none. */
function means(records: readonly Turnout[]): Comparison[] {
  return records.flatMap((record): Comparison[] => {
    const others = records.filter(({ method, statedPercent }) => method !== 'mean-of-areas' && statedPercent)
    if (record.method !== 'mean-of-areas' || record.statedPercent === null || others.length === 0) return []
    const params = { stated: record.statedPercent, areas: record.areas ?? 0 }
    return [{ kind: 'mean-beside-others', records: [record, ...others], params }]
  })
}

/** The final list behind a turnout against the registered voters recorded for the same area. */
function againstRegister(records: readonly Turnout[], register: readonly RegisteredVoters[]): Comparison[] {
  const seen = new Set<string>()
  return records.flatMap((record): Comparison[] => {
    const { scope, dpt } = record
    if (dpt === null || record.area !== 'unit' || seen.has(`${scope} ${dpt}`)) return []
    seen.add(`${scope} ${dpt}`)
    const here = register.filter((row) => row.scope === scope)
    const row = here.find(({ list }) => list === 'DPT') ?? here.find(({ list }) => list.startsWith('DPS'))
    if (!row || row.voters === dpt) return []
    const kind = row.list === 'DPT' ? 'list-count-differs' : 'list-is-another'
    const { list, voters, asOn } = row
    return [{ kind, scope, records: [record], params: { dpt, list, voters, asOn, difference: dpt - voters } }]
  })
}

/** Everything the records of one election say against each other and against the register; order as given. */
export const compare = (records: readonly Turnout[], register: readonly RegisteredVoters[]): Comparison[] => [
  ...pairwise(records),
  ...mixedDenominators(records),
  ...means(records),
  ...againstRegister(records, register),
]
