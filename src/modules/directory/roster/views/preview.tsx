import type { Child } from 'hono/jsx'
import { ActionBar, Figure, FigureRow, LinkButton, Notice, PostButton, Tabs } from '../../../../ui/index.ts'
import type { Reader } from '../../views/reader.ts'
import type { RosterImport } from '../imports-read-model.ts'
import { type RosterCounts, rosterOutcomes } from '../plan.ts'
import { RosterSteps } from './upload.tsx'

export interface PreviewProps extends Reader {
  head: RosterImport
  counts: RosterCounts
  zone: string
  view: 'problems' | 'rows'
  /** Different problems, each for one or more rows. */
  problems: number
  children?: Child
}

/** Rows that confirming would write. */
export const changesIn = (counts: RosterCounts) => counts.newPerson + counts.newAppointment + counts.changed

/** Step two: what would happen, what stands in the way, and the button that makes it so. */
export const PreviewBody = (props: PreviewProps) => {
  const { t, format, head, counts, zone, view, problems, children } = props
  const base = `/desk/people/import/${head.id}`
  return (
    <>
      <RosterSteps t={t} current={2} />
      {counts.problem > 0 ? (
        <Notice tone="warn">{t('directory.roster.preview.notReady', { count: counts.problem })}</Notice>
      ) : (
        <Notice tone="good">{t('directory.roster.preview.ready', { count: changesIn(counts) })}</Notice>
      )}
      <Buttons {...props} />
      <FigureRow>
        {rosterOutcomes
          .filter((outcome) => outcome === 'newPerson' || counts[outcome] > 0)
          .map((outcome) => (
            <Figure
              label={t(`directory.roster.figure.${outcome}`)}
              value={format.number(counts[outcome])}
              unit={t('directory.roster.preview.rows')}
              href={outcome === 'problem' ? `${base}?view=problems` : `${base}?view=rows&outcome=${outcome}`}
              tone={outcome === 'problem' ? 'ink' : 'plain'}
              date={format.instant(head.createdAt, zone)}
              source={head.fileName}
            />
          ))}
      </FigureRow>
      <p>
        {t('directory.roster.preview.notes', { count: counts.notes })}{' '}
        {t('directory.roster.expires', { at: format.instant(head.expiresAt, zone) })}
      </p>
      <Tabs
        items={[
          {
            label: t('directory.roster.tab.problems', { count: format.number(problems) }),
            href: `${base}?view=problems`,
            current: view === 'problems',
          },
          {
            label: t('directory.roster.tab.rows', { count: format.number(counts.rows) }),
            href: `${base}?view=rows`,
            current: view === 'rows',
          },
        ]}
      />
      {children}
    </>
  )
}

const Buttons = ({ t, head, counts }: PreviewProps) => {
  const base = `/desk/people/import/${head.id}`
  const changes = changesIn(counts)
  const decided = Object.keys(head.choices?.decisions ?? {}).length + (head.choices?.skippedRows.length ?? 0)
  return (
    <>
      <ActionBar>
        {counts.problem === 0 && changes > 0 && (
          <PostButton
            action={`${base}/confirm`}
            tone="ink"
            label={t('directory.roster.preview.confirm', { count: changes })}
          />
        )}
        {counts.problem > 0 && (
          <PostButton action={`${base}/accept`} tone="ink" label={t('directory.roster.preview.accept')} />
        )}
        <LinkButton href={`${base}/columns`}>{t('directory.roster.preview.columns')}</LinkButton>
        {decided > 0 && <PostButton action={`${base}/reset`} label={t('directory.roster.preview.reset')} />}
        <LinkButton href={`${base}/cancel`}>{t('directory.roster.preview.cancel')}</LinkButton>
      </ActionBar>
      {decided > 0 && <p>{t('directory.roster.preview.decided', { count: decided })}</p>}
    </>
  )
}
