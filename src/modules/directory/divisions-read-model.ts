import type { Db } from '../../platform/db/database.ts'
import type { Locale } from '../../platform/i18n/catalogue.ts'
import type { Side } from './tables.ts'

export interface Division {
  code: string
  nameId: string
  nameEn: string
}

export interface Position {
  code: string
  nameId: string
  nameEn: string
  side: Side
  /** Years of a term; null for who serves without one. */
  termYears: number | null
  /** Terms one person may serve on one level; null without such a rule. */
  termsAtMost: number | null
}

/** The fields of work, in their usual order. */
export const divisionsOf = (db: Db): Promise<Division[]> =>
  db
    .selectFrom('division')
    .select(['code', 'name_id as nameId', 'name_en as nameEn'])
    .orderBy('rank')
    .execute()

/** The positions of the commission, chair first. */
export const positionsOf = (db: Db): Promise<Position[]> =>
  db
    .selectFrom('position')
    .select(['code', 'name_id as nameId', 'name_en as nameEn', 'side'])
    .select(['term_years as termYears', 'terms_at_most as termsAtMost'])
    .orderBy('rank')
    .execute()

/** A name kept in both languages, in the reader's. */
export const nameIn = (named: { nameId: string; nameEn: string }, locale: Locale) =>
  locale === 'id' ? named.nameId : named.nameEn
