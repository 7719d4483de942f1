import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, randomUUID } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { syncFolder } from '../../platform/durable-file.ts'
import type { Photograph } from './door-shapes.ts'
import type { LetIn, RelayedContact, RelayedScan, RelayPhone, VenueSnapshot } from './relay-shapes.ts'

/** The code does not open what is in the folder. */
export class WrongCode extends Error {}

/** A scan as a relay keeps it: what it hands in, and what its doors say of it. */
export interface BoxedScan {
  scan: RelayedScan
  /** Null where the text names nobody. */
  hash: string | null
  doorId: string
  door: string
}

/** A phone that was let in without a line, until the server has heard of it. */
export interface BoxedAdmission {
  /** The phone's. */
  id: string
  code: string
  secretHash: string
  /** By the relay's clock. */
  at: number
}

/** What stands in the box beside scans. */
interface Things {
  secret: string
  letIn: LetIn
  snapshot: VenueSnapshot
  phones: RelayPhone[]
  contacts: RelayedContact[]
  admissions: BoxedAdmission[]
  /** Hashes of secrets of phones that were let in here and that the server did not want. */
  refused: string[]
  clock: { boot: string | null; base: number; ahead: number }
  keeper: string
}

const tables = `
  create table if not exists open (salt blob not null) strict;
  create table if not exists thing (name text primary key, sealed blob not null) strict;
  create table if not exists photograph (hash text primary key, sealed blob not null) strict;
  create table if not exists scan (id text primary key, waits integer not null, sealed blob not null) strict;
  create index if not exists scan_waiting on scan (waits) where waits = 1;`

const files = ['relay.sqlite', 'relay.sqlite-wal', 'relay.sqlite-shm']

/**
 * Everything a relay keeps, as a phone keeps its own: sealed with AES-256-GCM, under a key that is made from the code
 * and lies nowhere on the disk. A commit is on the disk when it returns (WAL, synchronous = full).
 */
export class RelayBox {
  readonly #folder: string
  readonly #database: DatabaseSync
  readonly #key: Buffer

  private constructor(folder: string, database: DatabaseSync, key: Buffer) {
    this.#folder = folder
    this.#database = database
    this.#key = key
  }

  /** Opens or makes the box in `folder`. Throws `WrongCode` where another code has sealed it. */
  static open(folder: string, code: string): RelayBox {
    mkdirSync(folder, { recursive: true })
    const database = new DatabaseSync(join(folder, 'relay.sqlite'))
    database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on')
    database.exec(tables)
    syncFolder(folder)
    const known = database.prepare('select salt from open').get() as { salt: Uint8Array } | undefined
    const salt = known?.salt ?? randomBytes(16)
    if (!known) database.prepare('insert into open (salt) values (?)').run(salt)
    const key = Buffer.from(hkdfSync('sha256', code, salt, 'relay box', 32))
    const box = new RelayBox(folder, database, key)
    try {
      if (box.get('keeper') === null) box.put('keeper', randomUUID())
    } catch {
      database.close()
      throw new WrongCode('RELAY_CODE is not the one that this DATA_DIR was set up with.')
    }
    return box
  }

  /** The name is sealed in, so that no value can be laid in place of another. */
  #seal(name: string, value: unknown): Buffer {
    const iv = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', this.#key, iv).setAAD(Buffer.from(name))
    const text = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()])
    return Buffer.concat([iv, cipher.getAuthTag(), text])
  }

  #open<T>(name: string, sealed: Uint8Array): T {
    const bytes = Buffer.from(sealed)
    const decipher = createDecipheriv('aes-256-gcm', this.#key, bytes.subarray(0, 12))
    decipher.setAAD(Buffer.from(name)).setAuthTag(bytes.subarray(12, 28))
    const text = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()])
    return JSON.parse(text.toString('utf8'))
  }

  get<Name extends keyof Things>(name: Name): Things[Name] | null {
    const row = this.#database.prepare('select sealed from thing where name = ?').get(name) as
      | { sealed: Uint8Array }
      | undefined
    return row ? this.#open(name, row.sealed) : null
  }

  put<Name extends keyof Things>(name: Name, value: Things[Name]): void {
    this.#database
      .prepare('insert into thing values (?, ?) on conflict (name) do update set sealed = excluded.sealed')
      .run(name, this.#seal(name, value))
  }

  /** Keeps the scans of an upload and what was heard of its phone, in one commit; resolves to the ids that were new. */
  add(scans: readonly BoxedScan[], contacts: RelayedContact[]): Set<string> {
    const isNew = new Set<string>()
    const insert = this.#database.prepare('insert into scan values (?, 1, ?) on conflict do nothing')
    this.#inOne(() => {
      for (const one of scans)
        if (insert.run(one.scan.id, this.#seal(one.scan.id, one)).changes > 0) isNew.add(one.scan.id)
      this.put('contacts', contacts)
    })
    return isNew
  }

  /** Scans that were not handed in, in the order they came; how many at most. */
  waiting(limit: number): BoxedScan[] {
    return this.#scans('where waits = 1 order by rowid limit ?', limit)
  }

  count(): number {
    return (this.#database.prepare('select count(*) as n from scan where waits = 1').get() as { n: number }).n
  }

  all(): BoxedScan[] {
    return this.#scans('order by rowid limit ?', -1)
  }

  #scans(which: string, limit: number): BoxedScan[] {
    const rows = this.#database.prepare(`select id, sealed from scan ${which}`).all(limit) as {
      id: string
      sealed: Uint8Array
    }[]
    return rows.map(({ id, sealed }) => this.#open(id, sealed))
  }

  /** Notes that the server has committed these. */
  handedIn(ids: readonly string[]): void {
    const update = this.#database.prepare('update scan set waits = 0 where id = ?')
    this.#inOne(() => {
      for (const id of ids) update.run(id)
    })
  }

  photographs(): Photograph[] {
    const rows = this.#database.prepare('select hash, sealed from photograph').all() as {
      hash: string
      sealed: Uint8Array
    }[]
    return rows.map(({ hash, sealed }) => this.#open(`photograph ${hash}`, sealed))
  }

  /** Keeps photographs, each in the place of an earlier one of the same person. */
  putPhotographs(photographs: readonly Photograph[]): void {
    const put = this.#database.prepare(
      'insert into photograph values (?, ?) on conflict (hash) do update set sealed = excluded.sealed',
    )
    this.#inOne(() => {
      for (const one of photographs) put.run(one.hash, this.#seal(`photograph ${one.hash}`, one))
    })
  }

  dropPhotographs(hashes: readonly string[]): void {
    const drop = this.#database.prepare('delete from photograph where hash = ?')
    this.#inOne(() => {
      for (const hash of hashes) drop.run(hash)
    })
  }

  /** Throws away what belongs to people; scans that were not handed in stay, for they are the only ones. */
  expire(): void {
    this.#inOne(() => {
      this.#database.exec(
        `delete from thing where name = 'snapshot'; delete from photograph; delete from scan where waits = 0`,
      )
    })
  }

  #inOne(work: () => void): void {
    this.#database.exec('begin immediate')
    try {
      work()
      this.#database.exec('commit')
    } catch (error) {
      this.#database.exec('rollback')
      throw error
    }
  }

  /** Throws away everything, the files too. */
  wipe(): void {
    this.#database.exec('delete from scan; delete from photograph; delete from thing; delete from open')
    this.#database.exec('pragma wal_checkpoint(truncate)')
    this.close()
    for (const name of files) rmSync(join(this.#folder, name), { force: true })
    syncFolder(this.#folder)
  }

  close(): void {
    this.#key.fill(0)
    this.#database.close()
  }
}
