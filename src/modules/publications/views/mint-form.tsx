import type { Typed } from '../../../platform/http/form.ts'
import type { Translator } from '../../../platform/i18n/catalogue.ts'
import type { FieldProblem } from '../../../platform/result.ts'
import { CheckboxField, FieldGroup, Form, RadioGroup, SelectField } from '../../../ui/index.ts'

interface Choice {
  value: string
  label: string
}

export interface MintChoices {
  electionId: string
  elections: readonly Choice[]
  bases: readonly (Choice & { volunteers: number })[]
  channels: readonly Choice[]
  notices: readonly Choice[]
}

/** Which links are to be minted: one for each base x channel x volunteer. */
export function MintForm(props: {
  t: Translator
  action: string
  cancelHref: string
  choices: MintChoices
  typed: Typed
  problems: readonly FieldProblem[]
}) {
  const { t, choices } = props
  const typed = { ...props.typed, electionId: choices.electionId }
  // A group has no field of its own: what is wrong with it is said at its first box.
  const first: Record<string, string | undefined> = {
    bases: `base-${choices.bases[0]?.value}`,
    channels: `channel-${choices.channels[0]?.value}`,
    unit: 'electionId',
  }
  const problems = props.problems.map((problem) => ({
    ...problem,
    field: first[problem.field] ?? problem.field,
  }))
  const common = { t, typed, problems }
  return (
    <Form
      t={t}
      action={props.action}
      typed={typed}
      problems={problems}
      submit={t('publications.links.form.submit')}
      cancel={{ href: props.cancelHref, label: t('publications.form.cancel') }}
    >
      <SelectField
        {...common}
        name="electionId"
        label={t('publications.links.form.election')}
        options={choices.elections}
        required
      />
      {choices.elections.length > 1 && (
        <p>
          <button class="button button-plain" type="submit" name="do" value="choose">
            {t('publications.links.form.choose')}
          </button>
        </p>
      )}
      <SelectField
        {...common}
        name="publicationId"
        label={t('publications.links.form.publication')}
        options={[{ value: '', label: t('publications.links.unitPage') }, ...choices.notices]}
        required
      />
      <FieldGroup legend={t('publications.links.form.bases')}>
        {choices.bases.map(({ value, label, volunteers }) => (
          <CheckboxField
            {...common}
            name={`base-${value}`}
            label={
              <>
                {label}{' '}
                <span class="muted small">
                  {t('publications.links.form.volunteers', { count: volunteers })}
                </span>
              </>
            }
          />
        ))}
      </FieldGroup>
      <FieldGroup legend={t('publications.links.form.channels')}>
        {choices.channels.map(({ value, label }) => (
          <CheckboxField {...common} name={`channel-${value}`} label={label} />
        ))}
      </FieldGroup>
      <RadioGroup
        {...common}
        name="owner"
        label={t('publications.links.form.owner')}
        required
        options={[
          {
            value: 'each',
            label: t('publications.links.form.each'),
            hint: t('publications.links.form.eachHint'),
          },
          {
            value: 'shared',
            label: t('publications.links.form.shared'),
            hint: t('publications.links.form.sharedHint'),
          },
        ]}
      />
    </Form>
  )
}
