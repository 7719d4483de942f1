import { may } from '../../../platform/access.ts'
import type { RequestContext } from '../../../platform/http/route.ts'
import { LinkButton } from '../../../ui/index.ts'
import { unitParam } from '../unit-address.ts'
import type { Unit } from '../unit-tree.ts'

/** The way to the roster of a part of the tree, for whom it is open. */
export const ImportButton = ({ c, unit }: { c: RequestContext; unit: Unit }) =>
  may(c.var.actor, 'directory.import', unit.id) ? (
    <LinkButton href={`/desk/people/import?unit=${unitParam(unit)}`}>
      {c.var.t('directory.roster.nav')}
    </LinkButton>
  ) : null
