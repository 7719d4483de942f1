import { Tag } from '../../../ui/index.ts'
import type { UnitTree } from '../../directory/index.ts'
import { type Contest, nameIn } from '../elections-read-model.ts'
import { type TurnoutCheck, toneOf } from '../turnout-checks.ts'
import type { Comparison } from '../turnout-comparison.ts'
import { type Speech, scopeName } from './words.tsx'

/** What arithmetic says about one record, a sentence each. */
export const Checks = ({ speech: { t }, checks }: { speech: Speech; checks: readonly TurnoutCheck[] }) => (
  <ul class="sentences">
    {checks.map((check) => {
      const tone = toneOf(check)
      return (
        <li>
          <Tag tone={tone}>{t(`elections.check.${tone}`)}</Tag>{' '}
          {t(`elections.says.${check.kind}`, { ...check.params })}
        </li>
      )
    })}
  </ul>
)

/** What the records of an election say against each other, a sentence each. */
export function Comparisons({
  speech,
  tree,
  contests,
  comparisons,
}: {
  speech: Speech
  tree: UnitTree
  contests: readonly Contest[]
  comparisons: readonly Comparison[]
}) {
  const { t, format } = speech
  const contest = (code: string | undefined) => {
    const found = contests.find((one) => one.code === code)
    return found ? nameIn(t.locale, found) : (code ?? '')
  }
  return (
    <ul class="sentences">
      {comparisons.map((comparison) => {
        const [first, second] = comparison.records
        const asOn = 'asOn' in comparison.params ? format.day(comparison.params.asOn) : ''
        return (
          <li>
            {t(`elections.comparison.${comparison.kind}`, {
              ...comparison.params,
              asOn,
              place: 'scope' in comparison ? scopeName(tree, comparison.scope) : '',
              contest: contest(first?.contest),
              other: contest(second?.contest),
              source: first?.source ?? '',
              otherSource: second?.source ?? '',
            })}
          </li>
        )
      })}
    </ul>
  )
}
