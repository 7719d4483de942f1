import type { Route } from '../../platform/http/route.ts'
import { appointPages } from './appoint-pages.tsx'
import { appointmentsApi } from './appointments-api.ts'
import { endPages } from './end-pages.tsx'
import { peopleApi } from './people-api.ts'
import { peoplePages } from './people-pages.tsx'
import { personChangePages } from './person-change-pages.tsx'
import { replacePages } from './replace-pages.tsx'
import { searchPage } from './search-page.tsx'
import { unitPages } from './unit-page.tsx'
import { unitsApi } from './units-api.ts'
import { unitsPages } from './units-pages.tsx'

/** Every route of the directory but those of the roster. */
export const directoryRoutes: readonly Route[] = [
  ...unitsPages,
  ...unitPages,
  ...appointPages,
  ...endPages,
  ...replacePages,
  ...peoplePages,
  ...personChangePages,
  searchPage,
  ...unitsApi,
  ...appointmentsApi,
  peopleApi,
]
