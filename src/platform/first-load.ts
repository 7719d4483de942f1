import { systemActor } from './access.ts'
import type { Db } from './db/database.ts'
import { forget, note, noted } from './installation.ts'
import type { Module, SeedContext } from './module.ts'
import type { Services } from './services.ts'

/** Name and version of the preset that the modules load; a new version is loaded over the old one. */
export interface PresetVersion {
  name: string
  version: string
}

type Progress = (text: string) => void

/** One transaction for each of preset and examples: a start that is killed half-way begins again from nothing. */
async function inOneGo(
  services: Services,
  progress: Progress,
  work: (context: SeedContext) => Promise<void>,
) {
  await services.db
    .transaction()
    .execute((tx) => work({ tx, services, actor: systemActor('first load'), progress }))
}

/** Loads the preset unless this version of it is already in; says whether it did. */
export async function loadPreset(
  services: Services,
  modules: readonly Module[],
  preset: PresetVersion,
  progress: Progress,
): Promise<boolean> {
  const version = `${preset.name} ${preset.version}`
  if ((await noted(services.db, 'preset')) === version) return false
  progress(`Loading the preset ${version} ...`)
  await inOneGo(services, progress, async (context) => {
    for (const module of modules) await module.loadPreset?.(context)
    await note(context.tx, 'preset', version, services.clock.now())
  })
  return true
}

/** Adds the examples of every module unless they are in, or were taken out by hand; says whether it did. */
export async function loadExamples(
  services: Services,
  modules: readonly Module[],
  progress: Progress,
): Promise<boolean> {
  if ((await noted(services.db, 'examples')) !== null) return false
  progress('Loading examples (fictional people, programmes, a season of hits) ...')
  await inOneGo(services, progress, async (context) => {
    for (const module of modules) {
      const from = performance.now()
      await module.loadExamples?.(context)
      if (module.loadExamples)
        progress(`  ${module.name} ${((performance.now() - from) / 1000).toFixed(1)} s`)
    }
    await note(context.tx, 'examples', 'loaded', services.clock.now())
  })
  return true
}

/** Takes the examples of every module out again; uppermost module first. They do not come back by themselves. */
export async function removeExamples(
  services: Services,
  modules: readonly Module[],
  progress: Progress,
): Promise<void> {
  await inOneGo(services, progress, async (context) => {
    for (const module of [...modules].reverse()) await module.removeExamples?.(context)
    await note(context.tx, 'examples', 'removed', services.clock.now())
  })
}

/** Lets the next `loadExamples` add them again. */
export const allowExamples = (db: Db) => forget(db, 'examples')
