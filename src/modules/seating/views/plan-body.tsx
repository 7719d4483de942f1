import type { Translator } from '../../../platform/i18n/catalogue.ts'
import type { Formats } from '../../../platform/i18n/formats.ts'
import {
  ActionBar,
  DefinitionList,
  type Entry,
  EntryList,
  Figure,
  FigureRow,
  LinkButton,
  Notice,
  PostButton,
  Progress,
  Section,
  Tag,
} from '../../../ui/index.ts'
import { type Explanation, type Loosened, looseningInWords, violationInWords } from '../../placement/index.ts'
import { canApply } from '../apply-plan.ts'
import { type Change, countChanges } from '../changes.ts'
import type { Plan } from '../plans-read-model.ts'
import { ruleNames } from '../question.ts'
import type { SeatingNames } from '../seating-names.ts'
import type { Here } from '../seating-page.tsx'
import type { ViewedPlan } from '../view-plans.ts'
import { goalsInWords, proofInWords, roomsProof, ruleNamed } from './plan-words.tsx'

interface BodyProps {
  t: Translator
  format: Formats
  here: Here
  names: SeatingNames
  plan: Plan
  view: ViewedPlan
  mayChange: boolean
  changes: readonly Change[]
  asOf: string
}

/** What came of a question, whatever came. */
export function PlanBody(props: BodyProps) {
  const { t, plan, view, here } = props
  if (plan.state === 'running') return <Running {...props} />
  switch (view.as) {
    case 'classes':
    case 'rooms':
      return <Found {...props} view={view} />
    case 'impossible':
      return <Impossible {...props} explanation={view.explanation} />
    case 'noBeds':
      return (
        <Section title={t('seating.noBeds.title')} tone="bad" lead={t('seating.noBeds.lead')}>
          <EntryList
            entries={view.hotels.map(({ hotel, guests, beds }) => ({
              title: props.names.venue(hotel),
              href: here.href('rooms'),
              text: t('seating.noBeds.venue', { guests, beds }),
            }))}
          />
        </Section>
      )
    case 'failed':
      return <Notice tone="bad">{t(`seating.failed.${view.why}`)}</Notice>
    case 'unreadable':
      return <Notice tone="bad">{t('seating.proof.unreadable')}</Notice>
    case 'nothing':
      return <Notice>{t('seating.plan.stopped')}</Notice>
  }
}

function Running({ t, format, plan, here, mayChange }: BodyProps) {
  const { progress } = plan
  return (
    <Section title={t('seating.running.title')} lead={t('seating.running.lead')}>
      {progress ? (
        <Progress
          value={progress.done}
          max={progress.of}
          label={t(`seating.running.${progress.phase}`, { done: progress.done, of: progress.of })}
        />
      ) : (
        <p>{t('seating.running.waiting')}</p>
      )}
      {progress?.objective !== undefined && progress.bound !== undefined && (
        <p>
          {t('seating.running.so', {
            objective: format.number(progress.objective, { maximumFractionDigits: 0 }),
            bound: format.number(progress.bound, { maximumFractionDigits: 0 }),
          })}
        </p>
      )}
      {mayChange && (
        <ActionBar>
          <PostButton action={here.href(`plans/${plan.id}/stop`)} label={t('seating.running.stop')} />
        </ActionBar>
      )}
    </Section>
  )
}

function Found({
  t,
  format,
  here,
  names,
  plan,
  view,
  mayChange,
  changes,
  asOf,
}: BodyProps & { view: Extract<ViewedPlan, { as: 'classes' | 'rooms' }> }) {
  const of = { date: asOf, source: t('seating.source.plan'), example: here.meeting.example }
  const isRight = view.as === 'classes' ? view.checked.verification.isRight : view.verification.isRight
  const proof =
    view.as === 'classes'
      ? proofInWords(t, format, view.found, view.checked.verification)
      : roomsProof(t, format, view.found, view.verification)
  return (
    <>
      <FigureRow>
        {view.as === 'classes' ? (
          <ClassFigures {...{ t, format, of, view }} />
        ) : (
          <RoomFigures {...{ t, format, of, view }} />
        )}
      </FigureRow>
      <Notice tone={proof.tone} title={proof.short}>
        {proof.long} {t('seating.proof.checked', { at: asOf })}
      </Notice>
      {!isRight && <Broken {...{ t, names, view }} />}
      {canApply(plan.state) && isRight && (
        <Section title={t('seating.apply.section')} lead={t('seating.apply.lead', countChanges(changes))}>
          {mayChange && (
            <ActionBar>
              <LinkButton tone="main" href={here.href(`plans/${plan.id}/apply`)}>
                {t(plan.state === 'replaced' ? 'seating.apply.again' : 'seating.apply.show')}
              </LinkButton>
            </ActionBar>
          )}
        </Section>
      )}
      {plan.state === 'applied' && (
        <Notice>
          {changes.length === 0
            ? t('seating.apply.holds')
            : t('seating.apply.since', { count: changes.length })}
        </Notice>
      )}
    </>
  )
}

interface FigureParts {
  t: Translator
  format: Formats
  of: { date: string; source: string; example: boolean }
}

