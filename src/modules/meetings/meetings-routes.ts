import { page, type Route } from '../../platform/http/route.ts'
import { scopeFromQuery } from '../directory/index.ts'
import { sheetLimits } from '../spreadsheets/index.ts'
import { agendaFile, agendaPage } from './agenda-pages.tsx'
import { classForm } from './class-form.tsx'
import { classesPage } from './classes-pages.tsx'
import { groupForm } from './group-form.tsx'
import { hotelForm, roomForm } from './hotel-form.tsx'
import { materialRoutes } from './materials-pages.tsx'
import { changeMeetingPage, newMeetingPage, postChangeMeeting, postNewMeeting } from './meeting-form.tsx'
import { aboutMeeting, meetingsPath, myTasksPath } from './meeting-page.tsx'
import { apiRoutes } from './meetings-api.ts'
import { meetingPage, meetingsPage } from './meetings-pages.tsx'
import { myTasksPage } from './my-tasks-pages.tsx'
import { partRoutes } from './part-pages.tsx'
import { placesPage, postRooms, roomsPage } from './places-pages.tsx'
import { sessionForm } from './session-form.tsx'
import { stepRoutes } from './step-pages.tsx'
import { taskRoutes } from './tasks-pages.tsx'
import { venueForm } from './venue-form.tsx'

const adding = { permission: 'meetings.change', scope: scopeFromQuery('meetings.change') }
const one = `${meetingsPath}/:unit/:meeting`
const reading = (handler: Parameters<typeof aboutMeeting>[1]) => aboutMeeting('meetings.read', handler)
const deciding = (handler: Parameters<typeof aboutMeeting>[1]) =>
  aboutMeeting('meetings.change', handler, { ofAll: true })
const changing = (handler: Parameters<typeof aboutMeeting>[1]) => aboutMeeting('meetings.change', handler)

/** Pages of the room. Those of one meeting are open to whom a task was given too, which each of them asks. */
export const routes: readonly Route[] = [
  page('get', meetingsPath, 'signed-in', meetingsPage),
  page('get', myTasksPath, 'signed-in', myTasksPage),
  page('get', `${meetingsPath}/new`, adding, newMeetingPage),
  page('post', `${meetingsPath}/new`, adding, postNewMeeting),
  page('get', one, 'signed-in', reading(meetingPage)),
  page('get', `${one}/change`, 'signed-in', deciding(changeMeetingPage)),
  page('post', `${one}/change`, 'signed-in', deciding(postChangeMeeting)),
  ...stepRoutes,
  page('get', `${one}/venues`, 'signed-in', reading(placesPage)),
  page('get', `${one}/hotels/:hotel/rooms`, 'signed-in', reading(roomsPage)),
  page('post', `${one}/hotels/:hotel/rooms`, 'signed-in', changing(postRooms), {
    maxBytes: sheetLimits.bytes + 65_536,
  }),
  page('get', `${one}/classes`, 'signed-in', reading(classesPage)),
  page('get', `${one}/agenda`, 'signed-in', reading(agendaPage)),
  page('get', `${one}/agenda.ics`, 'signed-in', reading(agendaFile)),
  ...partRoutes(venueForm),
  ...partRoutes(hotelForm),
  ...partRoutes(roomForm),
  ...partRoutes(groupForm),
  ...partRoutes(classForm),
  ...partRoutes(sessionForm),
  ...materialRoutes,
  ...taskRoutes,
  ...apiRoutes,
]
