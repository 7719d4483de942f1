/**
 * Evaluation: what is taken down in class, as minutes and as findings with where they come from, and the findings of
 * all meetings as a list. What becomes of a finding comes later. Not for what participants are asked (questionnaires).
 */
import './tables.ts'
import type { Module } from '../../platform/module.ts'
import { addDuty, addHeld, addMeetingSection, classesOf, meetingHref } from '../meetings/index.ts'
import { findingsCommand } from './evaluation-cli.ts'
import { routes } from './evaluation-routes.ts'
import { loadExamples } from './examples.ts'
import { heldByMinutes } from './held-by-minutes.ts'
import { inLanguage } from './here.tsx'
import { messages } from './messages.ts'

export { type Finding, findingsIn } from './findings-read-model.ts'
export { classTitle, minutesTaken } from './minutes-taken.ts'

addHeld('minutes', heldByMinutes)
addMeetingSection({
  label: 'evaluation.minutes',
  under: 'minutes',
  permission: 'meetings.read',
  phase: 'days',
})

// A scribe finds the minutes of each class of the venue.
addDuty({
  task: 'scribe',
  links: async (c, meeting, venueId) =>
    (await classesOf(c.var.services.db, meeting))
      .filter((one) => venueId === null || one.venueId === venueId)
      .map(({ id, code, topicId, topicEn }) => ({
        title: c.var.t('evaluation.minutesOf', { code }),
        href: meetingHref(meeting, `classes/${id}/minutes`),
        text: inLanguage(c.var.t.locale, topicId, topicEn),
      })),
})

export const evaluationModule: Module = {
  name: 'evaluation',
  messages,
  nav: [{ label: 'evaluation.findings', href: '/desk/findings', permission: 'meetings.read' }],
  routes: () => routes,
  cli: [findingsCommand],
  loadExamples,
}
