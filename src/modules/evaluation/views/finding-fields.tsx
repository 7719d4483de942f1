import type { Child } from 'hono/jsx'
import type { Typed } from '../../../platform/http/form.ts'
import type { Translator } from '../../../platform/i18n/catalogue.ts'
import type { FieldProblem } from '../../../platform/result.ts'
import {
  FieldGroup,
  Form,
  type Option,
  RadioGroup,
  SelectField,
  TextArea,
  TextField,
} from '../../../ui/index.ts'
import { findingKinds } from '../tables.ts'

/** A finding as the scribe writes it down: what, from whom, about which stage, and the votes. */
export function FindingForm({
  action,
  cancel,
  hidden,
  submit,
  people,
  divisions,
  stages,
  sessions,
  ...state
}: {
  t: Translator
  typed: Typed
  problems?: readonly FieldProblem[]
  action: string
  cancel: { href: string; label: Child }
  hidden: Record<string, string>
  submit: string
  people: readonly Option[]
  divisions: readonly Option[]
  stages: readonly Option[]
  sessions: readonly Option[]
}) {
  const { t } = state
  const none = (label: string): Option => ({ value: '', label })
  const number = { ...state, inputmode: 'numeric', width: 'short' } as const
  return (
    <Form t={t} action={action} problems={state.problems} hidden={hidden} submit={submit} cancel={cancel}>
      <RadioGroup
        {...state}
        name="kind"
        label={t('evaluation.finding.kind')}
        required
        options={findingKinds.map((kind) => ({ value: kind, label: t(`evaluation.kind.${kind}`) }))}
      />
      <TextArea
        {...state}
        name="words"
        label={t('evaluation.finding.words')}
        required
        rows={4}
        maxlength={2000}
      />
      <TextArea
        {...state}
        name="proposal"
        label={t('evaluation.finding.proposal')}
        rows={3}
        maxlength={2000}
      />
      {stages.length > 0 && (
        <SelectField
          {...state}
          name="stage"
          label={t('evaluation.finding.stage')}
          options={[none(t('evaluation.finding.noStage')), ...stages]}
        />
      )}
      {sessions.length > 0 && (
        <SelectField
          {...state}
          name="session"
          label={t('evaluation.finding.session')}
          options={[none(t('evaluation.noSession')), ...sessions]}
        />
      )}
      <FieldGroup legend={t('evaluation.finding.origin')}>
        {people.length > 0 && (
          <SelectField
            {...state}
            name="participant"
            label={t('evaluation.finding.participant')}
            hint={t('evaluation.finding.participantHint')}
            options={[none(t('evaluation.finding.nobody')), ...people]}
          />
        )}
        <TextField
          {...state}
          name="unit"
          label={t('evaluation.finding.unit')}
          hint={t('evaluation.finding.unitHint')}
          maxlength={200}
        />
        <SelectField
          {...state}
          name="division"
          label={t('evaluation.finding.division')}
          options={[none(t('evaluation.finding.noDivision')), ...divisions]}
        />
      </FieldGroup>
      <FieldGroup legend={t('evaluation.finding.votes')}>
        <TextField {...number} name="votesFor" label={t('evaluation.votes.for')} />
        <TextField {...number} name="votesAgainst" label={t('evaluation.votes.against')} />
        <TextField {...number} name="votesAbstained" label={t('evaluation.votes.abstained')} />
      </FieldGroup>
    </Form>
  )
}
