import type { SeedContext } from '../../platform/module.ts'
import { saveChannels } from './channels-store.ts'
import { announcePublications, notifyPublications } from './publication-changes.ts'

/** Loads the channels; public pages are drawn anew, because units and stages came with the same preset. */
export async function loadPreset({ tx, services }: SeedContext): Promise<void> {
  await saveChannels(tx)
  await notifyPublications(tx, '*')
  announcePublications(services, '*')
}
