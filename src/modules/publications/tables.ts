import type { Generated } from 'kysely'

export type PublicationState = 'draft' | 'published' | 'corrected' | 'withdrawn'
export type ImageVariant = 'page' | 'share'

export interface PublicationTable {
  work_unit_id: string
  id: string
  slug: string
  state: PublicationState
  election_id: string | null
  title_id: string
  title_en: string | null
  body_id: string
  body_en: string | null
  image_hash: string | null
  image_alt_id: string | null
  image_alt_en: string | null
  valid_from: string | null
  valid_until: string | null
  /** Legal basis, for example a regulation and its article. */
  source: string | null
  version: Generated<number>
  correction_note: string | null
  withdrawal_reason: string | null
  created_at: Date
  changed_at: Date
  published_at: Date | null
  corrected_at: Date | null
  withdrawn_at: Date | null
  example: Generated<boolean>
}

export interface PublicationImageTable {
  work_unit_id: string
  /** SHA-256 of the uploaded file: the same picture twice is kept once. */
  hash: string
  variant: ImageVariant
  content_type: string
  width: number
  height: number
  bytes: Uint8Array
}

export interface LinkChannelTable {
  code: string
  position: number
  name_id: string
  name_en: string
  kind: 'online' | 'paper' | 'direct'
}

export interface TrackedLinkTable {
  work_unit_id: string
  code: string
  programme_id: string | null
  election_id: string
  base: string
  channel: string
  publication_id: string | null
  /** The volunteer the link was handed to. */
  person_id: string | null
  target_path: string
  created_at: Date
  revoked_at: Date | null
  example: Generated<boolean>
}

declare module '../../platform/db/schema.ts' {
  interface Schema {
    publication: PublicationTable
    publication_image: PublicationImageTable
    link_channel: LinkChannelTable
    tracked_link: TrackedLinkTable
  }
}
