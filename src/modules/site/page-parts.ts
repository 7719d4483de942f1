import type { Locale, Translator } from '../../platform/i18n/catalogue.ts'
import type { Formats } from '../../platform/i18n/formats.ts'
import type { Unit, UnitTree } from '../directory/index.ts'

/** What every public page is drawn with. */
export interface PageParts {
  tree: UnitTree
  unit: Unit
  locale: Locale
  t: Translator
  format: Formats
  /** The calendar day in the unit's own zone. */
  day: string
  /** `https://...` without a slash at the end. */
  publicUrl: string
  /** Figures of fewer people are held back. */
  minCell: number
}
