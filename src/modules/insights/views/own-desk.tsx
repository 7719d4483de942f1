import {
  Columns,
  DataTable,
  DefinitionList,
  EmptyState,
  LinkButton,
  Section,
  Steps,
} from '../../../ui/index.ts'
import { unitParam } from '../../directory/index.ts'
import { baseName } from '../../outreach/index.ts'
import type { Overview } from '../overview.ts'
import { emptySteps, nextStep, type OwnWork, type Step, steps } from '../own-work.ts'
import { sortRows } from '../sort-rows.ts'
import { openProgrammeHref, type View } from '../view.ts'
import { peopleWords, type Reader } from '../words.ts'

interface Props {
  reader: Reader
  view: View
  overview: Overview
  work: OwnWork
  /** Whether the reader may change outreach here: others see how far it is, without the button. */
  mayAct: boolean
}

/** Where a step is taken. */
function stepHref(step: Step, { question }: View, { programme }: OwnWork): string {
  const unit = unitParam(question.unit)
  const election = question.election.id
  const query = new URLSearchParams({ unit, election })
  switch (step) {
    case 'programme':
      return openProgrammeHref(unit, election)
    case 'volunteers':
      return programme ? `/desk/outreach/${unit}/${programme.id}` : `/desk/outreach?${query}`
    case 'notice':
      return `/desk/publications/new?${query}`
    case 'links':
      return `/desk/links/mint?${query}`
    case 'reach':
      return `/desk/links?${query}`
  }
}

/** The loop of one unit: how far it is, and the one thing to do next. */
export function NextStep({ reader: { t }, view, work, mayAct }: Omit<Props, 'overview'>) {
  const step = nextStep(work)
  const current = step === undefined ? steps.length : steps.indexOf(step)
  const without = step === undefined ? emptySteps(work) : []
  const offered = step ?? without[0]
  return (
    <Section
      id="next"
      title={step === undefined ? t('insights.step.done') : t(`insights.step.${step}.title`)}
      lead={
        step !== undefined
          ? t(`insights.step.${step}.text`)
          : without.length === 0
            ? t('insights.step.doneText')
            : t('insights.step.doneWithout', {
                steps: without.map((one) => t(`insights.step.${one}.name`)).join(', '),
              })
      }
      tone={step === undefined ? 'good' : 'ink'}
    >
      {without.length === 0 && (
        <Steps items={steps.map((one) => t(`insights.step.${one}.name`))} current={current} />
      )}
      {offered !== undefined && mayAct && (
        <p>
          <LinkButton tone={step === undefined ? 'plain' : 'main'} href={stepHref(offered, view, work)}>
            {t(`insights.step.${offered}.act`)}
          </LinkButton>
        </p>
      )}
    </Section>
  )
}

/** A unit's own programme and what the links of its volunteers reached. */
export function OwnDesk({ reader, view, work }: Omit<Props, 'overview' | 'mayAct'>) {
  const { t, format } = reader
  const { programme } = work
  const rows = sortRows(
    work.byVolunteer,
    ({ cell }) => cell[view.measure].people ?? (cell[view.measure].suppressed ? 0 : null),
    'desc',
    t.locale,
  )
  const nameOf = (code: string) => {
    const base = view.bases.find((one) => one.code === code)
    return base ? baseName(base, t.locale) : code
  }
  return (
    <Columns split="main-aside">
      <Section id="volunteers" title={t('insights.own.volunteers')} lead={t('insights.own.volunteersLead')}>
        <DataTable
          t={t}
          caption={t('insights.own.volunteers')}
          rows={rows}
          columns={[
            {
              key: 'name',
              label: t('insights.own.volunteer'),
              phone: 'title',
              cell: ({ volunteer }) => volunteer?.name ?? t('insights.own.noVolunteer'),
            },
            {
              key: 'base',
              label: t('insights.filter.base'),
              cell: ({ volunteer }) => (volunteer ? nameOf(volunteer.base) : '–'),
            },
            {
              key: 'people',
              label: t(
                view.measure === 'delivered' ? 'insights.people.delivered' : 'insights.people.engaged',
              ),
              align: 'end',
              cell: ({ cell }) => peopleWords(reader, cell[view.measure]),
            },
          ]}
          empty={<EmptyState title={t('insights.own.noHits')}>{t('insights.own.noHitsText')}</EmptyState>}
        />
      </Section>
      <Section id="programme" title={t('insights.own.programme')}>
        {programme === undefined ? (
          <EmptyState title={t('insights.own.noProgramme')} />
        ) : (
          <DefinitionList
            items={[
              [t('insights.own.state'), t(`insights.own.state.${programme.state}`)],
              [
                t('insights.source.period'),
                t('insights.own.days', {
                  from: format.day(programme.startsOn),
                  until: format.day(programme.endsOn),
                }),
              ],
              [t('insights.own.bases'), programme.bases.map(nameOf).join(', ')],
              [t('insights.volunteers.label'), format.number(work.activeVolunteers)],
              [
                t('insights.own.target'),
                programme.targetPeople === null
                  ? t('insights.own.noTarget')
                  : t('insights.own.targetPeople', { people: format.number(programme.targetPeople) }),
              ],
            ]}
          />
        )}
      </Section>
    </Columns>
  )
}
