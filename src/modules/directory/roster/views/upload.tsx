import type { FieldProblem } from '../../../../platform/result.ts'
import {
  Columns,
  DataTable,
  EmptyState,
  ExportLinks,
  FileField,
  Form,
  Section,
  Steps,
  Tag,
  type Tone,
} from '../../../../ui/index.ts'
import { unitParam } from '../../unit-address.ts'
import type { Unit } from '../../unit-tree.ts'
import type { Reader } from '../../views/reader.ts'
import type { RosterImport } from '../imports-read-model.ts'
import type { RosterState } from '../tables.ts'

/** The four steps of an import; `current` counts from 0. */
export const RosterSteps = ({ t, current }: Pick<Reader, 't'> & { current: number }) => (
  <Steps
    items={(['upload', 'columns', 'preview', 'done'] as const).map((step) =>
      t(`directory.roster.step.${step}`),
    )}
    current={current}
  />
)

export interface UploadProps extends Reader {
  unit: Unit
  problems?: readonly FieldProblem[]
  /** Name of a file that was just refused. */
  refused?: string
  history: readonly RosterImport[]
  /** The account that reads: only its own imports can be opened. */
  reader: string
  unitName(id: string): string
}

/** Where a roster begins: a file for a unit, what is recognised, and what was imported before. */
export const UploadBody = (props: UploadProps) => (
  <>
    <RosterSteps t={props.t} current={0} />
    <Columns split="main-aside">
      <Section title={props.t('directory.roster.upload.unit')} lead={props.unit.name}>
        <UploadForm {...props} />
      </Section>
      <Help {...props} />
    </Columns>
    <Section title={props.t('directory.roster.history.title')}>
      <History {...props} />
    </Section>
  </>
)

const UploadForm = ({ t, unit, problems, refused }: UploadProps) => (
  <Form
    t={t}
    action={`/desk/people/import?unit=${unitParam(unit)}`}
    enctype="multipart/form-data"
    problems={problems}
    submit={t('directory.roster.upload.submit')}
  >
    <p>{t('directory.roster.upload.unitHint')}</p>
    {refused && <p>{t('directory.roster.upload.sent', { file: refused })}</p>}
    <FileField
      t={t}
      name="file"
      label={t('directory.roster.upload.file')}
      hint={t('directory.roster.upload.fileHint')}
      accept=".xlsx,.ods,.csv,.txt"
      required
      problems={problems}
    />
  </Form>
)

const Help = ({ t, unit }: UploadProps) => (
  <Section title={t('directory.roster.help.title')}>
    <ul>
      <li>{t('directory.roster.help.columns')}</li>
      <li>{t('directory.roster.help.dates')}</li>
      <li>{t('directory.roster.help.example')}</li>
    </ul>
    <ExportLinks
      t={t}
      links={(['xlsx', 'ods', 'csv'] as const).map((format) => ({
        href: `/desk/people/export.${format}?unit=${unitParam(unit)}`,
        label: format.toUpperCase(),
      }))}
    />
  </Section>
)

const tones: Record<RosterState, Tone> = {
  columns: 'warn',
  preview: 'warn',
  confirming: 'ink',
  done: 'good',
  cancelled: 'neutral',
  expired: 'neutral',
}

export const StateTag = ({ t, state }: Pick<Reader, 't'> & { state: RosterState }) => (
  <Tag tone={tones[state]}>{t(`directory.roster.state.${state}`)}</Tag>
)

/** New people, appointments and corrections of an import that is done, in one line. */
export const resultLine = (t: Reader['t'], { counts }: Pick<RosterImport, 'counts'>) =>
  t('directory.roster.done.lead', {
    people: counts?.newPerson ?? 0,
    appointments: (counts?.newPerson ?? 0) + (counts?.newAppointment ?? 0),
    changed: counts?.changed ?? 0,
  })

const History = ({ t, format, history, unit, unitName, reader }: UploadProps) => (
  <DataTable<RosterImport>
    t={t}
    caption={t('directory.roster.history.caption')}
    rows={history}
    columns={[
      {
        key: 'file',
        label: t('directory.roster.file'),
        phone: 'title',
        cell: ({ id, fileName, accountId }) =>
          accountId === reader ? <a href={`/desk/people/import/${id}`}>{fileName}</a> : fileName,
      },
      { key: 'unit', label: t('directory.roster.unit'), cell: ({ unitId }) => unitName(unitId) },
      { key: 'by', label: t('directory.roster.by'), cell: ({ accountName }) => accountName },
      {
        key: 'at',
        label: t('directory.roster.at'),
        cell: ({ endedAt, createdAt }) => format.instant(endedAt ?? createdAt, unit.timeZone),
      },
      {
        key: 'state',
        label: t('directory.roster.state'),
        cell: ({ state }) => <StateTag t={t} state={state} />,
      },
      {
        key: 'result',
        label: t('directory.roster.result'),
        cell: (head) => (head.state === 'done' ? resultLine(t, head) : ''),
      },
    ]}
    empty={<EmptyState title={t('directory.roster.history.none')} />}
  />
)
