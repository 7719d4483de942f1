import type { Typed } from '../../../platform/http/form.ts'
import type { FieldProblem } from '../../../platform/result.ts'
import {
  DateField,
  FieldGroup,
  FileField,
  Form,
  Notice,
  type Option,
  RadioGroup,
  SelectField,
  TextField,
} from '../../../ui/index.ts'
import { baseName } from '../../outreach/index.ts'
import { exportedKinds } from '../kinds.ts'
import { channelWords, type StatedView, statedHref } from '../stated-view.ts'

/**
 * A figure read elsewhere: what it is, who states it, of which days, where it stands, and the picture of it. Followers
 * are as of one day and need no picture.
 */
export function TypedForm(props: {
  view: StatedView
  typed: Typed
  problems?: readonly FieldProblem[] | undefined
  action: string
  notices: readonly Option[]
  today: string
  /** Address of the picture that came along already; null without. */
  picture: string | null
}) {
  const { view, typed, problems, today } = props
  const { t } = view
  const state = { t, typed, problems }
  const isFollowers = typed.kind === 'followers'
  return (
    <Form
      t={t}
      action={props.action}
      problems={problems}
      enctype="multipart/form-data"
      submit={t('stated.type.submit')}
      cancel={{ href: statedHref(view), label: t('ui.confirm.cancel') }}
      hidden={{ kept: typed.evidence ?? '', ...(isFollowers ? { kind: 'followers' } : {}) }}
    >
      {!isFollowers && (
        <RadioGroup
          {...state}
          name="kind"
          label={t('stated.type.kind')}
          required
          options={exportedKinds.map((kind) => ({
            value: kind,
            label: t(`stated.kind.${kind}`),
            hint: t(`stated.meaning.${kind}`),
          }))}
        />
      )}
      <TextField
        {...state}
        name="value"
        label={t(isFollowers ? 'stated.kind.followers' : 'stated.type.value')}
        hint={t('stated.type.valueHint')}
        inputmode="numeric"
        width="medium"
        required
      />
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
      <TextField
        {...state}
        name="account"
        label={t('stated.account')}
        hint={t('stated.account.hint')}
        required={isFollowers}
      />
      <DateField
        {...state}
        name="statedOn"
        label={t('stated.statedOn')}
        hint={t('stated.statedOn.hint')}
        max={today}
        required
      />
      {!isFollowers && (
        <>
          <FieldGroup legend={t('stated.type.span')}>
            <DateField {...state} name="from" label={t('stated.from')} max={today} required />
            <DateField {...state} name="until" label={t('stated.until')} max={today} required />
          </FieldGroup>
          <TextField
            {...state}
            name="link"
            label={t('stated.link')}
            hint={t('stated.link.hint')}
            type="url"
            inputmode="url"
          />
        </>
      )}
      <TextField
        {...state}
        name="source"
        label={t('stated.type.source')}
        hint={t('stated.type.sourceHint')}
        required
      />
      {props.picture && <Notice tone="good">{t('stated.type.pictureKept')}</Notice>}
      <FileField
        {...state}
        name="evidence"
        label={t('stated.evidence')}
        hint={t('stated.evidence.hint')}
        required={!isFollowers && !props.picture}
        accept="image/jpeg,image/png,image/webp"
      />
      <SelectField
        {...state}
        name="base"
        label={t('stated.base')}
        options={[
          { value: '', label: t('stated.none') },
          ...view.bases.map((base) => ({ value: base.code, label: baseName(base, t.locale) })),
        ]}
      />
      <SelectField
        {...state}
        name="publication"
        label={t('stated.publication')}
        options={[{ value: '', label: t('stated.none') }, ...props.notices]}
      />
    </Form>
  )
}
