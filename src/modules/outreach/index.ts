/**
 * Outreach: voter bases with their quotas, the programme of a unit for an election, the volunteers of a
 * programme. Not for what is published (publications) nor for what is measured (reach).
 */
import './tables.ts'

export type { ProgrammeState, VolunteerState } from './tables.ts'
