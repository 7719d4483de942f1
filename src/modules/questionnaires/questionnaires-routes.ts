import { page, type Route } from '../../platform/http/route.ts'
import { aboutMeeting } from '../meetings/index.ts'
import { answerPage, askedPage, postAnswer } from './answer-pages.tsx'
import { aboutQuestionnaire } from './here.tsx'
import { newPage, postNew, questionnairesPage } from './list-pages.tsx'
import {
  newQuestionPage,
  postMove,
  postNewQuestion,
  postQuestion,
  postRemoveQuestion,
  questionPage,
} from './question-pages.tsx'
import {
  changePage,
  postChange,
  postClose,
  postOpen,
  postRemove,
  postSettle,
  postSpread,
  questionnairePage,
  removePage,
} from './questionnaire-pages.tsx'
import { resultsFile, resultsPage } from './results-pages.tsx'
import { phoneWorker, postSending } from './sending-pages.ts'
import { postCloseSeries, postOpenSeries, postSettleSeries, seriesFile, seriesPage } from './series-pages.tsx'

const list = '/desk/meetings/:unit/:meeting/questionnaires'
const one = `${list}/:questionnaire`
const series = `${list}/series/:series`
const question = `${one}/questions/:question`
const reading = (handler: Parameters<typeof aboutQuestionnaire>[1]) =>
  aboutQuestionnaire('meetings.read', handler)
const changing = (handler: Parameters<typeof aboutQuestionnaire>[1]) =>
  aboutQuestionnaire('meetings.change', handler)

/** Desk pages ask for the task in a meeting themselves; what a participant answers is open to who holds the code. */
export const routes: readonly Route[] = [
  page('get', list, 'signed-in', aboutMeeting('meetings.read', questionnairesPage)),
  page('get', `${list}/new`, 'signed-in', aboutMeeting('meetings.change', newPage)),
  page('post', `${list}/new`, 'signed-in', aboutMeeting('meetings.change', postNew)),
  page('get', series, 'signed-in', aboutMeeting('meetings.read', seriesPage)),
  page('post', `${series}/open`, 'signed-in', aboutMeeting('meetings.change', postOpenSeries)),
  page('post', `${series}/close`, 'signed-in', aboutMeeting('meetings.change', postCloseSeries)),
  page('post', `${series}/settle`, 'signed-in', aboutMeeting('meetings.change', postSettleSeries)),
  page('get', `${series}/:file`, 'signed-in', aboutMeeting('meetings.read', seriesFile)),
  page('get', one, 'signed-in', reading(questionnairePage)),
  page('get', `${one}/change`, 'signed-in', changing(changePage)),
  page('post', `${one}/change`, 'signed-in', changing(postChange)),
  page('get', `${one}/remove`, 'signed-in', changing(removePage)),
  page('post', `${one}/remove`, 'signed-in', changing(postRemove)),
  page('post', `${one}/open`, 'signed-in', changing(postOpen)),
  page('post', `${one}/close`, 'signed-in', changing(postClose)),
  page('post', `${one}/spread`, 'signed-in', changing(postSpread)),
  page('post', `${one}/settle`, 'signed-in', changing(postSettle)),
  page('get', `${one}/questions/new`, 'signed-in', changing(newQuestionPage)),
  page('post', `${one}/questions/new`, 'signed-in', changing(postNewQuestion)),
  page('get', question, 'signed-in', changing(questionPage)),
  page('post', question, 'signed-in', changing(postQuestion)),
  page('post', `${question}/move`, 'signed-in', changing(postMove)),
  page('post', `${question}/remove`, 'signed-in', changing(postRemoveQuestion)),
  page('get', `${one}/results`, 'signed-in', reading(resultsPage)),
  page('get', `${one}/results/:file`, 'signed-in', reading(resultsFile)),
  page('get', '/m/:code/q', 'public', askedPage),
  page('get', '/m/:code/q/worker.js', 'public', phoneWorker),
  page('get', '/m/:code/q/:questionnaire', 'public', answerPage),
  page('post', '/m/:code/q/:questionnaire', 'public', postAnswer),
  page('post', '/m/:code/q/:questionnaire/sending', 'public', postSending),
]
