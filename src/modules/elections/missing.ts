import type { RequestContext } from '../../platform/http/route.ts'
import { refusalPage } from '../../ui/index.ts'

/** The page for an address that names nothing we have. */
export const missing = (c: RequestContext): Promise<Response> =>
  refusalPage(c, { kind: 'missing', key: 'ui.refusal.missing' }, 404)
