import type { Tx } from '../../platform/db/database.ts'
import { cell, presetTable } from '../../platform/preset.ts'
import type { Channel } from './channels.ts'

const kinds: readonly string[] = ['online', 'paper', 'direct'] satisfies Channel['kind'][]
const isKind = (kind: string): kind is Channel['kind'] => kinds.includes(kind)

/** Writes the channels of the preset over those that stand there. */
export async function saveChannels(tx: Tx): Promise<void> {
  const rows = presetTable('channels.csv').map((row, position) => {
    const kind = cell(row, 'kind')
    if (!isKind(kind)) throw new Error(`channels.csv has the kind ${kind}; known are ${kinds.join(', ')}.`)
    return {
      code: cell(row, 'code'),
      position,
      kind,
      name_id: cell(row, 'name_id'),
      name_en: cell(row, 'name_en'),
    }
  })
  await tx
    .insertInto('link_channel')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('code').doUpdateSet((eb) => ({
        position: eb.ref('excluded.position'),
        kind: eb.ref('excluded.kind'),
        name_id: eb.ref('excluded.name_id'),
        name_en: eb.ref('excluded.name_en'),
      })),
    )
    .execute()
}
