// A thread for one file: reads its sheets, answers once, ends.
import { filledSheets, type SheetsTask } from './filled-sheets.ts'
import { answerFromThread } from './sheet-thread.ts'

answerFromThread<SheetsTask>(filledSheets)
