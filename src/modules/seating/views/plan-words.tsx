import type { Translator } from '../../../platform/i18n/catalogue.ts'
import type { Formats } from '../../../platform/i18n/formats.ts'
import { Tag, type Tone } from '../../../ui/index.ts'
import {
  type PlacementPlan,
  type RoomsPlan,
  type RoomsVerification,
  type Rule,
  ruleInWords,
  type Verification,
} from '../../placement/index.ts'
import type { CheckedPlan } from '../check-plan.ts'
import { goalNames, type Question } from '../question.ts'
import type { SeatingNames } from '../seating-names.ts'
import type { PlanState } from '../tables.ts'

const tones: Record<PlanState, Tone> = {
  running: 'warn',
  found: 'neutral',
  impossible: 'bad',
  stopped: 'neutral',
  failed: 'bad',
  applied: 'good',
  replaced: 'neutral',
}

export const StateTag = ({ t, state }: { t: Translator; state: PlanState }) => (
  <Tag tone={tones[state]}>{t(`seating.state.${state}`)}</Tag>
)

/** `wishes strongly, provinces somewhat`. */
export function goalsInWords(t: Translator, { goals, mode }: Question): string {
  const words = goalNames
    .filter((goal) => goals[goal] !== 'off')
    .map((goal) => `${t(`seating.goal.${goal}.short`)} ${t(`seating.strength.${goals[goal]}.short`)}`)
  if (mode === 'fewest') words.unshift(t('seating.goal.fewest'))
  return words.length === 0 ? t('seating.goal.none') : words.join(', ')
}

export interface Proof {
  tone: Tone
  short: string
  long: string
}

/** How good a plan is, and on whose word. */
export function proofInWords(
  t: Translator,
  format: Formats,
  plan: PlacementPlan,
  verification: Verification,
): Proof {
  if (!verification.isRight)
    return { tone: 'bad', short: t('seating.proof.wrong'), long: t('seating.proof.wrongLong') }
  if (verification.isProven)
    return { tone: 'good', short: t('seating.proof.proven'), long: t('seating.proof.provenLong') }
  const of = {
    objective: format.number(plan.objective),
    bound: format.number(plan.bound),
    checked: format.number(verification.bound),
    above: format.number(plan.objective - plan.bound),
  }
  return verification.isStatedOnly
    ? { tone: 'good', short: t('seating.proof.stated'), long: t('seating.proof.statedLong', of) }
    : { tone: 'warn', short: t('seating.proof.gap', of), long: t('seating.proof.gapLong', of) }
}

export function roomsProof(
  t: Translator,
  format: Formats,
  plan: RoomsPlan,
  verification: RoomsVerification,
): Proof {
  if (!verification.isRight)
    return { tone: 'bad', short: t('seating.proof.wrong'), long: t('seating.proof.wrongLong') }
  if (verification.isProven)
    return { tone: 'good', short: t('seating.proof.proven'), long: t('seating.proof.bedsLong') }
  const of = {
    objective: format.number(plan.objective),
    bound: format.number(plan.bound),
    checked: format.number(verification.bound),
    above: format.number(plan.objective - plan.bound),
  }
  return plan.proven
    ? { tone: 'good', short: t('seating.proof.stated'), long: t('seating.proof.statedRooms', of) }
    : { tone: 'warn', short: t('seating.proof.gap', of), long: t('seating.proof.gapLong', of) }
}

/** `118 of 120`. */
export const wishesInWords = (t: Translator, { figures }: CheckedPlan) =>
  t('seating.plan.ofWishes', { fulfilled: figures.fulfilled, wishing: figures.wishing })

/** A rule with names in place of ids, and the page where what it is about can be changed. */
export function ruleNamed(
  t: Translator,
  names: SeatingNames,
  rule: Rule,
  href: (under: string) => string,
): { words: string; href: string } {
  switch (rule.kind) {
    case 'capacity':
    case 'minimum':
      return {
        words: ruleInWords(t, { ...rule, class: names.classCode(rule.class) }),
        href: href(`classes/${rule.class}`),
      }
    case 'onePerUnit':
      return { words: ruleInWords(t, { ...rule, unit: names.unit(rule.unit) }), href: href('classes') }
    case 'together':
    case 'apart': {
      const pair = names.pairs.get(rule.id)
      const id = pair ? `${names.person(pair.oneId)} – ${names.person(pair.otherId)}` : t('seating.gone')
      return { words: ruleInWords(t, { ...rule, id }), href: href('pairs') }
    }
    case 'lock':
    case 'eligible':
      return {
        words: ruleInWords(t, { ...rule, person: names.person(rule.person) }),
        href: href(`people/${rule.person}`),
      }
  }
}
