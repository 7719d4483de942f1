import { Box } from './box.ts'

/** What a scribe typed, as this device has it. */
export interface Kept {
  /** Being written; waiting for a line; refused by the server. */
  state: 'draft' | 'waiting' | 'refused'
  /** Address of the page with its form. */
  page: string
  /** Where the form is sent to, and its draft while it is written. */
  action: string
  draftId: string
  fields: Record<string, string>
  /** First words of it, for lists. */
  label: string
  /** When it was last typed in, by this device's clock, in milliseconds. */
  at: number
  /** Why it was refused, in the language of the page. */
  message?: string
}

export const draftsName = 'drafts'
export const openDrafts = () => Box.open<Kept>(draftsName)
