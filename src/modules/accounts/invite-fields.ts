import type { Actor } from '../../platform/access.ts'
import type { Typed } from '../../platform/http/form.ts'
import type { FieldProblem } from '../../platform/result.ts'
import type { Option } from '../../ui/index.ts'
import type { InviteInput } from './invite-accounts.ts'
import { grantableScopes, nameOfScope, scopeOfParam, scopeParam } from './scopes.ts'

type Names = ReadonlyMap<string, string>

/** People as they are typed: one a line, `Name` or `Name = sign.in.name`. */
export function peopleOf(text: string): InviteInput['people'] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const [name = '', signInName = ''] = line.split('=').map((part) => part.trim())
      return { name, signInName }
    })
}

/** Role, unit and days as typed; an unknown unit stays unknown, for the command to refuse. */
export const grantOf = (typed: Typed, names: Names) => ({
  role: typed.role ?? '',
  scope: scopeOfParam(names, typed.unit ?? '') ?? '',
  fromOn: typed.fromOn || undefined,
  untilOn: typed.untilOn || null,
})

/** Problems of the command at the fields of the form. */
export const atFields = (problems: readonly FieldProblem[] = []): FieldProblem[] =>
  problems.map((problem) => ({
    ...problem,
    field: problem.field.startsWith('people') ? 'people' : problem.field === 'scope' ? 'unit' : problem.field,
  }))

/** The units the actor may invite into, as choices. */
export const unitOptions = (actor: Actor | null, names: Names): Option[] =>
  actor ? scopeOptions(grantableScopes(actor, names), names) : []

/** Scopes as choices, each unit followed by those under it, set in by depth. */
export function scopeOptions(scopes: readonly string[], names: Names): Option[] {
  const sorted = [...scopes].sort()
  const least = Math.min(...sorted.map((scope) => scope.split('.').length))
  return sorted.map((scope) => ({
    value: scopeParam(scope),
    label: '\u2003'.repeat(scope.split('.').length - least) + nameOfScope(names, scope),
  }))
}
