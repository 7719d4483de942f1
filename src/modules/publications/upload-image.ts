import { type Actor, may } from '../../platform/access.ts'
import { ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { saveImage } from './publications-store.ts'

/**
 * Keeps an uploaded picture for a notice of the unit and returns its hash, so that a form refused for another
 * field need not send it again. One that no notice shows in the end is deleted at night.
 */
export async function uploadImage(
  services: Services,
  actor: Actor,
  { workUnitId, bytes }: { workUnitId: string; bytes: Uint8Array },
): Promise<Result<string>> {
  if (!may(actor, 'publications.write', workUnitId))
    return refuse({ kind: 'forbidden', key: 'ui.refusal.forbidden' })
  // The library of pictures is loaded with the first of them.
  const { prepareImage } = await import('./prepare-image.ts')
  const prepared = await prepareImage(bytes)
  if (!prepared.ok) return prepared
  await services.db.transaction().execute((tx) => saveImage(tx, workUnitId, prepared.value))
  return ok(prepared.value.hash)
}
