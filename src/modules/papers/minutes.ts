import { type Result, refuse } from '../../platform/result.ts'
import type { Minutes, Order, Paper } from './records.ts'
import type { Block } from './report-blocks.ts'
import type { Written } from './written.ts'
import { writtenDocx } from './written-docx.ts'
import { writtenPdf } from './written-pdf.ts'

/** Class by class and session by session: what was said on each point, what was decided, what was found. */
function minutesBlocks({ t }: Order, { classes }: Minutes): Block[] {
  return classes.flatMap(({ title, sessions }): Block[] => [
    { kind: 'heading', level: 1, text: title },
    ...sessions.flatMap(({ title: session, lines, findings }): Block[] => [
      { kind: 'heading', level: 2, text: session },
      ...lines.flatMap(({ point, said, decided }): Block[] => [
        { kind: 'paragraph', text: t('papers.minutes.line', { point, said }) },
        ...(decided === null
          ? []
          : [{ kind: 'item' as const, text: t('papers.minutes.decided', { decided }) }]),
      ]),
      ...(findings.length === 0 ? [] : [{ kind: 'paragraph' as const, text: t('papers.minutes.findings') }]),
      ...findings.map((text): Block => ({ kind: 'item', text })),
    ]),
  ])
}

const writtenWith =
  (write: (order: Order, written: Written) => Result<Paper>) =>
  (order: Order, minutes: Minutes): Result<Paper> => {
    const blocks = minutesBlocks(order, minutes)
    if (blocks.length === 0) return refuse({ kind: 'invalid', key: 'papers.refusal.emptyMinutes' })
    return write(order, { title: order.t('papers.minutes.title'), blocks })
  }

/** The minutes of a class or of several as PDF. Refuses those in which nothing was taken down. */
export const minutesPdf = writtenWith(writtenPdf)
/** The same for Word. */
export const minutesDocx = writtenWith(writtenDocx)
