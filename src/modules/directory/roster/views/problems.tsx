import { Columns, EmptyState, Form, Section, SelectField, Tag, TextField } from '../../../../ui/index.ts'
import type { Reader } from '../../views/reader.ts'
import type { NumberedProblem, RosterImport } from '../imports-read-model.ts'
import { proposalOf } from '../problems.ts'
import type { RosterWordsShown } from '../shown.ts'

/** Fields that can be written anew where no mend fits. */
const writable = new Set([
  'name',
  'unit',
  'unitCode',
  'position',
  'division',
  'gender',
  'from',
  'until',
  'staffNumber',
  'phone',
  'email',
])
/** Problems that are about more than what stands in the cell. */
const fixed = new Set([
  'unitOutside',
  'personServes',
  'seatsTaken',
  'termsTooMany',
  'personAmbiguous',
  'duplicateDiffers',
  'fromDiffers',
  'untilBeforeFrom',
  'staffNumberTaken',
])

export interface ProblemsProps extends Reader {
  head: RosterImport
  problems: readonly NumberedProblem[]
  shown: RosterWordsShown
  /** Address of the problems after these. */
  next?: string
  first?: string
}

/** Every problem once, with where it stands, what is wrong and what may be done; one button for all on the page. */
export const RosterProblems = ({ t, head, problems, shown, next, first }: ProblemsProps) => {
  if (problems.length === 0) {
    return (
      <EmptyState title={t('directory.roster.problem.none')}>
        {t('directory.roster.problem.noneLead')}
      </EmptyState>
    )
  }
  return (
    <Form t={t} action={`/desk/people/import/${head.id}/mends`} submit={t('directory.roster.problem.submit')}>
      {problems.map((problem) => (
        <Problem t={t} problem={problem} shown={shown} />
      ))}
      {(next || first) && (
        <nav class="pager" aria-label={t('ui.table.pager')}>
          {first && (
            <a class="button button-plain" href={first}>
              {t('ui.table.previous')}
            </a>
          )}
          {next && (
            <a class="button button-plain" href={next}>
              {t('ui.table.next')}
            </a>
          )}
        </nav>
      )}
    </Form>
  )
}

const Problem = ({
  t,
  problem,
  shown,
}: Pick<Reader, 't'> & { problem: NumberedProblem; shown: RosterWordsShown }) => {
  const { number, key, kind, field } = problem
  const proposal = proposalOf(problem)
  const typed = { [`choice-${number}`]: proposal === undefined ? '' : `code:${proposal}` }
  const cell = shown.cell(problem)
  return (
    <Section
      id={`problem-${number}`}
      title={
        <>
          {t(`directory.roster.field.${field}`)}
          {cell !== '' && <>: “{cell.slice(0, 120)}”</>}
        </>
      }
      lead={who(problem, shown)}
      actions={problem.count > 1 && <Tag tone="warn">{`${problem.count}×`}</Tag>}
    >
      <p>{shown.sentence(problem)}</p>
      <input type="hidden" name={`key-${number}`} value={key} />
      <Columns>
        <SelectField
          t={t}
          name={`choice-${number}`}
          label={t('directory.roster.problem.choose')}
          required
          typed={typed}
          options={shown.choices(problem)}
        />
        {writable.has(field) && !fixed.has(kind) && (
          <TextField
            t={t}
            name={`text-${number}`}
            label={t('directory.roster.problem.other')}
            maxlength={200}
          />
        )}
      </Columns>
    </Section>
  )
}

/** Where a problem stands and whose row it is, unless the name itself is the problem. */
const who = (problem: NumberedProblem, shown: RosterWordsShown) =>
  [shown.place(problem), problem.field === 'name' ? '' : problem.who].filter(Boolean).join(' · ')
