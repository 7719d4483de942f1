import { createHash } from 'node:crypto'
import { type Actor, may } from '../../platform/access.ts'
import { ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { readPicture } from '../publications/index.ts'
import { forbidden } from './refusals.ts'
import { addEvidence } from './stated-store.ts'

/**
 * Keeps the picture that a typed figure rests on and returns its hash (SHA-256 of the upload), so that a form refused
 * for another field need not send it again. Made anew from pixels (docs/adr/0502-pictures-made-anew.md) as WebP of at
 * most 1,600 pixels a side: enough to read a screen. Refuses, at the field `evidence`, what is no picture.
 */
export async function uploadEvidence(
  services: Services,
  actor: Actor,
  { workUnitId, bytes }: { workUnitId: string; bytes: Uint8Array },
): Promise<Result<string>> {
  if (!may(actor, 'stated.change', workUnitId)) return forbidden
  const upright = await readPicture(bytes, 'evidence')
  if (!upright.ok) return upright
  const { default: sharp } = await import('sharp')
  const { data, info } = await sharp(upright.value)
    .resize({ width: 1600, height: 1600, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 74, effort: 4 })
    .toBuffer({ resolveWithObject: true })
  const hash = createHash('sha256').update(bytes).digest('hex')
  await services.db.transaction().execute((tx) =>
    addEvidence(tx, {
      work_unit_id: workUnitId,
      hash,
      content_type: 'image/webp',
      width: info.width,
      height: info.height,
      bytes: data,
      added_at: services.clock.now(),
    }),
  )
  return ok(hash)
}
