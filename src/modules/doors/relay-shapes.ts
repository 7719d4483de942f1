// What server and relay tell each other. Nothing here needs either of them. Times in milliseconds.

import type { KnownScan, OtherRow, OwnRow, SentScan, SnapshotSession } from './door-shapes.ts'
import type { DoorPurpose } from './tables.ts'

/** Everything that the doors of one venue need without any network, whichever day and door. */
export interface VenueSnapshot {
  format: 1
  meetingId: string
  mark: string
  meeting: { id: string; en: string | null }
  venue: { letter: string; name: string }
  timeZone: string
  /** The meeting's last day. */
  lastDay: string
  sessions: SnapshotSession[]
  people: OwnRow[]
  others: OtherRow[]
  known: KnownScan[]
}

/** A phone of the venue, with what it is recognised by. */
export interface RelayPhone {
  id: string
  label: string
  day: string
  door: { id: string; name: string; purpose: DoorPurpose }
  /** SHA-256 of the code that lets it in: a relay recognises a code that is brought, and knows none before. */
  codeHash: string
  /** SHA-256 of the secret in its cookie; null while its code waits. */
  secretHash: string | null
  /** Signed out or shut out. */
  isOut: boolean
}

export interface RelayNews {
  now: number
  known: KnownScan[]
  phones: RelayPhone[]
}

/** A scan that a relay took from a phone. */
export interface RelayedScan extends SentScan {
  phone: string
  /** To be added to the phone's clock to get the relay's. */
  offset: number
  /** When the relay took it, by the relay's clock. */
  receivedAt: number
}

/** What a relay heard of a phone last, by the relay's clock. */
export interface RelayedContact {
  id: string
  told: number
  offset: number
  heardAt: number
  signedOut: boolean
}

export interface RelayUpload {
  /** The relay's clock at sending. */
  sentAt: number
  /** Scans it holds that were never answered for, these included. */
  waiting: number
  phones: RelayedContact[]
  items: RelayedScan[]
}

/** How a relay names itself when it is let in: the hash of a secret that only it knows. */
export interface RelayEnrolment {
  code: string
  secretHash: string
}

/** What a relay is told when it is let in: who it is, and until when there is anything to do. */
export interface LetIn {
  id: string
  label: string
  timeZone: string
  /** The meeting's last day. */
  lastDay: string
  now: number
}

/** A phone that brought its code to a relay. */
export interface RelayedEnrolment {
  code: string
  secretHash: string
  /** When the relay let it in without a line, and its clock at sending; absent where it asks first. */
  letIn?: { at: number; sentAt: number }
}

/** Whom the relay shall know from now on. */
export interface RelayedPhone {
  phone: RelayPhone
}
