import type { NewAppointment } from '../appointments-store.ts'
import type { NewPerson, PersonData } from '../people-store.ts'

/** What became of a row of the file. */
export const rosterOutcomes = [
  'problem',
  'newPerson',
  'newAppointment',
  'changed',
  'unchanged',
  'duplicate',
  'skipped',
] as const
export type RosterOutcome = (typeof rosterOutcomes)[number]

/** How many rows came to what; `notes` are lines that hold nobody: sums, signatures, repeated heads. */
export type RosterCounts = Record<RosterOutcome | 'rows' | 'notes', number>

/** A row as the preview shows it. */
export interface CheckedRow {
  /** As in the sheet. */
  row: number
  outcome: RosterOutcome
  name: string
  unit: string
  position: string
  division: string | null
  from: string | null
  until: string | null
  /** The row of which this one is a double. */
  sameAs?: number
  /** Fields of a known person or appointment that change, before and after. */
  changes?: [field: string, before: string | null, after: string | null][]
}

/** Everything that confirming will write. */
export interface RosterPlan {
  people: NewPerson[]
  appointments: NewAppointment[]
  personChanges: { id: string; unit: string; before: PersonData; after: PersonData }[]
  appointmentChanges: {
    unit: string
    id: string
    before: { division: string | null; until: string | null }
    after: { division: string | null; until: string | null }
  }[]
  /** Appointments that end because the person moves to another. */
  ends: { unit: string; id: string; before: string | null; until: string }[]
}

export const emptyCounts = (): RosterCounts => ({
  rows: 0,
  notes: 0,
  problem: 0,
  newPerson: 0,
  newAppointment: 0,
  changed: 0,
  unchanged: 0,
  duplicate: 0,
  skipped: 0,
})

export const emptyPlan = (): RosterPlan => ({
  people: [],
  appointments: [],
  personChanges: [],
  appointmentChanges: [],
  ends: [],
})
