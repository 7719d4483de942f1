import type { Generated } from 'kysely'

export const meetingStates = ['draft', 'open', 'closed'] as const
export type MeetingState = (typeof meetingStates)[number]
/** `guest`: neither side, such as speakers. */
export const participantSides = ['commissioner', 'secretariat', 'guest'] as const
export type ParticipantSide = (typeof participantSides)[number]
export const delegateTasks = ['committee', 'steward', 'scribe'] as const
export type DelegateTask = (typeof delegateTasks)[number]
/** A part of a meeting belongs to the unit that hosts it. */
export interface OfMeeting {
  work_unit_id: string
  meeting_id: string
}

export interface MeetingTable {
  work_unit_id: string
  id: string
  slug: string
  state: MeetingState
  name_id: string
  name_en: string | null
  purpose_id: string
  purpose_en: string | null
  city: string
  time_zone: string
  starts_on: string
  ends_on: string
  roster_on: string
  answer_until: string | null
  evaluates_election_id: string | null
  prepares_election_id: string | null
  cloned_from: string | null
  source: string | null
  version: Generated<number>
  created_at: Date
  changed_at: Date
  example: Generated<boolean>
}

export interface VenueTable extends OfMeeting {
  id: string
  rank: number
  name: string
  address: string | null
  capacity: number | null
}

export interface VenueAudienceTable extends OfMeeting {
  venue_id: string
  side: ParticipantSide
  /** A division's code; empty for those of every division that no other row names. */
  division_code: string
}

export interface HotelTable extends OfMeeting {
  id: string
  venue_id: string
  name: string
  address: string | null
}

export interface HotelRoomTable extends OfMeeting {
  id: string
  hotel_id: string
  number: string
  beds: number
  accessible: Generated<boolean>
}

export interface ClassGroupTable extends OfMeeting {
  code: string
  rank: number
  /** Everybody has one class a round. */
  round: number
  name_id: string
  name_en: string | null
}

export interface MeetingClassTable extends OfMeeting {
  id: string
  venue_id: string
  group_code: string
  code: string
  topic_id: string
  topic_en: string | null
  room: string | null
  capacity: number
  minimum: Generated<number>
  speakers: string | null
}

export interface MeetingSessionTable extends OfMeeting {
  id: string
  venue_id: string | null
  class_id: string | null
  title_id: string
  title_en: string | null
  starts_at: Date
  ends_at: Date
}

export interface MeetingDelegateTable extends OfMeeting {
  id: string
  account_id: string
  task: DelegateTask
  venue_id: string | null
  given_at: Date
}

/** A link or a file, never both. */
export interface MeetingMaterialTable extends OfMeeting {
  id: string
  /** Null: for the whole meeting. */
  class_id: string | null
  title: string
  url: string | null
  file_name: string | null
  content_type: string | null
  size: number | null
  bytes: Uint8Array | null
  added_at: Date
}

declare module '../../platform/db/schema.ts' {
  interface Schema {
    meeting: MeetingTable
    venue: VenueTable
    venue_audience: VenueAudienceTable
    hotel: HotelTable
    hotel_room: HotelRoomTable
    class_group: ClassGroupTable
    meeting_class: MeetingClassTable
    meeting_session: MeetingSessionTable
    meeting_delegate: MeetingDelegateTable
    meeting_material: MeetingMaterialTable
  }
}
