import type { Route } from '../../platform/http/route.ts'
import { unitPages } from './unit-page.tsx'
import { unitsPages } from './units-pages.tsx'

/** Every route of the directory but those of the roster. */
export const directoryRoutes: readonly Route[] = [...unitsPages, ...unitPages]
