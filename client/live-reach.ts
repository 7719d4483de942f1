// The open page of a day's reach asks for itself again when hits were folded.
import { askAgain } from './live/ask-again.ts'

askAgain({ name: 'live', event: 'hits', atMostEvery: 5_000 })
