import type { Typed } from '../../../platform/http/form.ts'
import type { FieldProblem } from '../../../platform/result.ts'
import {
  Columns,
  DefinitionList,
  Figure,
  FigureRow,
  Form,
  LinkButton,
  Notice,
  Section,
  SelectField,
  TextArea,
  TextField,
} from '../../../ui/index.ts'
import { type Unit, type UnitTree, unitParam } from '../../directory/index.ts'
import type { Election } from '../../elections/index.ts'
import { type Base, baseName } from '../bases-read-model.ts'
import type { Programme } from '../programmes-read-model.ts'
import { volunteerCeiling } from '../quota.ts'
import type { Volunteer } from '../volunteers-read-model.ts'
import { BasesTable } from './bases-table.tsx'
import { StrengthTable } from './strength-table.tsx'
import { VolunteersTable } from './volunteers-table.tsx'
import type { Speech } from './words.tsx'

export interface ProgrammeBodyProps {
  speech: Speech
  tree: UnitTree
  unit: Unit
  programme: Programme
  election: Election
  bases: readonly Base[]
  volunteers: readonly Volunteer[]
  /** When these were counted, formatted. */
  asOf: string
  mayChange: boolean
  /** The base whose volunteers are listed; '' for all. */
  shownBase: string
  typed: Typed
  problems?: readonly FieldProblem[]
}

/** A unit's programme: days and targets, volunteers against quotas, the people, the bases as they hold here. */
export function ProgrammeBody(props: ProgrammeBodyProps) {
  const { speech, tree, unit, programme, election, bases, volunteers, asOf, mayChange } = props
  const { t, format } = speech
  const chosen = bases.filter(({ code }) => programme.bases.includes(code))
  const active = volunteers.filter(({ state }) => state === 'active')
  const quota = chosen.reduce((sum, base) => sum + base.quota, 0)
  const shown = bases.find(({ code }) => code === props.shownBase)
  const shownName = shown && baseName(shown, t.locale)
  const isDistrict = unit.level === 'district'
  return (
    <>
      {isDistrict && (
        <FigureRow>
          <Figure
            tone="ink"
            label={t('outreach.figure.volunteers')}
            value={format.number(active.length)}
            unit={t('outreach.figure.of', { count: quota })}
            denominator={t('outreach.figure.quotaHere')}
            date={asOf}
            source={t('outreach.figure.source')}
            example={programme.example}
          />
          <Figure
            label={t('outreach.programme.target')}
            value={programme.targetPeople === null ? '–' : format.number(programme.targetPeople)}
            unit={programme.targetPeople === null ? undefined : t('outreach.programme.people')}
            note={programme.targetPeople === null ? t('outreach.programme.noTarget') : undefined}
            date={asOf}
            source={t('outreach.figure.source')}
            example={programme.example}
          />
        </FigureRow>
      )}
      <Section title={t('outreach.programme.about')}>
        <DefinitionList
          items={[
            [
              t('outreach.programme.days'),
              t('outreach.programme.daysWords', {
                from: format.day(programme.startsOn),
                until: format.day(programme.endsOn),
              }),
            ],
            [t('outreach.programme.bases'), chosen.map((base) => baseName(base, t.locale)).join(', ')],
            ...(programme.quotaReason
              ? ([[t('outreach.programme.quotaReason'), programme.quotaReason]] as const)
              : []),
            ...(programme.note ? ([[t('outreach.programme.note'), programme.note]] as const) : []),
          ]}
        />
      </Section>
      {!isDistrict && <Notice>{t('outreach.programme.noVolunteersHere')}</Notice>}
      {isDistrict && (
        <Columns>
          {mayChange && programme.state === 'open' && (
            <div class="screen-only">
              <AddVolunteers {...props} bases={chosen} />
            </div>
          )}
          <Section title={t('outreach.strength.title')} lead={t('outreach.strength.lead')}>
            <StrengthTable speech={speech} programme={programme} bases={chosen} volunteers={active} />
          </Section>
        </Columns>
      )}
      {isDistrict && (
        <Section
          id="volunteers"
          title={t('outreach.volunteers.title')}
          lead={shownName && t('outreach.volunteers.ofBase', { base: shownName })}
          actions={shownName && <LinkButton href="?#volunteers">{t('outreach.volunteers.all')}</LinkButton>}
        >
          <VolunteersTable {...props} bases={chosen} />
        </Section>
      )}
      <Section title={t('outreach.bases.title')} lead={t('outreach.bases.lead')}>
        <BasesTable
          speech={speech}
          tree={tree}
          unit={unit}
          electionId={election.id}
          bases={bases}
          mayChange={mayChange}
        />
      </Section>
    </>
  )
}

/** Several volunteers of one base at once, a line each. */
function AddVolunteers({ speech: { t }, unit, programme, bases, typed, problems }: ProgrammeBodyProps) {
  const state = { t, typed, problems }
  return (
    <Section title={t('outreach.add.title')} id="add">
      <Form
        t={t}
        action={`/desk/outreach/${unitParam(unit)}/${programme.id}/volunteers`}
        problems={problems}
        submit={t('outreach.add.submit')}
      >
        <SelectField
          {...state}
          name="base"
          label={t('outreach.base.name')}
          required
          options={bases.map((base) => ({
            value: base.code,
            label: t('outreach.add.base', { base: baseName(base, t.locale), quota: base.quota }),
          }))}
        />
        <TextArea
          {...state}
          name="names"
          label={t('outreach.add.names')}
          hint={t('outreach.add.namesHint')}
          rows={5}
          required
        />
        <TextField
          {...state}
          name="quotaReason"
          label={t('outreach.programme.quotaReason')}
          hint={t('outreach.programme.quotaReasonHint', { ceiling: volunteerCeiling() })}
          maxlength={300}
        />
      </Form>
    </Section>
  )
}
