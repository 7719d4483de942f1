/**
 * Refusals are values, bugs are thrown.
 * A command returns a Result; a refusal names its kind, which a page translates, and rolls the transaction back.
 */
export type Result<T> = { ok: true; value: T } | { ok: false; refusal: Refusal }

/** One thing that is wrong with one field (or one row and column of a file). */
export interface FieldProblem {
  /** Name of the form field, or `row 12, column C` for files. */
  field: string
  /** Message key, for example `directory.refusal.nameMissing`. */
  key: string
  params?: Record<string, string | number>
}

export interface Refusal {
  /** invalid: 422, forbidden: 403, missing: 404, conflict: 409, tooLarge: 413, busy: 503 */
  kind: 'invalid' | 'forbidden' | 'missing' | 'conflict' | 'tooLarge' | 'busy'
  /** Message key of the sentence that says what was refused and what to do. */
  key: string
  params?: Record<string, string | number>
  fields?: FieldProblem[]
}

export const ok = <T>(value: T): Result<T> => ({ ok: true, value })

export const refuse = (refusal: Refusal): { ok: false; refusal: Refusal } => ({ ok: false, refusal })

/** The status that HTTP gives a refusal. */
export const statusOf = (refusal: Refusal) =>
  (({ invalid: 422, forbidden: 403, missing: 404, conflict: 409, tooLarge: 413, busy: 503 }) as const)[
    refusal.kind
  ]
