/**
 * Seating: which class and which hotel room each participant of a meeting has, and the plans that say so. The
 * mathematics is in placement; this room asks it, keeps its answers and shows them. Not for who takes part
 * (participants), nor for who came (doors).
 */
import './tables.ts'
import type { Module } from '../../platform/module.ts'
import { addMeetingSection } from '../meetings/index.ts'
import { addListMark, addPersonalPart } from '../participants/index.ts'
import { applyRoutes } from './apply-pages.tsx'
import { forgetRoomsJob } from './forget-rooms.ts'
import { listMark } from './list-mark.ts'
import { listsRoutes } from './lists-pages.tsx'
import { messages } from './messages.ts'
import { pairsRoutes } from './pairs-pages.tsx'
import { papersRoutes } from './papers-pages.tsx'
import { personRoutes } from './person-pages.tsx'
import { personalClasses, personalPlaces } from './personal-places.ts'
import { planRoutes } from './plan-pages.tsx'
import { plansRoutes } from './plans-pages.tsx'
import { roomsRoutes } from './rooms-pages.tsx'
import { seatingApi } from './seating-api.ts'
import { seatingCommands } from './seating-cli.ts'
import { leaveUnfinished, seatingJobs, takeUpPlans } from './solve-plan.ts'

export { badgeText, meetingMark } from './badge-text.ts'
export { classListOf, placesOf, placesOfOne } from './places-read-model.ts'

addPersonalPart({ facts: personalPlaces, classes: personalClasses })
addListMark(listMark)
addMeetingSection({
  label: 'seating.section',
  under: 'seating',
  permission: 'meetings.read',
  phase: 'people',
})

export const seatingModule: Module = {
  name: 'seating',
  messages,
  routes: () => [
    ...plansRoutes,
    ...planRoutes,
    ...applyRoutes,
    ...listsRoutes,
    ...personRoutes,
    ...roomsRoutes,
    ...pairsRoutes,
    ...papersRoutes,
    ...seatingApi,
  ],
  cli: seatingCommands,
  jobs: [...seatingJobs, forgetRoomsJob],
  start: async (services) => {
    await takeUpPlans(services)
    return async () => leaveUnfinished()
  },
}
