import type { FieldProblem } from '../../platform/result.ts'

export interface VolunteerLine {
  /** Counted from 1, empty lines included, as the person who typed sees it. */
  line: number
  name: string
  contact: string | null
}

/** One volunteer a line: the name, then, after a semicolon or a tab, a way to reach him or her if there is one. */
export const volunteerLines = (text: string): VolunteerLine[] =>
  text.split(/\r\n|\r|\n/).flatMap((typed, at) => {
    const [name = '', ...rest] = typed.split(/[;\t]/).map((part) => part.trim().replace(/\s+/g, ' '))
    const contact = rest.join(' ').trim()
    return name === '' && contact === '' ? [] : [{ line: at + 1, name, contact: contact || null }]
  })

const sameAs = (one: { name: string; contact: string | null }) =>
  `${one.name.toLowerCase()}\n${one.contact?.toLowerCase() ?? ''}`

/**
 * What is wrong with the lines, each with its number: no name, a name too long or without a letter, somebody who
 * stands there twice or is already in (`present`). Two people of one name are told apart by their contact.
 */
export function lineProblems(
  field: string,
  lines: readonly VolunteerLine[],
  present: readonly { name: string; contact: string | null }[],
): FieldProblem[] {
  if (lines.length === 0) return [{ field, key: 'outreach.refusal.noNames' }]
  const known = new Set(present.map(sameAs))
  const seen = new Set<string>()
  return lines.flatMap((volunteer): FieldProblem[] => {
    const { line, name, contact } = volunteer
    const params = { line, name: name || '-' }
    const mark = sameAs(volunteer)
    if (!/\p{L}.*\p{L}/u.test(name)) return [{ field, key: 'outreach.refusal.lineNoName', params }]
    if (name.length > 100 || (contact?.length ?? 0) > 100) {
      return [{ field, key: 'outreach.refusal.lineTooLong', params }]
    }
    if (known.has(mark)) return [{ field, key: 'outreach.refusal.linePresent', params }]
    if (seen.has(mark)) return [{ field, key: 'outreach.refusal.lineTwice', params }]
    seen.add(mark)
    return []
  })
}
