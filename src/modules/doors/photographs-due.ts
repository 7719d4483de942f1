import type { PhotographVersion } from './door-shapes.ts'

/** What must go and what must be asked for, as hashes, so that what is listed is held and nothing else. */
export function photographsDue(
  held: ReadonlyMap<string, PhotographVersion>,
  listed: readonly PhotographVersion[],
): { gone: string[]; missing: string[] } {
  const versions = new Map(listed.map(({ hash, version }) => [hash, version]))
  const isRight = (hash: string) => held.get(hash)?.version === versions.get(hash)
  return {
    gone: [...held.keys()].filter((hash) => !isRight(hash)),
    missing: [...versions.keys()].filter((hash) => !isRight(hash)),
  }
}
