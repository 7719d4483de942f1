import type { Services } from '../../platform/services.ts'
import type { MeetingKey } from '../meetings/index.ts'
import { photographsOf, photographVersionsOf } from '../participants/index.ts'
import { type PhotographList, photographsAtOnce, type SomePhotographs } from './door-shapes.ts'
import { rosterOf } from './roster.ts'

/** Of whom at a venue there are photographs: they come to it and gave one. Without pictures, some 50 bytes each. */
export async function photographList(
  services: Services,
  meeting: MeetingKey,
  venueId: string,
): Promise<PhotographList> {
  const roster = await rosterOf(services, meeting)
  const versions = await photographVersionsOf(services.db, meeting, venueId)
  return {
    photographs: [...versions].flatMap(([participantId, version]) => {
      const hash = roster.byId.get(participantId)?.hash
      return hash === undefined ? [] : [{ hash, version }]
    }),
  }
}

/** The photographs asked for, as many as are sent at once; hashes of nobody, or of another venue's, bring none. */
export async function somePhotographs(
  services: Services,
  meeting: MeetingKey,
  venueId: string,
  hashes: readonly string[],
): Promise<SomePhotographs> {
  const roster = await rosterOf(services, meeting)
  const people = hashes.slice(0, photographsAtOnce).flatMap((hash) => roster.byHash.get(hash) ?? [])
  const ids = people.map(({ participantId }) => participantId)
  const found = await photographsOf(services.db, meeting, venueId, ids)
  return {
    photographs: people.flatMap(({ participantId, hash }) => {
      const picture = found.get(participantId)
      if (!picture) return []
      const { version, contentType, bytes } = picture
      return [{ hash, version, contentType, data: Buffer.from(bytes).toString('base64') }]
    }),
  }
}
