import type { Readable } from 'node:stream'
import type { Translator } from '../../platform/i18n/catalogue.ts'

/** What comes out: hand `bytes` on as they come; nothing is drawn before they are asked for. */
export interface Paper {
  /** Names the kind of paper and the meeting, never a person. */
  title: string
  contentType: 'application/pdf' | 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
  bytes: Readable
}

/** A calendar day, YYYY-MM-DD. */
export type Day = string

export interface PrintedMeeting {
  name: string
  from: Day
  until: Day
  /** `Jakarta` */
  place: string
  /** IANA name of the zone that all times are printed in. */
  zone: string
  organiser: string
  /** Made up: every page and every badge then says so. */
  example: boolean
}

/** What every order of papers says. */
export interface Order {
  /** Gives the language of the paper. */
  t: Translator
  meeting: PrintedMeeting
  /** When the paper is made, which it says; the same order gives the same bytes. */
  madeAt: Date
}

/** One of the places a meeting is spread over. Colour and shape of its sign follow from the letter. */
export interface PrintedLocation {
  /** `A` to `Z`, one alone in the meeting. */
  letter: string
  name: string
  address: string | null
}

export interface Attendee {
  /** Printed on the badge and in lists, one alone in the meeting: `A-0173`. */
  number: string
  name: string
  side: 'commissioner' | 'secretariat' | 'guest'
  position: string
  unit: string
  division: string | null
  location: PrintedLocation | null
  /** Titles of classes. */
  classes: readonly string[]
  /** What the QR code says: whatever the scanner at the door understands. */
  code: string
}

export interface Room {
  number: string
  /** `2 orang, perempuan`: what the hotel has to know of the room. */
  note: string | null
  guests: readonly { name: string; unit: string; arrivesOn: Day; leavesOn: Day }[]
}

export interface Hotel {
  name: string
  address: string | null
  rooms: readonly Room[]
}

export interface Door {
  location: PrintedLocation
  /** In any order: the list is sorted by name as the language sorts. */
  attendees: readonly Attendee[]
}

/** One sitting of a class. */
export interface PrintedSession {
  title: string
  className: string
  place: string
  from: Date
  until: Date
  attendees: readonly Attendee[]
  /** Who signs beneath for the list being right. */
  signer: Signer | null
}

export interface Signer {
  name: string
  position: string
}

export interface Letter {
  number: string
  name: string
  position: string
  unit: string
  /** What the QR code says, usually the address of `link`. */
  code: string
  /** Where to answer, as people type it. */
  link: string
  location: PrintedLocation | null
}

export interface Letters {
  /** Place and day above the letter. */
  writtenIn: string
  writtenOn: Day
  answerBy: Day
  /** What to bring, a line each. */
  bring: readonly string[]
  /** Address of the organiser, beneath its name at the top. */
  organiserAddress: string | null
  signer: Signer
  letters: readonly Letter[]
}

export interface Mandate {
  unit: string
  /** null leaves a line to fill in by hand, here and below. */
  number: string | null
  signer: Signer | null
  people: readonly { name: string; position: string }[]
}

export interface Certificate {
  name: string
  position: string
  unit: string
  /** Classes taken part in, with their learning hours where they are counted. */
  classes: readonly { title: string; hours: number | null }[]
  /** Of the sessions with a seat for this person, how many he or she was at; null where that is not told. */
  sessions: { attended: number; of: number } | null
  /** The code of verification, as printed. */
  code: string
  /** What the QR code says, usually the address with the code. */
  qr: string
}

export interface Certificates {
  issuedIn: string
  issuedOn: Day
  /** Address of the page that verifies codes, as people type it. */
  verifyAt: string
  signer: Signer
  certificates: readonly Certificate[]
}

export interface UnitAccount {
  unit: string
  invitation: { number: string; on: Day } | null
  mandate: { number: string; on: Day } | null
  /** Those in which somebody of the unit had a seat. */
  sessions: readonly { title: string; from: Date }[]
  people: readonly {
    name: string
    position: string
    /** Days on the road and at the meeting, both included; null when not told. */
    travel: { from: Day; until: Day } | null
    /** Attendance by session, in the order of `sessions`; null where the person had no seat. */
    present: readonly (boolean | null)[]
  }[]
}

export interface Accounts {
  units: readonly UnitAccount[]
}

/** A figure with all that it needs to be believed. */
export interface ReportFigure {
  label: string
  /** Formatted: `3.806`. */
  value: string
  unit: string
  asOf: Day
  source: string
  /** What a share is a share of. */
  denominator: string | null
}

/** People present out of people with a seat. */
export interface Attendance {
  label: string
  present: number
  seats: number
}

export interface ReportSection {
  title: string
  paragraphs: readonly string[]
  tables: readonly {
    caption: string
    columns: readonly { label: string; isNumber: boolean }[]
    rows: readonly (readonly string[])[]
    asOf: Day
    source: string
  }[]
}

export interface MeetingReport {
  summary: readonly string[]
  figures: readonly ReportFigure[]
  attendance: {
    byProvince: readonly Attendance[]
    byClass: readonly Attendance[]
    asOf: Day
    source: string
  }
  /** Findings under what they came from: a class, a questionnaire, a unit. */
  findings: readonly { origin: string; findings: readonly { text: string; unit: string | null }[] }[]
  sections: readonly ReportSection[]
}

/** What was taken down in class, in the order it is read. */
export interface Minutes {
  classes: readonly {
    title: string
    sessions: readonly {
      /** With its day and time; or that it is of no session. */
      title: string
      lines: readonly { point: string; said: string; decided: string | null }[]
      findings: readonly string[]
    }[]
  }[]
}
