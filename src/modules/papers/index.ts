/**
 * Papers: everything a coordination meeting prints, drawn from plain records and handed on as a stream. Not for
 * deciding who is on a paper (meetings), nor for keeping what was printed.
 */
import type { Module } from '../../platform/module.ts'
import { messages } from './messages.ts'

export { accountabilityPacks } from './accountability-packs.ts'
export { badges } from './badges.ts'
export { certificates } from './certificates.ts'
export { doorLists } from './door-lists.ts'
export { invitationLetters } from './invitation-letters.ts'
export { mandateLetters } from './mandate-letters.ts'
export { meetingReportDocx, meetingReportPdf } from './meeting-report.ts'
export { minutesDocx, minutesPdf } from './minutes.ts'
export type {
  Accounts,
  Attendee,
  Certificates,
  Door,
  Hotel,
  Letters,
  Mandate,
  MeetingReport,
  Minutes,
  Order,
  Paper,
  PrintedSession,
} from './records.ts'
export { roomLists } from './room-lists.ts'
export { signatureLists } from './signature-lists.ts'
export { tableSigns } from './table-signs.ts'

export const papersModule: Module = { name: 'papers', messages }
