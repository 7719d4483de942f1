import type { Typed } from '../../../../platform/http/form.ts'
import type { FieldProblem } from '../../../../platform/result.ts'
import { Columns, DateField, Form, Notice, Section, SelectField, TextField } from '../../../../ui/index.ts'
import type { Reader } from '../../views/reader.ts'
import type { RosterImport } from '../imports-read-model.ts'
import type { RosterLayout } from '../layout.ts'
import { rosterFields } from '../roster-words.ts'
import { RosterSteps } from './upload.tsx'

export interface ColumnsProps extends Reader {
  head: RosterImport
  layout: RosterLayout
  typed: Typed
  problems?: readonly FieldProblem[]
}

/** Step one: which column holds which field, with what the columns hold beside it. */
export const ColumnsBody = (props: ColumnsProps) => {
  const { t, head, layout, typed, problems } = props
  return (
    <>
      <RosterSteps t={t} current={1} />
      <Notice tone={layout.headerRow < 0 ? 'warn' : 'neutral'}>
        {layout.headerRow < 0
          ? t('directory.roster.columns.headerMissing')
          : t('directory.roster.columns.headerFound', { row: layout.headerRow + 1 })}
      </Notice>
      <Columns split="main-aside">
        <Section title={head.fileName} lead={head.sheetName ?? undefined}>
          <Form
            t={t}
            action={`/desk/people/import/${head.id}/columns`}
            problems={problems}
            typed={typed}
            submit={t('directory.roster.columns.submit')}
            cancel={{
              href: `/desk/people/import/${head.id}/cancel`,
              label: t('directory.roster.preview.cancel'),
            }}
          >
            {rosterFields.map((field) => (
              <SelectField
                t={t}
                name={field}
                label={t(`directory.roster.field.${field}`)}
                hint={samplesOf(props, field)}
                required={field === 'name' || field === 'position'}
                typed={typed}
                problems={problems}
                options={[
                  { value: '', label: t('directory.roster.columns.none') },
                  ...layout.columns.map(({ letter, title }, at) => ({
                    value: String(at),
                    label: title === '' ? letter : t('directory.roster.columns.option', { letter, title }),
                  })),
                ]}
              />
            ))}
            <DateField
              t={t}
              name="defaultFrom"
              label={t('directory.roster.columns.defaultFrom')}
              hint={t('directory.roster.columns.defaultFromHint')}
              typed={typed}
              problems={problems}
            />
          </Form>
        </Section>
        <div class="stack">
          {head.sheetNames.length > 1 && <OtherSheet {...props} />}
          <HeaderRow {...props} />
        </div>
      </Columns>
    </>
  )
}

function samplesOf({ t, layout, typed }: ColumnsProps, field: string): string | undefined {
  const chosen = typed[field]
  const samples = chosen === undefined || chosen === '' ? undefined : layout.columns[Number(chosen)]?.samples
  if (!samples || samples.length === 0) return undefined
  return t('directory.roster.columns.samples', {
    samples: samples.map((text) => text.slice(0, 40)).join(' · '),
  })
}

/** A file of several sheets: the one that was read, and the way to another. */
const OtherSheet = ({ t, head, typed, problems }: ColumnsProps) => (
  <Section title={t('directory.roster.columns.sheets')}>
    <Form
      t={t}
      action={`/desk/people/import/${head.id}/sheet`}
      submit={t('directory.roster.columns.headerSubmit')}
    >
      <SelectField
        t={t}
        name="sheet"
        label={t('directory.roster.columns.sheet')}
        hint={t('directory.roster.columns.sheetHint', { count: head.sheetNames.length })}
        required
        typed={{ sheet: typed.sheet ?? head.sheetName ?? '' }}
        problems={problems}
        options={head.sheetNames.map((name) => ({ value: name, label: name }))}
      />
    </Form>
  </Section>
)

const HeaderRow = ({ t, head, layout, problems }: ColumnsProps) => (
  <Section title={t('directory.roster.columns.header')}>
    <Form
      t={t}
      action={`/desk/people/import/${head.id}/header-row`}
      submit={t('directory.roster.columns.headerSubmit')}
    >
      <TextField
        t={t}
        name="headerRow"
        label={t('directory.roster.columns.headerRow')}
        hint={t('directory.roster.columns.headerRowHint')}
        inputmode="numeric"
        width="short"
        required
        typed={{ headerRow: String(layout.headerRow + 1) }}
        problems={problems}
      />
    </Form>
  </Section>
)
