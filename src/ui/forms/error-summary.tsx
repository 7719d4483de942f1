import type { Child } from 'hono/jsx'
import type { Translator } from '../../platform/i18n/catalogue.ts'
import type { FieldProblem } from '../../platform/result.ts'
import { fieldId, problemText } from './field.tsx'
import { labelsIn } from './labels-in.ts'

/** What is wrong with a form, each line a link to its field. */
export function ErrorSummary({
  t,
  problems,
  fields,
}: {
  t: Translator
  problems: readonly FieldProblem[]
  /** The form's children, in which labels are looked up. */
  fields?: Child
}) {
  const labels = labelsIn(fields)
  return (
    <div class="problems" role="alert" tabindex={-1} id="problems">
      <h2>{t('ui.form.problems', { count: problems.length })}</h2>
      <ul>
        {problems.map((problem) => {
          const label = labels.get(problem.field)
          return (
            <li>
              <a href={`#${fieldId(problem.field)}`}>
                {label ? `${label}: ` : ''}
                {problemText(t, problem)}
              </a>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
