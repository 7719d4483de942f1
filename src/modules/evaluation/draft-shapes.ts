/** What a scribe's page tells the program that keeps drafts on the device. */
export interface DraftConfig {
  /** Drafts are for one person and one class. */
  account: string
  classId: string
  /** `line`, `finding`, each with the id of what is changed or `new`. */
  form: string
  /** Where to go when it was saved; `{session}` stands for the session in the form. */
  after: string
  /** How far the worker reaches, its address, and the page it opens without a network; null where it opens none. */
  offline: { scope: string; worker: string; copy: string } | null
  words: Record<string, string>
}
