import type { Services } from '../../platform/services.ts'
import type { PeopleFigure, ReachCell } from './figures.ts'
import { cellOfMembers, ownLinks } from './own-links.ts'
import type { OwnLink } from './own-links-read-model.ts'
import { judgedFigures } from './release.ts'
import { readHeld } from './release-store.ts'

/** What is told comes first, what is held back after it, then nobody. */
const rankOf = ({ people, suppressed }: PeopleFigure) => (suppressed ? 0 : (people ?? -1))

/** What came by one link of a unit over the season; code `-`: pages opened without a link. */
export interface LinkReach extends Omit<OwnLink, 'sketches' | 'members'> {
  reach: ReachCell
}

/**
 * The links of one unit (not of those under it), small ones held back as in every matrix: by people engaged and
 * delivered to, as far as those are told. What is held back has no rank, or its place between two others would bound it.
 */
export async function linkReach(
  services: Pick<Services, 'db' | 'database' | 'config' | 'clock'>,
  question: { workUnitId: string; electionId: string },
): Promise<LinkReach[]> {
  await judgedFigures(services, question.electionId)
  const marks = await readHeld(services.db, question.electionId, question.workUnitId)
  const { links } = await ownLinks(services, question, marks)
  return links
    .map(({ members, sketches: _, ...link }, at) => ({ ...link, reach: cellOfMembers(String(at), members) }))
    .sort(
      (a, b) =>
        rankOf(b.reach.engaged) - rankOf(a.reach.engaged) ||
        rankOf(b.reach.delivered) - rankOf(a.reach.delivered),
    )
}
