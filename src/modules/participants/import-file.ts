import { z } from 'zod'
import { ok, type Result, refuse } from '../../platform/result.ts'
import { readSheet, sheetLimits } from '../spreadsheets/index.ts'
import { type SheetRow, sheetRows } from './import-rows.ts'
import { listColumns } from './participants-table.ts'

/** More than any meeting: a larger list is a mistake. */
const mostRows = 10_000

const cells = z.partialRecord(z.enum(listColumns), z.string().max(2000))
/** Rows as they travel from the preview to the confirmation; there they are checked as if they were new. */
export const carriedRows = z.array(z.object({ row: z.number().int().min(1), cells })).max(mostRows)
export type CarriedRows = { row: number; cells: SheetRow }[]

const jsonFile = z.object({ rows: z.array(z.record(z.string(), z.unknown())).max(mostRows) })
const known = new Set<string>(listColumns)

/** The rows of an uploaded file: xlsx, ods, csv, or the JSON that the export writes. */
export async function readFileRows(bytes: Uint8Array): Promise<Result<CarriedRows>> {
  if (bytes.length > sheetLimits.bytes)
    return refuse({ kind: 'invalid', key: 'participants.refusal.fileLarge' })
  const rows = looksLikeJson(bytes) ? jsonRows(bytes) : await tableRows(bytes)
  if (!rows.ok) return rows
  if (rows.value.length === 0) return refuse({ kind: 'invalid', key: 'participants.refusal.fileEmpty' })
  if (rows.value.length > mostRows)
    return refuse({ kind: 'invalid', key: 'participants.refusal.fileRows', params: { most: mostRows } })
  return rows
}

const looksLikeJson = (bytes: Uint8Array) =>
  /^\uFEFF?\s*\{/.test(new TextDecoder().decode(bytes.subarray(0, 64)))

async function tableRows(bytes: Uint8Array): Promise<Result<CarriedRows>> {
  const sheet = await readSheet(bytes)
  if (!sheet.ok) return sheet
  const rows = sheetRows(sheet.value)
  return rows ? ok(rows) : refuse({ kind: 'invalid', key: 'participants.refusal.fileHead' })
}

function jsonRows(bytes: Uint8Array): Result<CarriedRows> {
  let read: unknown
  try {
    read = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/^\uFEFF/, ''))
  } catch {
    return refuse({ kind: 'invalid', key: 'participants.refusal.fileJson' })
  }
  const parsed = jsonFile.safeParse(read)
  if (!parsed.success) return refuse({ kind: 'invalid', key: 'participants.refusal.fileJson' })
  return ok(
    parsed.data.rows.map((row, at) => ({
      row: at + 1,
      cells: Object.fromEntries(
        Object.entries(row).flatMap(([key, value]) =>
          known.has(key) && typeof value === 'string' && value.trim() !== '' ? [[key, value.trim()]] : [],
        ),
      ) as SheetRow,
    })),
  )
}
