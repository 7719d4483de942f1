import { codesFrom, numbersFrom } from './example-numbers.ts'
import type { PlannedLink } from './link-plan.ts'

export interface ExampleVolunteer {
  workUnitId: string
  programmeId: string
  id: string
  base: string
}

export interface ExampleLink extends PlannedLink {
  workUnitId: string
  programmeId: string
  code: string
}

/** Where netizen volunteers put their links, the most used first. */
const online: readonly [channel: string, share: number][] = [
  ['whatsapp', 1],
  ['facebook', 0.72],
  ['instagram', 0.64],
  ['x', 0.22],
  ['youtube', 0.08],
  ['telegram', 0.07],
]

/** Where the other bases put the one link they share: shown to people, or printed. */
const together = ['direct', 'paper', 'whatsapp'] as const

/**
 * The links of the season: each netizen volunteer has one for WhatsApp and a few for other channels, every other
 * base of a unit shares one. The same for the same volunteers, whoever asks when.
 */
export function exampleLinks(
  volunteers: readonly ExampleVolunteer[],
  publicationOf: (workUnitId: string) => string | null,
): ExampleLink[] {
  const code = codesFrom('links of the season')
  const links: ExampleLink[] = []
  const shared = new Set<string>()
  for (const { workUnitId, programmeId, id, base } of volunteers) {
    const publicationId = publicationOf(workUnitId)
    const common = { workUnitId, programmeId, base, publicationId }
    if (base === 'netizen') {
      const next = numbersFrom(`channels ${id}`)
      for (const [channel, share] of online)
        if (next() < share) links.push({ ...common, channel, personId: id, code: code() })
      continue
    }
    const key = `${workUnitId} ${base}`
    if (shared.has(key)) continue
    shared.add(key)
    const next = numbersFrom(`channel ${key}`)
    const channel = together[Math.floor(next() * together.length)] ?? 'direct'
    links.push({ ...common, channel, personId: null, code: code() })
  }
  return links
}
