/**
 * Participants: who is invited to a meeting and why, what they answered, who comes with whose mandate. Not for the
 * meeting itself (meetings), nor for who sits where (seating).
 */
import './tables.ts'
import type { Module } from '../../platform/module.ts'
import { addHeld, addMeetingSection } from '../meetings/index.ts'
import { addRoutes } from './add-pages.tsx'
import { cancelRoutes } from './cancel-pages.tsx'
import { changeRoutes } from './change-pages.tsx'
import { directoryChangesRoutes } from './directory-changes-pages.tsx'
import { duplicatesRoutes } from './duplicates-pages.tsx'
import { loadExamples } from './examples.ts'
import { heldByPeople } from './held-by-people.ts'
import { importRoutes } from './import-pages.tsx'
import { keepingRoutes } from './keeping-pages.tsx'
import { lettersRoutes } from './letters-pages.tsx'
import { materialsLink, materialsRoutes } from './materials-pages.tsx'
import { messages } from './messages.ts'
import { participantRoutes } from './participant-pages.tsx'
import { participantsApi } from './participants-api.ts'
import { participantsCommands } from './participants-cli.ts'
import { participantsJobs } from './participants-jobs.ts'
import { peopleRoutes } from './people-pages.tsx'
import { personalRoutes } from './personal-pages.tsx'
import { addPersonalPart } from './personal-parts.ts'
import { photographRoutes } from './photograph-pages.tsx'
import { recordAnswerRoutes } from './record-answer-pages.tsx'
import { rulesRoutes } from './rules-pages.tsx'
import { stayRoutes } from './stay-pages.tsx'
import { unitAnswersRoutes } from './unit-answers-pages.tsx'
import { waitingRoutes } from './waiting-pages.tsx'

export { addListMark, type ListMark } from './list-marks.ts'
export { tookPart } from './participant-states.ts'
export {
  nameUnlessErased,
  type Participant,
  participantByCode,
  participantById,
  participantsOf,
} from './participants-read-model.ts'
export { type NewParticipant, writeParticipants } from './participants-store.ts'
export { personalPath, readPersonalCode, shownCode } from './personal-code.ts'
export { behindLink, gone } from './personal-pages.tsx'
export { addPersonalPart, type PersonalLink } from './personal-parts.ts'
export { photographsOf, photographVersionsOf } from './photographs-read-model.ts'
export { emptiedMeetings } from './settings.ts'

addPersonalPart({ links: materialsLink })
addHeld('people', heldByPeople)
addMeetingSection({
  label: 'participants.title',
  under: 'people',
  permission: 'meetings.read',
  phase: 'people',
})

export const participantsModule: Module = {
  name: 'participants',
  messages,
  nav: [{ label: 'participants.unit.title', href: '/desk/invitations', permission: 'meetings.attend' }],
  // Fixed words before `:participant`.
  routes: () => [
    ...peopleRoutes,
    ...rulesRoutes,
    ...addRoutes,
    ...importRoutes,
    ...lettersRoutes,
    ...keepingRoutes,
    ...stayRoutes,
    ...waitingRoutes,
    ...directoryChangesRoutes,
    ...duplicatesRoutes,
    ...participantRoutes,
    ...changeRoutes,
    ...recordAnswerRoutes,
    ...cancelRoutes,
    ...photographRoutes,
    ...materialsRoutes,
    ...personalRoutes,
    ...unitAnswersRoutes,
    ...participantsApi,
  ],
  cli: participantsCommands,
  jobs: participantsJobs,
  loadExamples,
}
