import type { Translator } from '../../../platform/i18n/catalogue.ts'
import type { Formats } from '../../../platform/i18n/formats.ts'
import {
  ActionBar,
  type Column,
  DataTable,
  EmptyState,
  Figure,
  FigureRow,
  LinkButton,
  Notice,
  PostButton,
  Section,
  Tag,
} from '../../../ui/index.ts'
import { type ClassGroup, type Meeting, meetingHref } from '../../meetings/index.ts'
import type { Plan } from '../plans-read-model.ts'
import type { Here } from '../seating-page.tsx'
import type { ViewedPlan } from '../view-plans.ts'
import { goalsInWords, proofInWords, StateTag, wishesInWords } from './plan-words.tsx'

export interface PlanLine {
  plan: Plan
  view: ViewedPlan
}

/** What stands where a meeting has no classes yet. */
export const EmptyRounds = ({ t, meeting }: { t: Translator; meeting: Meeting }) => (
  <EmptyState
    title={t('seating.rounds.none')}
    action={<LinkButton href={meetingHref(meeting, 'classes')}>{t('seating.rounds.toClasses')}</LinkButton>}
  >
    {t('seating.rounds.noneText')}
  </EmptyState>
)

/** One round: who has a class, what has changed since, and its plans side by side. */
export function RoundSection(props: {
  t: Translator
  format: Formats
  here: Here
  asOf: string
  zone: string
  isAlone: boolean
  round: number
  groups: readonly ClassGroup[]
  people: number
  placed: number
  gone: number
  /** Rules that seats break since the list has changed. */
  broken: number
  outside: number
  classes: number
  seats: number
  plans: readonly PlanLine[]
}) {
  const { t, format, here, round, people, placed, gone, broken, outside } = props
  const { href, mayChange, meeting } = here
  const without = people - placed
  const isLate = placed > 0 && (without > 0 || gone > 0 || broken > 0)
  const of = { date: props.asOf, source: t('seating.source.places'), example: meeting.example }
  return (
    <Section
      title={t('seating.round.title', {
        round,
        groups: props.groups
          .map((group) => (t.locale === 'en' ? (group.nameEn ?? group.nameId) : group.nameId))
          .join(', '),
      })}
      lead={t('seating.round.lead', { classes: props.classes, seats: props.seats, people })}
    >
      <FigureRow>
        <Figure
          tone="ink"
          label={t('seating.figure.placed')}
          value={format.number(placed)}
          unit={t('seating.unit.people')}
          denominator={t('seating.figure.of', { count: people })}
          {...of}
        />
        <Figure
          label={t('seating.figure.without')}
          value={format.number(without)}
          unit={t('seating.unit.people')}
          {...of}
        />
        <Figure
          label={t('seating.figure.gone')}
          value={format.number(gone)}
          unit={t('seating.unit.people')}
          {...of}
        />
      </FigureRow>
      {outside > 0 && <Notice tone="warn">{t('seating.round.outside', { count: outside })}</Notice>}
      {broken > 0 && <Notice tone="warn">{t('seating.round.broken', { count: broken })}</Notice>}
      {isLate && (
        <Notice tone="warn" title={t('seating.late.title', { without, gone })}>
          {t('seating.late.text')}
        </Notice>
      )}
      {mayChange && (
        <ActionBar>
          {isLate && (
            <PostButton
              action={href('late')}
              label={t('seating.late.submit')}
              tone="ink"
              fields={{ round: String(round) }}
            />
          )}
          {!props.isAlone && (
            <LinkButton href={href(`ask?round=${round}`)} tone={isLate ? 'plain' : 'main'}>
              {t('seating.ask.title')}
            </LinkButton>
          )}
        </ActionBar>
      )}
      <DataTable
        t={t}
        caption={t('seating.plans.caption', { round })}
        rows={props.plans}
        columns={columns(props)}
        empty={<EmptyState title={t('seating.plans.none')}>{t('seating.plans.noneText')}</EmptyState>}
      />
    </Section>
  )
}

function columns({
  t,
  format,
  zone,
  here,
}: {
  t: Translator
  format: Formats
  zone: string
  here: Here
}): readonly Column<PlanLine>[] {
  const figure = (key: 'province' | 'gender' | 'side'): Column<PlanLine> => ({
    key,
    label: t(`seating.column.${key}`),
    align: 'end',
    cell: ({ view }) => (view.as === 'classes' ? format.number(view.checked.figures[key]) : '–'),
  })
  return [
    {
      key: 'asked',
      label: t('seating.column.asked'),
      phone: 'title',
      cell: ({ plan }) => <a href={here.href(`plans/${plan.id}`)}>{format.instant(plan.askedAt, zone)}</a>,
    },
    {
      key: 'state',
      label: t('seating.column.state'),
      cell: ({ plan }) => <StateTag t={t} state={plan.state} />,
    },
    { key: 'goals', label: t('seating.column.goals'), cell: ({ plan }) => goalsInWords(t, plan.question) },
    {
      key: 'wishes',
      label: t('seating.column.wishes'),
      align: 'end',
      cell: ({ view }) => (view.as === 'classes' ? wishesInWords(t, view.checked) : '–'),
    },
    figure('province'),
    figure('gender'),
    figure('side'),
    {
      key: 'proof',
      label: t('seating.column.proof'),
      cell: ({ view }) => {
        if (view.as === 'unreadable') return <Tag tone="bad">{t('seating.proof.wrong')}</Tag>
        if (view.as !== 'classes') return '–'
        const { tone, short } = proofInWords(t, format, view.found, view.checked.verification)
        return <Tag tone={tone}>{short}</Tag>
      },
    },
  ]
}
