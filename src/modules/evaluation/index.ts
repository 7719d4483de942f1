/**
 * Evaluation: what is taken down in class, as minutes and as findings with where they come from, and the findings of
 * all meetings as a list. What becomes of a finding comes later. Not for what participants are asked (questionnaires).
 */
import './tables.ts'
import type { Module } from '../../platform/module.ts'
import { addMeetingSection } from '../meetings/index.ts'
import { findingsCommand } from './evaluation-cli.ts'
import { routes } from './evaluation-routes.ts'
import { messages } from './messages.ts'

export { type Finding, findingsIn } from './findings-read-model.ts'

addMeetingSection({
  label: 'evaluation.minutes',
  under: 'minutes',
  permission: 'meetings.read',
  phase: 'days',
})

export const evaluationModule: Module = {
  name: 'evaluation',
  messages,
  nav: [{ label: 'evaluation.findings', href: '/desk/findings', permission: 'meetings.read' }],
  routes: () => routes,
  cli: [findingsCommand],
}
