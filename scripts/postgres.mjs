// What the tests need beside the packages of the lock file: Chromium and a PostgreSQL 15 of their own.
import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { refuse } from './ensure.mjs'
import { installMissing } from './system-packages.mjs'

const chromiumPlaces = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The folder of PostgreSQL's programs: the oldest there is from 15 on, since that is what we promise. */
function postgresPrograms() {
  const debian = '/usr/lib/postgresql'
  const found = (existsSync(debian) ? readdirSync(debian) : [])
    .map((version) => ({ folder: join(debian, version, 'bin'), version: Number(version) }))
    .filter(({ folder, version }) => version >= 15 && existsSync(join(folder, 'initdb')))
    .sort((a, b) => a.version - b.version)
  return process.env.POSTGRES_BIN ?? found[0]?.folder ?? null
}

const chromium = () => process.env.CHROMIUM ?? chromiumPlaces.find((path) => existsSync(path)) ?? null
const isRoot = process.getuid?.() === 0

/** The Debian package of PostgreSQL, where its programs are missing. */
export const missingPostgres = () => (postgresPrograms() ? [] : ['postgresql-15'])

/** The Debian package of the extension that sketches are tested against, for the PostgreSQL that is or will be there. */
function missingHll() {
  const version = /^\/usr\/lib\/postgresql\/(\d+)\//.exec(
    postgresPrograms() ?? '/usr/lib/postgresql/15/bin',
  )?.[1]
  if (version === undefined || existsSync(`/usr/share/postgresql/${version}/extension/hll.control`)) return []
  return [`postgresql-${version}-hll`]
}

/** The reader of PDF objects, with which tests look at our papers from outside. */
const missingQpdf = () => (spawnSync('qpdf', ['--version']).error ? ['qpdf'] : [])

/** Installs Chromium, PostgreSQL and qpdf from Debian when they are missing and we may; else says what to install. */
export async function ensureSystemPackages() {
  await installMissing(
    'The tests need',
    [...(chromium() ? [] : ['chromium']), ...missingPostgres(), ...missingHll(), ...missingQpdf()],
    'Elsewhere have qpdf 11 or newer in the path, and set CHROMIUM to the browser and POSTGRES_BIN to the folder that holds initdb (15 or newer), with the extension hll.',
  )
}

const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })

/** Runs one of PostgreSQL's programs, as the user postgres when we are root: the server refuses to run as root. */
function postgres(program, args) {
  const command = [join(postgresPrograms(), program), ...args]
  const [first, ...rest] = isRoot ? ['runuser', '-u', 'postgres', '--', ...command] : command
  const { status, stderr, stdout } = spawnSync(first, rest, { encoding: 'utf8', cwd: tmpdir() })
  if (status !== 0) refuse(`PostgreSQL's ${program} failed: ${stderr || stdout}`)
}

/**
 * Starts a PostgreSQL for this run only, in a folder that is thrown away, on the loopback address; resolves to its
 * address, how to let it fall and come back (`fall`: as after a kill, with recovery), and how to stop it. Its disk
 * writes are real (fsync on), so that durability tests mean what they say, unless it is asked for with
 * `isDurable: false`, for tests that do not let it fall.
 */
export async function startPostgres({ isDurable = true } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'jangkau-postgres-'))
  if (isRoot) {
    const id = (flag) => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout)
    chownSync(folder, id('-u'), id('-g'))
  }
  const data = join(folder, 'data')
  const port = await freePort()
  postgres('initdb', ['-D', data, '-U', 'jangkau', '--auth=trust', '-E', 'UTF8', '--locale=C.UTF-8'])
  const settings = [
    `port = ${port}`,
    "listen_addresses = '127.0.0.1'",
    `unix_socket_directories = '${folder}'`,
    'max_connections = 100',
    ...(isDurable ? [] : ['fsync = off', 'full_page_writes = off']),
  ]
  writeFileSync(join(data, 'postgresql.auto.conf'), `${settings.join('\n')}\n`)
  postgres('pg_ctl', ['-D', data, '-w', '-l', join(folder, 'log'), 'start'])
  return {
    url: `postgresql://jangkau@127.0.0.1:${port}/postgres`,
    fall: async () => {
      postgres('pg_ctl', ['-D', data, '-m', 'immediate', '-w', '-l', join(folder, 'log'), 'restart'])
    },
    stop: async () => {
      postgres('pg_ctl', ['-D', data, '-m', 'immediate', '-w', 'stop'])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
