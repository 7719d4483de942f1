import {
  type Column,
  DataTable,
  EmptyState,
  LinkButton,
  Section,
  Tag,
  TimeBars,
  type Tone,
} from '../../../ui/index.ts'
import { type Unit, type UnitTree, unitParam } from '../../directory/index.ts'
import { nameIn } from '../elections-read-model.ts'
import type { Stage } from '../stages-read-model.ts'
import type { StageKind } from '../tables.ts'
import { Origin, type Speech, scopeName } from './words.tsx'

const tones: Partial<Record<StageKind, Tone>> = { voting: 'good', volunteers: 'warn', silence: 'neutral' }

/** The calendar of an election: drawn, then as a table with sources. */
export function StagesSection({
  speech,
  tree,
  electionId,
  stages,
  today,
  own,
  mayChange,
}: {
  speech: Speech
  tree: UnitTree
  electionId: string
  stages: readonly Stage[]
  today: string
  /** The unit whose hour of opening is in a calendar of its own; undefined for who works for the whole country. */
  own: Unit | undefined
  mayChange(scope: string): boolean
}) {
  const { t, format } = speech
  const name = (stage: Stage) => nameIn(t.locale, stage)
  const columns: Column<Stage>[] = [
    { key: 'name', label: t('elections.stage.name'), cell: name, phone: 'title' },
    {
      key: 'kind',
      label: t('elections.stage.kind'),
      cell: ({ kind }) => <Tag tone={tones[kind] ?? 'ink'}>{t(`elections.stageKind.${kind}`)}</Tag>,
    },
    { key: 'from', label: t('elections.stage.from'), cell: ({ from }) => format.weekday(from) },
    { key: 'until', label: t('elections.stage.until'), cell: ({ until }) => format.weekday(until) },
    { key: 'scope', label: t('elections.stage.scope'), cell: ({ scope }) => scopeName(tree, scope) },
    {
      key: 'source',
      label: t('elections.source'),
      cell: ({ source, conf }) => <Origin t={t} source={source} conf={conf} />,
    },
  ]
  if (stages.some(({ scope }) => mayChange(scope))) {
    columns.push({
      key: 'change',
      label: t('elections.change'),
      cell: ({ id, scope }) =>
        mayChange(scope) && (
          <a href={`/desk/elections/${electionId}/stages/${id}`}>{t('elections.change')}</a>
        ),
    })
  }
  return (
    <Section
      id="stages"
      title={t('elections.stages.title')}
      lead={t('elections.stages.lead')}
      actions={
        <>
          <LinkButton href={`/calendar/${electionId}.ics`}>{t('elections.stages.ical')}</LinkButton>
          {own && (
            <LinkButton href={`/calendar/${electionId}.ics?unit=${unitParam(own)}`}>
              {t('elections.stages.icalOf', { unit: own.shortName })}
            </LinkButton>
          )}
          {mayChange('') && (
            <LinkButton href={`/desk/elections/${electionId}/stages/new`}>
              {t('elections.stages.add')}
            </LinkButton>
          )}
        </>
      }
    >
      {stages.length > 0 && (
        <TimeBars
          t={t}
          title={t('elections.stages.drawn')}
          today={today}
          note={t('elections.stages.today')}
          spans={stages.map((stage) => ({
            label: name(stage),
            from: stage.from,
            until: stage.until,
            tone: tones[stage.kind] ?? 'ink',
          }))}
        />
      )}
      <DataTable
        t={t}
        caption={t('elections.stages.caption')}
        rows={stages}
        columns={columns}
        rowKey={({ id }) => `stage-${id}`}
        empty={<EmptyState title={t('elections.stages.empty')} />}
      />
    </Section>
  )
}
