import type { Translator } from '../../../platform/i18n/catalogue.ts'
import type { Evidence } from '../evidence.ts'

/** `3 of 4 own sessions, 1 other`: what counts for this person, whatever the whole meeting has. */
export const sessionsInWords = (
  t: Translator,
  { attended, attendedOwn, expected }: Pick<Evidence, 'attended' | 'attendedOwn' | 'expected'>,
) => t('evidence.sessions.own', { own: attendedOwn, expected, other: attended - attendedOwn })

/** How many sessions those who come have of their own: the fewest and the most; null where nobody comes. */
export function ownSessionsOf(all: readonly Evidence[]): { fewest: number; most: number } | null {
  const own = all.filter(({ counts }) => counts).map(({ expected }) => expected)
  return own.length === 0 ? null : { fewest: Math.min(...own), most: Math.max(...own) }
}
