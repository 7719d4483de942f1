import type { SheetArchive } from './archive.ts'
import { type SheetGrid, UnreadableSheet, type Workbook } from './grid.ts'
import { sheetReader, unescapeText, type XlsxContext } from './xlsx-sheet.ts'
import { xmlReader } from './xml.ts'

interface Sheet {
  name: string
  relation: string
}

/** Office Open XML number formats that are dates by their number (ECMA-376 part 1, 18.8.30). */
const isDateNumber = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)
/** A custom format is a date when d, m or y stand outside quotes, brackets and escapes. */
const isDateFormat = (code: string) =>
  /[dmy]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '')) && !/^general$/i.test(code)

/** Reads the workbook's plan, its texts and which styles are dates. */
function readPlan(archive: SheetArchive) {
  const sheets: Sheet[] = []
  const targets = new Map<string, string>()
  const context: XlsxContext = { texts: [], dateStyles: [], since1904: false }
  const formats = new Map<number, boolean>()
  let [inCells, text, phonetic] = [false, '', false]
  let keep = false
  const workbook = xmlReader({
    open(name, a) {
      if (name === 'workbookPr') context.since1904 = a.date1904 === '1' || a.date1904 === 'true'
      if (name === 'sheet' && (a.state ?? 'visible') === 'visible') {
        sheets.push({ name: a.name ?? '', relation: a['r:id'] ?? a.id ?? '' })
      }
    },
    close() {},
    text() {},
  })
  const relations = xmlReader({
    open(name, a) {
      if (name === 'Relationship') targets.set(a.Id ?? '', (a.Target ?? '').replace(/^\/?(xl\/)?/, ''))
    },
    close() {},
    text() {},
  })
  const styles = xmlReader({
    open(name, a) {
      if (name === 'numFmt') formats.set(Number(a.numFmtId), isDateFormat(a.formatCode ?? ''))
      if (name === 'cellXfs') inCells = true
      if (name === 'xf' && inCells) {
        const id = Number(a.numFmtId ?? 0)
        context.dateStyles.push(formats.get(id) ?? isDateNumber(id))
      }
    },
    close(name) {
      if (name === 'cellXfs') inCells = false
    },
    text() {},
  })
  const strings = xmlReader({
    open(name) {
      if (name === 'si') text = ''
      if (name === 'rPh') phonetic = true
      keep = name === 't' && !phonetic
    },
    close(name) {
      if (name === 'rPh') phonetic = false
      if (name === 't') keep = false
      if (name === 'si') context.texts.push(unescapeText(text).trim())
    },
    text(part) {
      if (keep) text += part
    },
  })
  archive.read((name) => {
    if (name === 'xl/workbook.xml') return workbook
    if (name === 'xl/_rels/workbook.xml.rels') return relations
    if (name === 'xl/styles.xml') return styles
    if (/^xl\/sharedStrings\.xml$/i.test(name)) return strings
    return null
  })
  return { sheets, targets, context }
}

/**
 * The visible sheets of an xlsx workbook, each read when it is asked for.
 * Own reader on saxes: read-excel-file gives up a whole file at one broken formula (`#N/A`), does not tell which cells
 * are merged or computed, and cannot be held to a size (docs/adr/0202-own-spreadsheet-readers.md).
 */
export function xlsxWorkbook(archive: SheetArchive): Workbook {
  const plan = readPlan(archive)
  if (plan.sheets.length === 0) throw new UnreadableSheet('spreadsheets.refusal.damaged')
  return { names: plan.sheets.map(({ name }) => name), sheets: sheetsIn(archive, plan) }
}

function* sheetsIn(
  archive: SheetArchive,
  { sheets, targets, context }: ReturnType<typeof readPlan>,
): Generator<SheetGrid> {
  for (const { name, relation } of sheets) {
    const path = `xl/${targets.get(relation) ?? ''}`
    if (!archive.names.includes(path)) continue
    const grid: SheetGrid = { format: 'xlsx', sheet: name, rows: [], merged: [] }
    archive.read((part) => (part === path ? xmlReader(sheetReader(grid, context)) : null))
    yield grid
  }
}
