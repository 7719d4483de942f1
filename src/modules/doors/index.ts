/**
 * Doors: who came in where and when. Scans of phones at the doors of a meeting, recorded whatever they say and also
 * without a network, and the board that counts them. Not for who is invited (participants), nor for what happens in a
 * class.
 */
import './tables.ts'
import type { Module } from '../../platform/module.ts'
import { addDuty, addHeld, addMeetingSection, meetingHref } from '../meetings/index.ts'
import { boardPages } from './board-pages.tsx'
import { doorPages } from './door-pages.tsx'
import { doorsPages } from './doors-pages.tsx'
import { startEngine } from './engine.ts'
import { loadExamples } from './examples.ts'
import { flagsPages } from './flags-pages.tsx'
import { heldByDoors } from './held-by-doors.ts'
import { herePages } from './here-pages.tsx'
import { messages } from './messages.ts'
import { missingPages } from './missing-pages.tsx'
import { phonePages } from './phone-pages.tsx'
import { relayPages } from './relay-pages.tsx'
import { relayRoutes } from './relay-routes.ts'
import { scanRoutes } from './scan-routes.ts'
import { screenPages } from './screen-pages.tsx'
import { slipsPages } from './slips-pages.tsx'

export { boardOf } from './board-read-model.ts'
export type { ScanKind, SentScan, UploadAnswer } from './door-shapes.ts'
export { openRelay } from './open-relay.ts'
export { relayCode } from './relay-access.ts'
export { type SeenAtDoor, seenAtDoors } from './seen-read-model.ts'

addHeld('doors', heldByDoors)
addMeetingSection({
  label: 'doors.tab.board',
  under: 'doors/board',
  permission: 'meetings.read',
  phase: 'days',
})
// Who prepares a meeting may also run its doors.
addMeetingSection({
  label: 'doors.tab.doors',
  under: 'doors',
  permission: ['meetings.door', 'meetings.change'],
  phase: 'days',
})

// A steward looks after the phones at the doors.
addDuty({
  task: 'steward',
  links: async (c, meeting) => [{ title: c.var.t('doors.tab.doors'), href: meetingHref(meeting, 'doors') }],
})

export const doorsModule: Module = {
  name: 'doors',
  messages,
  // Paths with a fixed word before those with an id in its place.
  routes: () => [
    ...doorPages,
    ...boardPages,
    ...missingPages,
    ...flagsPages,
    ...doorsPages,
    ...phonePages,
    ...slipsPages,
    ...relayPages,
    ...relayRoutes,
    ...screenPages,
    ...herePages,
  ],
  rawHandler: scanRoutes,
  start: startEngine,
  loadExamples,
}
