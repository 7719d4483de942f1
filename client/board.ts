// An open board asks for itself again when scans were committed.
import { askAgain } from './live/ask-again.ts'

askAgain({ name: 'board', event: 'scans', atMostEvery: 3_000 })
