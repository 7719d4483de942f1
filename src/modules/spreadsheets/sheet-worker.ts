// A thread for one file: reads its first sheet, answers once, ends.
import { firstSheet } from './first-sheet.ts'
import { answerFromThread } from './sheet-thread.ts'

answerFromThread<Uint8Array>(firstSheet)
