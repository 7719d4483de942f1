import { ActionBar, LinkButton, Notice, PostButton, Progress, Section } from '../../../../ui/index.ts'
import { unitHref, unitParam } from '../../unit-address.ts'
import type { Unit } from '../../unit-tree.ts'
import type { Reader } from '../../views/reader.ts'
import type { RosterImport } from '../imports-read-model.ts'
import type { RosterProgress } from '../progress.ts'
import { RosterSteps, resultLine } from './upload.tsx'

/** A large import under way: everything or nothing, with how far it is. */
export const ConfirmingBody = ({
  t,
  format,
  head,
  progress,
}: Reader & { head: RosterImport; progress: RosterProgress | undefined }) => (
  <>
    <RosterSteps t={t} current={3} />
    <Section title={head.fileName} lead={t('directory.roster.confirming.lead')}>
      {progress ? (
        <Progress
          value={progress.done}
          max={progress.of}
          label={t('directory.roster.confirming.progress', {
            done: format.number(progress.done),
            of: format.number(progress.of),
          })}
        />
      ) : (
        <>
          <p>{t('directory.roster.confirming.waiting')}</p>
          <PostButton
            action={`/desk/people/import/${head.id}/confirm`}
            label={t('directory.roster.confirming.again')}
          />
        </>
      )}
    </Section>
  </>
)

/** What came of an import: done, given up or expired. */
export const EndedBody = ({ t, head, unit }: Reader & { head: RosterImport; unit: Unit }) => (
  <>
    {head.state === 'done' && <RosterSteps t={t} current={3} />}
    {head.state === 'done' ? (
      <Notice tone="good">{resultLine(t, head)}</Notice>
    ) : (
      <Notice>
        {t(head.state === 'expired' ? 'directory.roster.ended.expired' : 'directory.roster.ended.cancelled')}
      </Notice>
    )}
    <ActionBar>
      <LinkButton href={unitHref(unit)} tone="main">
        {t('directory.roster.done.people')}
      </LinkButton>
      <LinkButton href={`/desk/people/import?unit=${unitParam(unit)}`}>
        {t('directory.roster.done.another')}
      </LinkButton>
    </ActionBar>
  </>
)
