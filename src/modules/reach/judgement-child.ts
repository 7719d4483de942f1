// A process for one judgement: is sent its texts, answers once, ends; and ends when nobody is there to be answered.
import type { CellText } from './cell-text.ts'
import { politely } from './in-steps.ts'
import type { JudgementMessage, TextKind } from './judgement-process.ts'
import { judgementInSteps } from './judgement-task.ts'

const texts: Record<TextKind, CellText[]> = {
  cells: [],
  places: [],
  hours: [],
  publications: [],
  standing: [],
}

process.on('disconnect', () => process.exit())
// Sent to all processes of a terminal or a service: whoever asked decides whether this one ends.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {})
process.on('message', async (message: JudgementMessage) => {
  if ('of' in message) {
    texts[message.of].push(...message.texts)
    return
  }
  const changes = await politely(judgementInSteps({ ...message, ...texts }))
  process.send?.(changes, () => process.disconnect())
})
