/** One thing that an audit entry says about before and after; null where there was nothing. */
export interface Difference {
  name: string
  before: string | null
  after: string | null
  changed: boolean
}

/**
 * Before and after of an audit entry side by side, field by field, in the order they stand there. Values that are
 * no objects come as one difference without a name. Nested values stay JSON.
 */
export function auditDiff(before: unknown, after: unknown): Difference[] {
  const [left, right] = [fieldsOf(before), fieldsOf(after)]
  return [...new Set([...left.keys(), ...right.keys()])].map((name) => {
    const [was, is] = [left.get(name) ?? null, right.get(name) ?? null]
    return { name, before: was, after: is, changed: was !== is }
  })
}

function fieldsOf(value: unknown): Map<string, string> {
  if (value === null || value === undefined) return new Map()
  if (typeof value !== 'object' || Array.isArray(value)) return new Map([['', shown(value)]])
  return new Map(
    Object.entries(value)
      .filter(([, inner]) => inner !== null && inner !== undefined)
      .map(([name, inner]) => [name, shown(inner)]),
  )
}

function shown(value: unknown): string {
  if (typeof value === 'string') return value
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) return value.join(', ')
  return JSON.stringify(value)
}
