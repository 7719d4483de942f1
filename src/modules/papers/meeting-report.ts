import { formats } from '../../platform/i18n/formats.ts'
import { type Result, refuse } from '../../platform/result.ts'
import type { MeetingReport, Order, Paper } from './records.ts'
import { reportBlocks } from './report-blocks.ts'
import type { Written } from './written.ts'
import { writtenDocx } from './written-docx.ts'
import { writtenPdf } from './written-pdf.ts'

const writtenWith =
  (write: (order: Order, written: Written) => Result<Paper>) =>
  (order: Order, report: MeetingReport): Result<Paper> => {
    const blocks = reportBlocks(order, formats(order.t.locale), report)
    if (blocks.length === 0) return refuse({ kind: 'invalid', key: 'papers.refusal.emptyReport' })
    return write(order, { title: order.t('papers.report.title'), blocks })
  }

/** The report of a meeting as PDF. Refuses one that holds nothing. */
export const meetingReportPdf = writtenWith(writtenPdf)
/** The same for Word. */
export const meetingReportDocx = writtenWith(writtenDocx)
