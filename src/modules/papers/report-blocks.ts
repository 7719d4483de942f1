import type { Formats } from '../../platform/i18n/formats.ts'
import type { Attendance, MeetingReport, Order } from './records.ts'

/** A piece of a report, the same for PDF and docx. */
export type Block =
  | { kind: 'heading'; level: 1 | 2; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'item'; text: string }
  | { kind: 'table'; table: ReportTable }

export interface ReportTable {
  /** `share` is the column's part of the width. */
  columns: readonly { label: string; share: number; isNumber: boolean }[]
  rows: readonly (readonly string[])[]
  /** What the figures in it rest on. */
  note: string | null
}

/** A report piece by piece in the order it is read. A part with nothing in it is left out with its heading. */
export function reportBlocks(order: Order, format: Formats, report: MeetingReport): Block[] {
  const { t } = order
  const note = (of: { asOf: string; source: string }) =>
    t('papers.report.note', { day: format.day(of.asOf), source: of.source })
  const shareNote = t('papers.report.shareNote', { note: note(report.attendance) })
  const heading = (text: string, level: 1 | 2 = 1): Block => ({ kind: 'heading', level, text })
  const attendance = (key: 'province' | 'class', title: string, rows: readonly Attendance[]): Block[] =>
    rows.length > 0
      ? [heading(title), { kind: 'table', table: attendanceTable(order, format, key, rows, shareNote) }]
      : []
  return [
    ...(report.summary.length > 0
      ? [heading(t('papers.report.summary')), ...paragraphs(report.summary)]
      : []),
    ...(report.figures.length > 0
      ? [heading(t('papers.report.figures')), figuresTable(order, format, report)]
      : []),
    ...attendance('province', t('papers.report.byProvince'), report.attendance.byProvince),
    ...attendance('class', t('papers.report.byClass'), report.attendance.byClass),
    ...findings(order, report),
    ...report.sections.flatMap(({ title, paragraphs: texts, tables }) => [
      heading(title),
      ...paragraphs(texts),
      ...tables.flatMap((table): Block[] => [
        heading(table.caption, 2),
        { kind: 'table', table: { ...table, columns: table.columns.map(evenly), note: note(table) } },
      ]),
    ]),
  ]
}

const evenly = <Column>(column: Column) => ({ ...column, share: 1 })
const paragraphs = (texts: readonly string[]) => texts.map((text): Block => ({ kind: 'paragraph', text }))

/** Every figure beside its day, its source and what it is a share of. */
function figuresTable({ t }: Order, format: Formats, { figures }: MeetingReport): Block {
  return {
    kind: 'table',
    table: {
      columns: [
        { label: t('papers.column.figure'), share: 3.1, isNumber: false },
        { label: t('papers.column.value'), share: 1.8, isNumber: true },
        { label: t('papers.column.denominator'), share: 3.1, isNumber: false },
        { label: t('papers.column.asOf'), share: 1.7, isNumber: false },
        { label: t('papers.column.source'), share: 2.4, isNumber: false },
      ],
      rows: figures.map(({ label, value, unit, denominator, asOf, source }) => [
        label,
        `${value} ${unit}`.trim(),
        denominator ?? '–',
        format.day(asOf, 'short'),
        source,
      ]),
      note: null,
    },
  }
}

const oneDecimal = { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 } as const

/** Provinces add up, because everybody comes from one; classes do not, because many sit in two. */
function attendanceTable(
  { t }: Order,
  format: Formats,
  key: 'province' | 'class',
  rows: readonly Attendance[],
  note: string,
): ReportTable {
  const sum = (of: (row: Attendance) => number) => rows.reduce((total, row) => total + of(row), 0)
  const total = {
    label: t('papers.report.total'),
    present: sum(({ present }) => present),
    seats: sum(({ seats }) => seats),
  }
  return {
    columns: [
      { label: t(`papers.column.${key}`), share: 4, isNumber: false },
      { label: t('papers.column.present'), share: 1.3, isNumber: true },
      { label: t('papers.column.seats'), share: 1.6, isNumber: true },
      { label: t('papers.column.share'), share: 1.3, isNumber: true },
    ],
    rows: (key === 'province' ? [...rows, total] : rows).map(({ label, present, seats }) => [
      label,
      format.number(present),
      format.number(seats),
      seats === 0 ? '–' : format.number(present / seats, oneDecimal),
    ]),
    note,
  }
}

function findings({ t }: Order, { findings: origins }: MeetingReport): Block[] {
  const told = origins.filter((origin) => origin.findings.length > 0)
  if (told.length === 0) return []
  return [
    { kind: 'heading', level: 1, text: t('papers.report.findings') },
    ...told.flatMap(({ origin, findings: found }): Block[] => [
      { kind: 'heading', level: 2, text: origin },
      ...found.map(
        ({ text, unit }): Block => ({
          kind: 'item',
          text: unit ? t('papers.report.finding', { text, unit }) : text,
        }),
      ),
    ]),
  ]
}
