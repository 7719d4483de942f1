import type { Typed } from '../../../platform/http/form.ts'
import type { Translator } from '../../../platform/i18n/catalogue.ts'
import type { FieldProblem } from '../../../platform/result.ts'
import { TextField } from '../../../ui/index.ts'

/** Why something is set right or taken away: always asked, at most as long as the commands take it. */
export const ReasonField = (props: {
  t: Translator
  hint: string
  typed?: Typed
  problems?: readonly FieldProblem[]
}) => <TextField {...props} name="reason" label={props.t('evidence.reason')} required maxlength={500} />
