import { createHash } from 'node:crypto'
import type { Insertable } from 'kysely'
import { newId } from '../../platform/ids.ts'
import type { SeedContext } from '../../platform/module.ts'
import { unitTree } from '../directory/index.ts'
import { exampleFollowers, exampleSheets, exampleTyped } from './example-sheets.ts'
import { exportedKinds } from './kinds.ts'
import { readExport } from './read-export.ts'
import { recogniseExport } from './recognise.ts'
import { addEvidence, addFigures, addImport, deleteExamples } from './stated-store.ts'
import type { StatedFigureTable } from './tables.ts'

const electionId = 'general-2019'
const by = { account_id: 'example', account_name: 'Contoh' }

/** Two files of a platform, a number read off a screen and the followers of three accounts, all of the season of 2019. */
export async function loadExamples({ tx, services }: SeedContext): Promise<void> {
  const tree = await unitTree({ db: tx, database: services.database })
  const isThere = ({ workUnitId }: { workUnitId: string }) => tree.byId(workUnitId) !== undefined
  const at = services.clock.now()
  const common = { ...by, election_id: electionId, created_at: at, example: true }
  const figures: Insertable<StatedFigureTable>[] = []
  const bare = {
    ...common,
    subject: '',
    post_link: null,
    post_title: null,
    base: null,
    publication_id: null,
    import_id: null,
    row_number: null,
    evidence_hash: null,
  }
  for (const { workUnitId, fileName, statedOn, rows } of exampleSheets.filter(isThere)) {
    const choices = { ...recogniseExport(rows), account: '' }
    const read = readExport(rows, choices, statedOn)
    const id = newId(at.getTime())
    const own = read.rows.flatMap((row) =>
      exportedKinds.flatMap((kind) => {
        const value = row.values[kind]
        return value === undefined ? [] : [{ row, kind, value }]
      }),
    )
    await addImport(tx, {
      ...common,
      work_unit_id: workUnitId,
      id,
      base: 'netizen',
      publication_id: null,
      stated_on: statedOn,
      file_name: fileName,
      file_hash: hashOf(JSON.stringify(rows)),
      state: 'kept',
      sheet: null,
      choices: JSON.stringify(choices),
      counts: JSON.stringify({ rows: read.rows.length, figures: own.length, unchanged: 0, problems: 0 }),
      kept_at: at,
      undone_at: null,
      undone_by: null,
    })
    for (const { row, kind, value } of own) {
      figures.push({
        ...bare,
        work_unit_id: workUnitId,
        id: newId(at.getTime()),
        kind,
        value,
        channel: choices.channel ?? '',
        account: row.account,
        subject: row.subject,
        post_link: row.link,
        post_title: row.title,
        from_on: row.from,
        until_on: row.until,
        stated_on: statedOn,
        base: 'netizen',
        source: choices.layout ?? '',
        import_id: id,
        row_number: row.row,
      })
    }
  }
  for (const { workUnitId, ...followers } of exampleFollowers.filter(isThere)) {
    const day = { from_on: '2019-04-18', until_on: '2019-04-18', stated_on: '2019-04-18' }
    figures.push({
      ...bare,
      ...followers,
      ...day,
      work_unit_id: workUnitId,
      id: newId(at.getTime()),
      kind: 'followers',
      source: 'Halaman profil (contoh)',
    })
  }
  if (isThere(exampleTyped)) {
    const { workUnitId, from, until, statedOn, ...typed } = exampleTyped
    const picture = await drawnScreen(typed.value)
    const hash = hashOf(picture.data)
    await addEvidence(tx, {
      work_unit_id: workUnitId,
      hash,
      content_type: 'image/webp',
      width: picture.info.width,
      height: picture.info.height,
      bytes: picture.data,
      added_at: at,
    })
    figures.push({
      ...bare,
      ...typed,
      work_unit_id: workUnitId,
      id: newId(at.getTime()),
      from_on: from,
      until_on: until,
      stated_on: statedOn,
      evidence_hash: hash,
    })
  }
  await addFigures(tx, figures)
}

const hashOf = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** A screen with bars and no words of its own: a picture of nothing real. */
async function drawnScreen(value: number) {
  const { default: sharp } = await import('sharp')
  const bars = [40, 64, 52, 88, 120, 104, 156]
    .map((height, at) => `<path d="M${90 + at * 90} 420v-${height * 2}h56v${height * 2}z" fill="#6b3bb0"/>`)
    .join('')
  const width = Math.min(600, Math.round(value / 20))
  return sharp(
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="800" height="500">
      <path d="M0 0h800v500H0z" fill="#fff"/><path d="M0 0h800v56H0z" fill="#ddd0f1"/>
      <path d="M60 84h${width}v18h-${width}z" fill="#3b1a6b"/>${bars}
      <path d="M60 424h680" stroke="#211a2b" stroke-width="3"/></svg>`),
  )
    .webp({ quality: 80 })
    .toBuffer({ resolveWithObject: true })
}

/** Takes out everything `loadExamples` added. */
export const removeExamples = ({ tx }: SeedContext): Promise<void> => deleteExamples(tx)
