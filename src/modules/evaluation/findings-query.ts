import { isId } from '../../platform/ids.ts'
import { type UnitTree, unitOfParam } from '../directory/index.ts'
import type { FindingFilter } from './findings-read-model.ts'
import { findingKinds } from './tables.ts'

/** What a list of findings is asked for, as it stands in an address. */
export type FindingsAsked = Partial<Record<(typeof names)[number], string>>

const names = ['meeting', 'class', 'unit', 'division', 'stage', 'kind'] as const

/** The filter meant; null when it names a unit or an id there cannot be. */
export function filterOf(tree: UnitTree, asked: FindingsAsked): FindingFilter | null {
  const unit = asked.unit ? unitOfParam(tree, asked.unit) : null
  if (unit === undefined) return null
  const ids = [asked.meeting, asked.class].filter((id) => id !== undefined && id !== '')
  if (!ids.every((id) => isId(id ?? ''))) return null
  const kind = findingKinds.find((one) => one === asked.kind)
  if (asked.kind && !kind) return null
  const [electionId, stageId] = (asked.stage ?? '').split('/')
  return {
    meetingId: asked.meeting || undefined,
    classId: asked.class || undefined,
    unitId: unit?.id,
    division: asked.division || undefined,
    electionId: electionId || undefined,
    stageId: stageId || undefined,
    kind,
  }
}

/** The part of an address that asks for the same again, with some things otherwise. */
export function askedText(asked: FindingsAsked, changes: Record<string, string | undefined> = {}): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...asked, ...changes })) if (value) query.set(name, value)
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}

/** What is asked for in an address. */
export const askedOf = (query: (name: string) => string | undefined): FindingsAsked =>
  Object.fromEntries(names.map((name) => [name, query(name) ?? '']))
