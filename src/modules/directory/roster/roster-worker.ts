// A thread for one roster: reads or checks it, answers once, ends.
import { answerFromThread } from '../../spreadsheets/index.ts'
import { doRosterTask } from './roster-task.ts'

answerFromThread(doRosterTask)
