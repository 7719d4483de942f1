/** What pages for participants and the program that keeps their answers on the phone tell each other. */

/** Written into a page behind a personal code. */
export interface PhoneConfig {
  /** How far the worker reaches: `/m/CODE/q`. */
  scope: string
  /** Address of the worker. */
  worker: string
  /** The questionnaire of the page; null on the list of them. */
  page: {
    id: string
    title: string
    /** What the form's version ends with; null while it is not open. */
    moment: string | null
    isAnonymous: boolean
    /** Where answers are sent to. */
    to: string
    /** Fields that must not be empty before an anonymous answer is worth sending, one of `fields` or all. */
    required: { number: number; fields: string[]; isOneEnough: boolean }[]
  } | null
  words: Record<string, string>
}

/** The answer to a sending that was taken. */
export interface SendingTaken {
  taken: true
  lacking: number
  isLate: boolean
  isOlder: boolean
}

/** The answer to one that was refused, in the language of the page. */
export interface SendingRefused {
  taken: false
  message: string
  fields: { field: string; message: string }[]
}
