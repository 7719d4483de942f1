import { page, type Route } from '../../platform/http/route.ts'
import { calendarFile } from './calendar-route.ts'
import { contestPage, postContest } from './contest-form.tsx'
import { changeElectionPage, newElectionPage, postElection } from './election-form.tsx'
import { apiRoutes } from './elections-api.ts'
import { electionPage, electionsPage } from './elections-pages.tsx'
import { postRemoveStage, postStage, removeStagePage, stagePage } from './stage-form.tsx'
import { postRemoveTurnout, postTurnout, removeTurnoutPage, turnoutFormPage } from './turnout-form.tsx'
import { importTurnoutPage, postImportTurnout } from './turnout-import-pages.tsx'
import { turnoutPage } from './turnout-pages.tsx'
import { postVoters, votersPage } from './voters-form.tsx'

/** Elections are the same for everybody who may read them anywhere. */
const reading = { permission: 'elections.read', scope: 'anywhere' } as const
/** What may be changed where is asked by each command: a stage or a figure names its own unit. */
const changing = { permission: 'elections.change', scope: 'anywhere' } as const
const list = '/desk/elections'
const one = `${list}/:election`

/** Pages of the room; fixed words stand before names of the same place. */
export const routes: readonly Route[] = [
  page('get', '/calendar/:file', 'public', calendarFile),
  page('get', list, reading, electionsPage),
  page('get', `${list}/new`, changing, newElectionPage),
  page('post', `${list}/new`, changing, postElection),
  page('get', one, reading, electionPage),
  page('get', `${one}/change`, changing, changeElectionPage),
  page('post', `${one}/change`, changing, postElection),
  page('get', `${one}/contests/new`, changing, contestPage),
  page('post', `${one}/contests/new`, changing, postContest),
  page('get', `${one}/contests/:contest`, changing, contestPage),
  page('post', `${one}/contests/:contest`, changing, postContest),
  page('get', `${one}/stages/new`, changing, stagePage),
  page('post', `${one}/stages/new`, changing, postStage),
  page('get', `${one}/stages/:stage`, changing, stagePage),
  page('post', `${one}/stages/:stage`, changing, postStage),
  page('get', `${one}/stages/:stage/remove`, changing, removeStagePage),
  page('post', `${one}/stages/:stage/remove`, changing, postRemoveStage),
  page('get', `${one}/voters/new`, changing, votersPage),
  page('post', `${one}/voters/new`, changing, postVoters),
  page('get', `${one}/turnout`, reading, turnoutPage),
  page('get', `${one}/turnout/new`, changing, turnoutFormPage),
  page('post', `${one}/turnout/new`, changing, postTurnout),
  page('get', `${one}/turnout/import`, changing, importTurnoutPage),
  page('post', `${one}/turnout/import`, changing, postImportTurnout),
  page('get', `${one}/turnout/:record`, changing, turnoutFormPage),
  page('post', `${one}/turnout/:record`, changing, postTurnout),
  page('get', `${one}/turnout/:record/remove`, changing, removeTurnoutPage),
  page('post', `${one}/turnout/:record/remove`, changing, postRemoveTurnout),
  ...apiRoutes,
]
