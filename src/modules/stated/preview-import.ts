import type { Insertable } from 'kysely'
import { covers } from '../../platform/access.ts'
import type { Db } from '../../platform/db/database.ts'
import { linkByCode } from '../publications/index.ts'
import { type StatedImport, sheetOf } from './imports-read-model.ts'
import { exportedKinds } from './kinds.ts'
import { type ExportRow, type ImportCounts, type ReadExport, readExport } from './read-export.ts'
import { saysSomething } from './recognise.ts'
import { standingIn } from './stated-read-model.ts'
import type { StatedFigureTable } from './tables.ts'

/** What keeping an import would add; whole without an id, an account and a time. */
export type NewFigure = Omit<
  Insertable<StatedFigureTable>,
  'id' | 'account_id' | 'account_name' | 'created_at' | 'import_id'
>

export interface ImportPreview extends ReadExport {
  /** Heads of the file, as they stand. */
  heads: readonly string[]
  counts: ImportCounts
  figures: NewFigure[]
  /** Whether it is said which channel the figures belong to and which columns hold them. */
  isReadable: boolean
}

/** Reads a draft as it would be kept now; changes nothing. */
export async function previewImport(
  db: Db,
  draft: StatedImport,
  { publicUrl }: { publicUrl: string },
): Promise<ImportPreview> {
  const sheet = await sheetOf(db, draft)
  const { choices, statedOn } = draft
  const heads = sheet[choices.headerRow] ?? []
  const isReadable =
    choices.channel !== null && choices.columns.day !== undefined && saysSomething(choices.columns)
  const read = isReadable ? readExport(sheet, choices, statedOn) : { rows: [], problems: [] }
  const links = await linksNamedIn(db, draft, read.rows, publicUrl)
  const known = new Map(
    (await standingIn(db, draft.workUnitId, draft.electionId)).map((figure) => [
      keyOf({ ...figure, from: figure.subject === '' ? figure.from : '' }),
      figure,
    ]),
  )
  const figures: NewFigure[] = []
  let unchanged = 0
  for (const row of read.rows) {
    const link = links.get(row.row)
    for (const kind of exportedKinds) {
      const value = row.values[kind]
      if (value === undefined) continue
      const channel = choices.channel ?? ''
      const { account, subject } = row
      const there = known.get(
        keyOf({ kind, channel, account, subject, from: subject === '' ? row.from : '' }),
      )
      if (there?.value === value && there.from === row.from && there.until === row.until) {
        unchanged += 1
        continue
      }
      figures.push({
        work_unit_id: draft.workUnitId,
        election_id: draft.electionId,
        kind,
        value,
        channel,
        account,
        subject,
        post_link: row.link,
        post_title: row.title,
        from_on: row.from,
        until_on: row.until,
        stated_on: statedOn,
        base: draft.base ?? link?.base ?? null,
        publication_id: draft.publicationId ?? link?.publicationId ?? null,
        source: choices.layout ?? 'by-hand',
        row_number: row.row,
        evidence_hash: null,
      })
    }
  }
  const counts = {
    rows: read.rows.length,
    figures: figures.length,
    unchanged,
    problems: read.problems.length,
  }
  return { ...read, heads, counts, figures, isReadable }
}

const keyOf = (about: { kind: string; channel: string; account: string; subject: string; from: string }) =>
  JSON.stringify([about.kind, about.channel, about.account, about.subject, about.from])

/** Of rows whose text or address names one of the unit's short links: what that link is of, by row. */
async function linksNamedIn(
  db: Db,
  { workUnitId, electionId }: StatedImport,
  rows: readonly ExportRow[],
  publicUrl: string,
): Promise<Map<number, { base: string; publicationId: string | null }>> {
  const address = new RegExp(`${new URL(publicUrl).host.replaceAll('.', '\\.')}/[sq]/([2-9A-Z]{7,12})`)
  const found = new Map<number, { base: string; publicationId: string | null }>()
  for (const { row, title, link } of rows) {
    const code = address.exec(`${title ?? ''} ${link ?? ''}`)?.[1]
    const known = code === undefined ? undefined : await linkByCode(db, code)
    if (known && known.electionId === electionId && covers(workUnitId, known.workUnitId))
      found.set(row, known)
  }
  return found
}
