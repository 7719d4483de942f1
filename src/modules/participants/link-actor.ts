import type { Actor } from '../../platform/access.ts'

/** Who holds a personal link. The trail outlives an erasure, so it does not say whose name that is. */
export const linkActor = (id: string): Actor => ({
  kind: 'person',
  id,
  name: 'tautan pribadi',
  personId: null,
  grants: [],
})
