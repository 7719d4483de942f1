// What no package of the lock file brings: programs of the system, from Debian where we may install them.
import { spawnSync } from 'node:child_process'
import { refuse, run, say } from './ensure.mjs'

/**
 * Installs missing Debian packages when we are root; else ends with a sentence that says what to install. `what` needs
 * them ("The tests need"), `elsewhere` says what to do on other systems.
 */
export async function installMissing(what, missing, elsewhere) {
  if (missing.length === 0) return
  const names = missing.join(' and ')
  const apt = spawnSync('apt-get', ['--version']).status === 0
  if (process.getuid?.() !== 0 || !apt)
    refuse(`${what} ${names}. On Debian: sudo apt-get install ${missing.join(' ')}. ${elsewhere}`)
  say(`Installing ${names} from Debian (once, about a minute) ...`)
  const quiet = {
    stdio: ['ignore', 'ignore', 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }
  const updated = await run('apt-get', ['update', '-qq'], quiet)
  const install = ['install', '-y', '-qq', '--no-install-recommends', ...missing]
  const installed = await run('apt-get', install, quiet)
  if (updated !== 0 || installed !== 0) refuse(`${names} could not be installed: see above.`)
}
