/**
 * Meetings: a coordination meeting with its venues, hotels, classes and agenda, and whom it is delegated to. Not for
 * who is invited (participants), nor for who sits where (seating).
 */
import './tables.ts'
import type { Module } from '../../platform/module.ts'
import { hasTask } from './delegates-read-model.ts'
import { loadExamples, removeExamples } from './examples.ts'
import { meetingsPath, myTasksPath } from './meeting-page.tsx'
import { cli } from './meetings-cli.ts'
import { routes } from './meetings-routes.ts'
import { messages } from './messages.ts'

export {
  type ClassGroup,
  classesOf,
  classGroupsOf,
  type MeetingClass,
  type MeetingSession,
  sessionsOf,
} from './classes-read-model.ts'
export { refusedAsClosed } from './closed.ts'
export { addDuty } from './duties.ts'
export { addHeld } from './held.ts'
export { materialWords, sendMaterial } from './material-file.ts'
export { type Material, materialFile, materialsOf } from './materials-read-model.ts'
export { meetingHref, meetingInPath } from './meeting-in-path.ts'
export { aboutMeeting, type MeetingHere, renderMeeting } from './meeting-page.tsx'
export { mayInMeeting, rightsIn } from './meeting-rights.ts'
export { addMeetingSection } from './meeting-sections.ts'
export {
  type Meeting,
  type MeetingKey,
  meetingById,
  meetingBySlug,
  meetingName,
  meetingsIn,
  openMeetings,
} from './meetings-read-model.ts'
export {
  type Hotel,
  type HotelRoom,
  hotelRoomsOf,
  hotelsOf,
  type Venue,
  venueFor,
  venueLetter,
  venuesOf,
} from './places-read-model.ts'
export { presetMeeting } from './preset.ts'
export { inOrder } from './session-times.ts'
export type { OfMeeting, ParticipantSide } from './tables.ts'
export { timeSpan } from './views/words.ts'

export const meetingsModule: Module = {
  name: 'meetings',
  messages,
  nav: [
    { label: 'meetings.nav', href: meetingsPath, permission: 'meetings.read' },
    {
      label: 'meetings.mine.title',
      href: myTasksPath,
      permission: ({ var: { services, actor } }) => hasTask(services.db, actor),
    },
  ],
  routes: () => routes,
  cli,
  loadExamples,
  removeExamples,
}
