import type { Typed } from '../../../platform/http/form.ts'
import type { FieldProblem } from '../../../platform/result.ts'
import {
  ActionBar,
  DataTable,
  DateField,
  DefinitionList,
  EmptyState,
  FieldGroup,
  Form,
  Notice,
  PostButton,
  Section,
  SelectField,
  Stated,
  TextField,
} from '../../../ui/index.ts'
import { columnLetter } from '../../spreadsheets/index.ts'
import type { StatedImport } from '../imports-read-model.ts'
import { exportedKinds } from '../kinds.ts'
import { exportFields } from '../layouts.ts'
import type { ImportPreview } from '../preview-import.ts'
import { shortened } from '../shortened.ts'
import { channelWords, layoutWords, type StatedView, spanWords } from '../stated-view.ts'

interface Props {
  view: StatedView
  draft: StatedImport
  preview: ImportPreview
  href: string
  wrong?: { typed: Typed; problems: readonly FieldProblem[] } | undefined
}

const shownRows = 20
const shownProblems = 200

/** A file before anything of it is kept: what would come in, what would be left out and why, how it is read. */
export function DraftBody(props: Props) {
  const { view, draft, preview, href, wrong } = props
  const { t, format } = view
  const { counts, isReadable } = preview
  return (
    <>
      {!isReadable && !wrong && (
        <Notice tone="warn" title={t('stated.draft.unknown')}>
          {t('stated.draft.unknownBody')}
        </Notice>
      )}
      {isReadable && (
        <Section title={t('stated.draft.what')} lead={t('stated.draft.lead')}>
          <DefinitionList
            items={[
              [t('stated.layout'), layoutWords(t, draft.choices.layout ?? 'by-hand')],
              [t('stated.by'), channelWords(view, draft.choices.channel ?? '')],
              [t('stated.statedOn'), format.day(draft.statedOn)],
              [t('stated.hash'), <code>{draft.fileHash}</code>],
              [t('stated.counts.rows'), format.number(counts.rows)],
              [t('stated.counts.figures'), format.number(counts.figures)],
              [t('stated.counts.unchanged'), format.number(counts.unchanged)],
              [t('stated.counts.problems'), format.number(counts.problems)],
            ]}
          />
          <ActionBar>
            {counts.figures > 0 && (
              <PostButton
                action={`${href}/keep`}
                tone="ink"
                label={t('stated.draft.keep', { figures: counts.figures, problems: counts.problems })}
              />
            )}
            <PostButton action={`${href}/drop`} label={t('stated.draft.drop')} />
          </ActionBar>
        </Section>
      )}
      {preview.problems.length > 0 && <RowProblems view={view} preview={preview} />}
      {isReadable && <RowsSeen view={view} preview={preview} />}
      <Section id="columns" title={t('stated.columns.title')} lead={t('stated.columns.lead')}>
        <ColumnsForm {...props} />
      </Section>
      {!isReadable && (
        <ActionBar>
          <PostButton action={`${href}/drop`} label={t('stated.draft.drop')} />
        </ActionBar>
      )}
    </>
  )
}

function RowProblems({ view: { t, format }, preview: { problems } }: Pick<Props, 'view' | 'preview'>) {
  return (
    <Section tone="warn" title={t('stated.rows.problems')} lead={t('stated.rows.problemsLead')}>
      <DataTable
        t={t}
        caption={t('stated.rows.problems')}
        rows={problems.slice(0, shownProblems)}
        columns={[
          {
            key: 'row',
            label: t('stated.rows.row'),
            phone: 'title' as const,
            cell: ({ row, column }) =>
              column === null
                ? format.number(row, { useGrouping: false })
                : `${format.number(row, { useGrouping: false })}, ${columnLetter(column)}`,
          },
          {
            key: 'why',
            label: t('stated.rows.why'),
            cell: ({ kind, value }) => t(`stated.row.${kind}`, { value: shortened(value, 80) }),
          },
        ]}
        empty={null}
      />
      {problems.length > shownProblems && (
        <p>{t('stated.rows.more', { count: problems.length - shownProblems })}</p>
      )}
    </Section>
  )
}

function RowsSeen({ view, preview: { rows } }: Pick<Props, 'view' | 'preview'>) {
  const { t, format } = view
  return (
    <Section title={t('stated.rows.title')} lead={t('stated.rows.lead', { count: rows.length })}>
      <DataTable
        t={t}
        caption={t('stated.rows.title')}
        rows={rows.slice(0, shownRows)}
        columns={[
          {
            key: 'about',
            label: t('stated.about'),
            phone: 'title' as const,
            cell: ({ title, subject, account }) =>
              shortened(title ?? (subject || account || t('stated.about.day')), 90),
          },
          { key: 'span', label: t('stated.span'), cell: ({ from, until }) => spanWords(view, from, until) },
          ...exportedKinds.map((kind) => ({
            key: kind,
            label: t(`stated.kind.${kind}`),
            align: 'end' as const,
            cell: ({ values }: (typeof rows)[number]) => {
              const value = values[kind]
              return value === undefined ? '–' : <Stated>{format.number(value)}</Stated>
            },
          })),
        ]}
        empty={<EmptyState title={t('stated.rows.none')} />}
      />
    </Section>
  )
}

/** How the file is read, to be said where it was not recognised and mended where it was misread. */
function ColumnsForm({ view, draft, preview, href, wrong }: Props) {
  const { t } = view
  const { choices } = draft
  const typed: Typed = wrong?.typed ?? {
    channel: choices.channel ?? '',
    account: choices.account,
    statedOn: draft.statedOn,
    ...Object.fromEntries(
      Object.entries(choices.columns).map(([field, column]) => [`column-${field}`, String(column)]),
    ),
  }
  const state = { t, typed, problems: wrong?.problems }
  const options = [
    { value: '', label: t('stated.columns.none') },
    ...preview.heads.map((head, at) => ({
      value: String(at),
      label: `${columnLetter(at)}: ${shortened(head, 60) || '–'}`,
    })),
  ]
  return (
    <Form t={t} action={`${href}/columns`} problems={wrong?.problems} submit={t('stated.columns.submit')}>
      <SelectField
        {...state}
        name="channel"
        label={t('stated.by')}
        required
        options={[
          { value: '', label: t('stated.choose') },
          ...view.channels
            .filter(({ kind }) => kind === 'online')
            .map(({ code }) => ({ value: code, label: channelWords(view, code) })),
        ]}
      />
      <TextField {...state} name="account" label={t('stated.account')} hint={t('stated.account.file')} />
      <DateField
        {...state}
        name="statedOn"
        label={t('stated.statedOn')}
        hint={t('stated.statedOn.file')}
        required
      />
      <FieldGroup legend={t('stated.columns.legend')}>
        {exportFields.map((field) => (
          <SelectField
            {...state}
            name={`column-${field}`}
            label={t(`stated.column.${field}`)}
            required={field === 'day'}
            options={options}
          />
        ))}
      </FieldGroup>
    </Form>
  )
}
