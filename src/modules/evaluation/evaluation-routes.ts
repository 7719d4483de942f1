import { page, type Route } from '../../platform/http/route.ts'
import { keptWorker } from '../../ui/index.ts'
import { aboutMeeting } from '../meetings/index.ts'
import { findingsApi } from './evaluation-api.ts'
import {
  changeFindingPage,
  newFindingPage,
  postFinding,
  postNewFinding,
  postRemoveFinding,
  removeFindingPage,
} from './finding-form-pages.tsx'
import { findingPage, findingsFile, findingsListPage } from './findings-pages.tsx'
import { aboutClass, classHref } from './here.tsx'
import { linePage, postChangedLine, postRemoveLine, removeLinePage } from './line-pages.tsx'
import { minutesFile } from './minutes-files.ts'
import { minutesPage, postLine } from './minutes-pages.tsx'
import { minutesOverview } from './overview-pages.tsx'

const anywhere = { permission: 'meetings.read', scope: 'anywhere' } as const
const meeting = '/desk/meetings/:unit/:meeting'
const minutes = `${meeting}/classes/:class/minutes`
const line = `${minutes}/:line`
const findings = `${meeting}/classes/:class/findings`
const finding = `${findings}/:finding`
const writing = (handler: Parameters<typeof aboutClass>[1]) => aboutClass('writing', handler)
/** The worker that opens a scribe's pages of one class without a network. */
const worker = writing(async (c, here) =>
  keptWorker(c, { scope: classHref(here, ''), scripts: ['drafts.js'] }),
)

const classFile = aboutClass('reading', (c, here) => minutesFile(c, here.meeting, here.class.id))

/** What is taken down in class asks for the task of a scribe itself; the list of findings is narrowed by scope. */
export const routes: readonly Route[] = [
  page('get', `${meeting}/minutes`, 'signed-in', aboutMeeting('meetings.read', minutesOverview)),
  page(
    'get',
    `${meeting}/minutes/file/:file`,
    'signed-in',
    aboutMeeting('meetings.read', (c, here) => minutesFile(c, here.meeting)),
  ),
  page('get', `${minutes}/file/:file`, 'signed-in', classFile),
  page('get', `${meeting}/classes/:class/worker.js`, 'signed-in', worker),
  page('get', minutes, 'signed-in', aboutClass('reading', minutesPage)),
  page('post', minutes, 'signed-in', writing(postLine)),
  page('get', line, 'signed-in', writing(linePage)),
  page('post', line, 'signed-in', writing(postChangedLine)),
  page('get', `${line}/remove`, 'signed-in', writing(removeLinePage)),
  page('post', `${line}/remove`, 'signed-in', writing(postRemoveLine)),
  page('get', `${findings}/new`, 'signed-in', writing(newFindingPage)),
  page('post', `${findings}/new`, 'signed-in', writing(postNewFinding)),
  page('get', finding, 'signed-in', writing(changeFindingPage)),
  page('post', finding, 'signed-in', writing(postFinding)),
  page('get', `${finding}/remove`, 'signed-in', writing(removeFindingPage)),
  page('post', `${finding}/remove`, 'signed-in', writing(postRemoveFinding)),
  page('get', '/desk/findings', anywhere, findingsListPage),
  page('get', '/desk/findings/file/:file', anywhere, findingsFile),
  page('get', '/desk/findings/:finding', anywhere, findingPage),
  findingsApi,
]