function ClassFigures({
  t,
  format,
  of,
  view,
}: FigureParts & { view: Extract<ViewedPlan, { as: 'classes' }> }) {
  const { figures } = view.checked
  const people = t('seating.unit.people')
  return (
    <>
      <Figure
        tone="ink"
        label={t('seating.figure.wishes')}
        value={format.number(figures.fulfilled)}
        unit={people}
        denominator={t('seating.figure.ofWishing', { count: figures.wishing })}
        {...of}
      />
      <Figure
        label={t('seating.figure.placed')}
        value={format.number(figures.placed)}
        unit={people}
        denominator={t('seating.figure.of', { count: figures.people })}
        {...of}
      />
      {(['province', 'gender', 'side'] as const).map((goal) => (
        <Figure
          label={t(`seating.figure.${goal}`)}
          value={format.number(figures[goal])}
          unit={people}
          note={t('seating.figure.beyond')}
          {...of}
        />
      ))}
    </>
  )
}

function RoomFigures({ t, format, of, view }: FigureParts & { view: Extract<ViewedPlan, { as: 'rooms' }> }) {
  return (
    <>
      <Figure
        tone="ink"
        label={t('seating.figure.beds')}
        value={format.number(view.found.beds.length)}
        unit={t('seating.unit.people')}
        {...of}
      />
      <Figure
        label={t('seating.figure.rooms')}
        value={format.number(view.found.roomsUsed)}
        unit={t('seating.unit.rooms')}
        {...of}
      />
    </>
  )
}

/** Why a plan that fails its check cannot be applied. */
function Broken({
  t,
  names,
  view,
}: {
  t: Translator
  names: SeatingNames
  view: Extract<ViewedPlan, { as: 'classes' | 'rooms' }>
}) {
  const entries: Entry[] =
    view.as === 'classes'
      ? view.checked.verification.violations.map((violation) => ({
          title: violationInWords(t, {
            ...violation,
            people: violation.people.slice(0, 5).map((id) => names.person(id)),
            ...(violation.class === undefined ? {} : { class: names.classCode(violation.class) }),
          }),
        }))
      : view.verification.violations.map((violation) => ({
          title: t(`seating.broken.${violation.rule}`, {
            people: violation.people
              .slice(0, 5)
              .map((id) => names.person(id))
              .join(', '),
            room: names.room(violation.room ?? null),
          }),
        }))
  const claims = view.as === 'classes' ? view.checked.verification.wrongClaims : view.verification.wrongClaims
  return (
    <Section title={t('seating.broken.title')} tone="bad" lead={t('seating.broken.lead')}>
      <EntryList
        entries={[
          ...entries.slice(0, 20),
          ...claims.map((claim) => ({ title: t(`seating.claim.${claim}`) })),
        ]}
      />
    </Section>
  )
}

/** The smallest set of rules that cannot all hold, and what loosening each takes. */
function Impossible({ t, here, names, explanation }: BodyProps & { explanation: Explanation | null }) {
  if (explanation?.status !== 'conflict')
    return <Notice tone="bad">{t('seating.impossible.unexplained')}</Notice>
  const entry = (loosened: Loosened): Entry => {
    const rule = ruleNamed(t, names, loosened.rule, here.href)
    return { title: rule.words, href: rule.href, end: <Tag>{looseningInWords(t, loosened)}</Tag> }
  }
  return (
    <>
      <Section
        title={t('seating.impossible.title')}
        tone="bad"
        lead={t(explanation.isSmallest ? 'seating.impossible.smallest' : 'seating.impossible.some', {
          count: explanation.conflict.length,
        })}
      >
        <EntryList entries={explanation.conflict.map(entry)} />
      </Section>
      {explanation.wayOut.length > 0 && (
        <Section title={t('seating.impossible.wayOut')} lead={t('seating.impossible.wayOutLead')}>
          <EntryList entries={explanation.wayOut.map(entry)} />
        </Section>
      )}
    </>
  )
}

/** What was asked, in words. */
export function questionItems(t: Translator, { question, kind }: Plan) {
  const on = ruleNames.filter((rule) => question.rules[rule])
  const off = ruleNames.filter((rule) => !question.rules[rule])
  const words = (rules: readonly (typeof ruleNames)[number][]) =>
    rules.length === 0 ? '–' : rules.map((rule) => t(`seating.rule.${rule}`)).join('; ')
  return kind === 'rooms' ? (
    <DefinitionList
      items={[
        [t('seating.asked.goals'), t('seating.asked.rooms')],
        [t('seating.asked.locks'), t(question.rules.locks ? 'seating.asked.kept' : 'seating.asked.notKept')],
        [t('seating.asked.limit'), t('seating.ask.limit', { seconds: question.seconds })],
      ]}
    />
  ) : (
    <DefinitionList
      items={[
        [t('seating.asked.goals'), goalsInWords(t, question)],
        [t('seating.asked.on'), words(on)],
        [t('seating.asked.off'), words(off)],
        [t('seating.asked.limit'), t('seating.ask.limit', { seconds: question.seconds })],
      ]}
    />
  )
}
