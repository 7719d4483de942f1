import type { Typed } from '../../../platform/http/form.ts'
import type { Translator } from '../../../platform/i18n/catalogue.ts'
import type { FieldProblem } from '../../../platform/result.ts'
import {
  CheckboxField,
  Columns,
  DateField,
  FieldGroup,
  FileField,
  Form,
  SelectField,
  TextArea,
  TextField,
} from '../../../ui/index.ts'
import { type Election, nameIn } from '../../elections/index.ts'

interface NoticeFormProps {
  t: Translator
  action: string
  cancelHref: string
  typed: Typed
  problems: readonly FieldProblem[]
  elections: readonly Election[]
  /** Where the picture kept so far is shown from. */
  picture: string | null
  /** Whether the notice is public already, so that the change is a correction. */
  isCorrection: boolean
}

/** Everything that is written into a notice. */
export function NoticeForm(props: NoticeFormProps) {
  const { t, typed, problems, picture, isCorrection } = props
  const common = { t, typed, problems }
  const hidden = { version: typed.version ?? '', imageHash: typed.imageHash ?? '' }
  return (
    <Form
      t={t}
      action={props.action}
      enctype="multipart/form-data"
      typed={typed}
      problems={problems}
      hidden={hidden}
      submit={isCorrection ? t('publications.form.saveCorrection') : t('publications.form.save')}
      cancel={{ href: props.cancelHref, label: t('publications.form.cancel') }}
    >
      {isCorrection && (
        <TextArea
          {...common}
          name="correctionNote"
          label={t('publications.form.note')}
          hint={t('publications.form.noteHint')}
          rows={2}
          required
        />
      )}
      <Columns>
        <FieldGroup legend={t('publications.form.indonesian')}>
          <TextField
            {...common}
            name="titleId"
            label={t('publications.form.titleId')}
            hint={t('publications.form.titleHint')}
            maxlength={120}
            required
          />
          <TextArea
            {...common}
            name="bodyId"
            label={t('publications.form.bodyId')}
            hint={t('publications.form.bodyHint')}
            rows={12}
            required
          />
        </FieldGroup>
        <FieldGroup legend={t('publications.form.english')}>
          <TextField {...common} name="titleEn" label={t('publications.form.titleEn')} maxlength={120} />
          <TextArea {...common} name="bodyEn" label={t('publications.form.bodyEn')} rows={8} />
        </FieldGroup>
      </Columns>
      <Columns>
        <FieldGroup legend={t('publications.form.imageGroup')}>
          {picture && <img class="picture-kept" src={picture} alt={typed.imageAltId ?? ''} width="240" />}
          <FileField
            {...common}
            name="image"
            label={t('publications.form.image')}
            hint={picture ? t('publications.form.imageKept') : t('publications.form.imageHint')}
            accept="image/jpeg,image/png,image/webp"
          />
          {picture && (
            <CheckboxField {...common} name="imageRemove" label={t('publications.form.imageRemove')} />
          )}
          <TextField
            {...common}
            name="imageAltId"
            label={t('publications.form.imageAltId')}
            maxlength={300}
          />
          <TextField
            {...common}
            name="imageAltEn"
            label={t('publications.form.imageAltEn')}
            maxlength={300}
          />
        </FieldGroup>
        <FieldGroup legend={t('publications.form.validityGroup')}>
          <DateField
            {...common}
            name="validFrom"
            label={t('publications.form.validFrom')}
            hint={t('publications.form.validFromHint')}
          />
          <DateField
            {...common}
            name="validUntil"
            label={t('publications.form.validUntil')}
            hint={t('publications.form.validUntilHint')}
          />
          <TextField
            {...common}
            name="source"
            label={t('publications.form.source')}
            hint={t('publications.form.sourceHint')}
            maxlength={300}
            required={isCorrection}
          />
          <SelectField
            {...common}
            name="electionId"
            label={t('publications.form.election')}
            options={[
              { value: '', label: t('publications.form.noElection') },
              ...props.elections.map((election) => ({
                value: election.id,
                label: nameIn(t.locale, election),
              })),
            ]}
          />
        </FieldGroup>
      </Columns>
      <p>
        <button class="button button-plain" type="submit" name="do" value="preview">
          {t('publications.form.preview')}
        </button>
      </p>
    </Form>
  )
}
