import type { Typed } from '../../../platform/http/form.ts'
import type { FieldProblem } from '../../../platform/result.ts'
import {
  DateField,
  DefinitionList,
  FileField,
  Form,
  type Option,
  SelectField,
  Tag,
} from '../../../ui/index.ts'
import { baseName } from '../../outreach/index.ts'
import type { StatedImport } from '../imports-read-model.ts'
import { channelWords, layoutWords, type StatedView, statedHref } from '../stated-view.ts'

/** Asks for a platform's file and the day it was handed out. */
export function UploadForm(props: {
  view: StatedView
  typed: Typed
  problems?: readonly FieldProblem[] | undefined
  notices: readonly Option[]
  today: string
}) {
  const { view, typed, problems, today } = props
  const { t } = view
  const state = { t, typed, problems }
  return (
    <Form
      t={t}
      action={statedHref(view, '/import')}
      problems={problems}
      enctype="multipart/form-data"
      submit={t('stated.import.submit')}
      cancel={{ href: statedHref(view), label: t('ui.confirm.cancel') }}
    >
      <FileField
        {...state}
        name="file"
        label={t('stated.file')}
        hint={t('stated.file.hint')}
        accept=".csv,.xlsx,.ods"
        required
      />
      <DateField
        {...state}
        name="statedOn"
        label={t('stated.statedOn')}
        hint={t('stated.statedOn.file')}
        max={today}
        required
      />
      <SelectField
        {...state}
        name="base"
        label={t('stated.base')}
        hint={t('stated.base.hint')}
        options={[
          { value: '', label: t('stated.none') },
          ...view.bases.map((base) => ({ value: base.code, label: baseName(base, t.locale) })),
        ]}
      />
      <SelectField
        {...state}
        name="publication"
        label={t('stated.publication')}
        hint={t('stated.publication.hint')}
        options={[{ value: '', label: t('stated.none') }, ...props.notices]}
      />
    </Form>
  )
}

/** What is known of an import: the file, how it was read, who kept it when, and whether it still stands. */
export function ImportFacts({
  view,
  file,
  standing,
}: {
  view: StatedView
  file: StatedImport
  /** Figures of it that are there now. */
  standing: number
}) {
  const { t, format, unit } = view
  const { choices, counts } = file
  return (
    <DefinitionList
      items={[
        [
          t('stated.state'),
          <Tag tone={file.state === 'kept' ? 'good' : 'neutral'}>{t(`stated.state.${file.state}`)}</Tag>,
        ],
        [t('stated.file'), file.fileName],
        [t('stated.hash'), <code>{file.fileHash}</code>],
        [t('stated.layout'), layoutWords(t, choices.layout ?? 'by-hand')],
        [t('stated.by'), choices.channel === null ? '–' : channelWords(view, choices.channel)],
        [t('stated.statedOn'), format.day(file.statedOn)],
        [t('stated.counts.rows'), format.number(counts?.rows ?? 0)],
        [t('stated.counts.figures'), format.number(counts?.figures ?? 0)],
        [t('stated.counts.unchanged'), format.number(counts?.unchanged ?? 0)],
        [t('stated.counts.problems'), format.number(counts?.problems ?? 0)],
        [t('stated.counts.standing'), format.number(standing)],
        [t('stated.who'), file.byName],
        [t('stated.when'), format.instant(file.keptAt ?? file.createdAt, unit.timeZone)],
        ...(file.undoneAt
          ? ([
              [t('stated.undone'), `${file.undoneBy ?? ''}, ${format.instant(file.undoneAt, unit.timeZone)}`],
            ] as const)
          : []),
      ]}
    />
  )
}
