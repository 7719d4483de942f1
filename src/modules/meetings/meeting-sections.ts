import type { MessageKey } from '../../platform/i18n/catalogue.ts'

/** When in the life of a meeting a part of it is worked on: what its navigation is grouped by. */
export const meetingPhases = ['whole', 'prepare', 'people', 'days', 'after'] as const
export type MeetingPhase = (typeof meetingPhases)[number]

/** A part of a meeting with a page of its own: its word and its place under the meeting's address. */
export interface MeetingSection {
  label: MessageKey
  under: string
  /** One of these. */
  permission: string | readonly string[]
  phase: MeetingPhase
}

const sections: MeetingSection[] = [
  { label: 'meetings.tab.overview', under: '', permission: 'meetings.read', phase: 'whole' },
  { label: 'meetings.tab.venues', under: 'venues', permission: 'meetings.read', phase: 'prepare' },
  { label: 'meetings.tab.classes', under: 'classes', permission: 'meetings.read', phase: 'prepare' },
  { label: 'meetings.tab.agenda', under: 'agenda', permission: 'meetings.read', phase: 'prepare' },
  { label: 'meetings.tab.tasks', under: 'tasks', permission: 'meetings.read', phase: 'prepare' },
]

/** Lets another room show its pages of a meeting among the others; called once, when it is loaded. */
export function addMeetingSection(section: MeetingSection): void {
  if (!sections.some(({ under }) => under === section.under)) sections.push(section)
}

/** The parts that somebody with these permissions sees, by phase, in the order in which the rooms stand. */
export const meetingSections = (may: (permission: string) => boolean) =>
  meetingPhases.map((phase) => ({
    phase,
    sections: sections.filter(
      (section) => section.phase === phase && [section.permission].flat().some((one) => may(one)),
    ),
  }))
