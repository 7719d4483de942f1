import type { Translator } from '../../../platform/i18n/catalogue.ts'
import type { Evidence } from '../evidence.ts'

/** `3 of 4 own sessions, 1 other`: what counts for this person, whatever the whole meeting has. */
export const sessionsInWords = (
  t: Translator,
  { attended, attendedOwn, expected }: Pick<Evidence, 'attended' | 'attendedOwn' | 'expected'>,
) => t('evidence.sessions.own', { own: attendedOwn, expected, other: attended - attendedOwn })

/** How many sessions those who come have of their own: the fewest and the most; null where nobody comes. */
export function ownSessionsOf(
  all: readonly Evidence[],
): { fewest: number; most: number; alike: 'yes' | 'no' } | null {
  const own = all.filter(({ counts }) => counts).map(({ expected }) => expected)
  if (own.length === 0) return null
  const [fewest, most] = [Math.min(...own), Math.max(...own)]
  return { fewest, most, alike: fewest === most ? 'yes' : 'no' }
}
