import type { translator } from '../../platform/i18n/catalogue.ts'
import type { Loosened } from './explain.ts'
import type { Rule } from './rule-model.ts'
import type { Violation } from './verify.ts'

type Translate = ReturnType<typeof translator>

/** A rule in a sentence, named by the id it is about. */
export function ruleInWords(t: Translate, rule: Rule): string {
  const what =
    'person' in rule ? rule.person : 'class' in rule ? rule.class : 'unit' in rule ? rule.unit : rule.id
  return t(`placement.rule.${rule.kind}`, { what })
}

/** What has to give, in a few words: two seats more. */
export function looseningInWords(t: Translate, { rule, slack }: Loosened): string {
  if (rule.kind === 'capacity' || rule.kind === 'minimum' || rule.kind === 'onePerUnit')
    return t(`placement.loosen.${rule.kind}`, { count: slack })
  return t('placement.loosen.drop')
}

/** A broken rule in a sentence. */
export const violationInWords = (t: Translate, violation: Violation): string =>
  t(`placement.violation.${violation.rule}`, {
    people: violation.people.join(', '),
    class: violation.class ?? '',
  })
