// What server and phone tell each other. Nothing here needs either of them.

/** Four events; none of them stands for another. */
export type ScanKind = 'arrival' | 'entry' | 'exit' | 'move'
/** How a text came to a steward's phone: by its camera, a hand scanner, typed, or picked by name. */
export type PhoneVia = 'camera' | 'wedge' | 'typed' | 'name'
/** Or by the participant's own phone, at a door's screen. */
export type ScanVia = PhoneVia | 'self'
export const scanKinds: readonly ScanKind[] = ['arrival', 'entry', 'exit', 'move']
export const phoneVias: readonly PhoneVia[] = ['camera', 'wedge', 'typed', 'name']

/** A class as a door needs it: its short code, and the round in which somebody has one class only. */
export interface ShownClass {
  code: string
  round: number
}

/** Somebody whose place is at the door's own venue. */
export interface OwnRow {
  hash: string
  name: string
  office: string
  side: 'commissioner' | 'secretariat' | 'guest'
  classes: ShownClass[]
}

/** Somebody whose place is at another venue: no more than where to. */
export interface OtherRow {
  hash: string
  letter: string
}

export type SnapshotRow = OwnRow | OtherRow

export interface SnapshotSession {
  id: string
  titleId: string
  titleEn: string | null
  /** Null: for everybody at the venue. */
  class: ShownClass | null
  startsAt: string
  endsAt: string
}

/** A scan that a door has heard of, its own or another's. Times in milliseconds, corrected. */
export interface KnownScan {
  id: string
  hash: string
  kind: ScanKind
  sessionId: string | null
  doorId: string
  door: string
  at: number
}

/** Everything that a door needs for its day without any network. */
export interface Snapshot {
  format: 1
  meetingId: string
  mark: string
  meeting: { id: string; en: string | null }
  door: { id: string; name: string; purpose: 'arrival' | 'session' | 'room' }
  device: string
  venue: { letter: string; name: string }
  timeZone: string
  day: string
  /** From then on the phone throws it away. */
  expiresAt: number
  /** What the server's clock said, to set off the phone's against. */
  madeAt: number
  sessions: SnapshotSession[]
  people: OwnRow[]
  others: OtherRow[]
  known: KnownScan[]
}

/** Which photograph of somebody there is; another of the same person has another version. */
export interface PhotographVersion {
  hash: string
  version: number
}

/** Of whom at the door's own venue there are photographs. */
export interface PhotographList {
  photographs: PhotographVersion[]
}

/** A small picture of somebody at the door's own venue, who gave it to be recognised by. */
export interface Photograph extends PhotographVersion {
  contentType: string
  /** In base64. */
  data: string
}

/** Those of the photographs asked for that there are. */
export interface SomePhotographs {
  photographs: Photograph[]
}

/** Asked for at once: some 64 KB at most, so that a slow line brings them and scans get through in between. */
export const photographsAtOnce = 8

/** A scan on its way to the server. */
export interface SentScan {
  id: string
  text: string
  kind: ScanKind
  sessionId: string | null
  via: PhoneVia
  /** Counts the scans of one phone from 1, so that missing ones can be named. */
  number: number
  /** By the phone's clock, in milliseconds. */
  scannedAt: number
  /** The words that were shown, by their key. */
  shown: string
}

export interface Upload {
  /** The phone's clock at sending. */
  sentAt: number
  /** The highest number given to a scan so far. */
  told: number
  items: SentScan[]
}

export interface ItemAnswer {
  id: string
  /** `known`: came before and counts once; `wrong`: cannot be read by any server, so do not send it again. */
  status: 'new' | 'known' | 'wrong'
  /** What the server, which knows all doors, would have shown. */
  words?: string
}

export interface UploadAnswer {
  items: ItemAnswer[]
  /** The server's clock. */
  now: number
  /** Of a relay: the box that holds what it took. A phone that meets another hands everything in again. */
  keeper?: string
}

export interface News {
  now: number
  known: KnownScan[]
}
