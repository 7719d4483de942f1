import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Folders that are being made, by this run or another one. */
const drafts = 'journey-draft-'

const root = join(import.meta.dirname, '..', '..')
const cache = join(root, '.cache')

/** Changes whenever a first start would leave something else in its data folder. */
function fingerprint(): string {
  const hash = createHash('sha256')
  for (const path of globSync(['dist/*.js', 'presets/**/*.*'], { cwd: root }).sort()) {
    hash.update(path).update(readFileSync(join(root, path)))
  }
  return hash.digest('hex').slice(0, 16)
}

/**
 * A data folder as a first start leaves it, with the preset and with or without examples: made once for each build by
 * a real first start, copied after that, so that each journey begins where a user would after `npm start`.
 */
export async function preparedFolder(
  { hasExamples }: { hasExamples: boolean },
  firstStart: (folder: string) => Promise<void>,
): Promise<string> {
  const build = `journey-${fingerprint()}-`
  const kept = join(cache, `${build}${hasExamples ? 'examples' : 'preset'}`)
  if (!existsSync(kept)) {
    mkdirSync(cache, { recursive: true })
    for (const name of readdirSync(cache)) {
      if (name.startsWith('journey-') && !name.startsWith(build) && !name.startsWith(drafts))
        rmSync(join(cache, name), { recursive: true, force: true })
    }
    const draft = mkdtempSync(join(cache, drafts))
    try {
      await firstStart(draft)
      renameSync(draft, kept)
    } catch (error) {
      rmSync(draft, { recursive: true, force: true })
      // Another run in the same checkout was there first.
      if (!existsSync(kept)) throw error
    }
  }
  const folder = mkdtempSync(join(tmpdir(), 'jangkau-journey-'))
  cpSync(kept, folder, { recursive: true })
  return folder
}
