import type { KnownScan, Photograph, SentScan, Snapshot } from '../../src/modules/doors/door-shapes.ts'

/** A value that only this browser can read: its key never leaves it. */
interface Sealed {
  iv: Uint8Array<ArrayBuffer>
  bytes: ArrayBuffer
}

/** A scan of this phone: what is sent, and what the page shows of it. */
export interface OwnScan {
  sent: Omit<SentScan, 'number'>
  known: KnownScan | null
  name: string
}

interface Kept {
  id: string
  /** 0 for scans of other doors. */
  number: number
  isSent: boolean
  sealed: Sealed
}

export interface WaitingScan {
  number: number
  scan: OwnScan
}

/** What stands in the box besides scans. */
type Thing = 'key' | 'snapshot' | 'number' | 'keeper'

/** Photographs stand in the box too, each under its hash, which says nothing without the code it was made of. */
const photographThing = (hash: string) => `photograph ${hash}`
const allPhotographs = IDBKeyRange.bound(photographThing(''), photographThing('\uffff'))

const answered = <T>(request: IDBRequest<T>) =>
  new Promise<T>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

const done = (transaction: IDBTransaction) =>
  new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onerror = () => reject(transaction.error)
    transaction.onabort = () => reject(transaction.error)
  })

/** Everything a phone keeps, sealed with AES-GCM under a key that cannot be taken out of the browser. */
export class Store {
  readonly #db: IDBDatabase
  #key: CryptoKey

  private constructor(db: IDBDatabase, key: CryptoKey) {
    this.#db = db
    this.#key = key
  }

  static async open(): Promise<Store> {
    const request = indexedDB.open('door', 1)
    request.onupgradeneeded = () => {
      request.result.createObjectStore('box')
      request.result.createObjectStore('scans', { keyPath: 'id' })
    }
    const db = await answered(request)
    return new Store(db, await Store.#keyIn(db))
  }

  static async #keyIn(db: IDBDatabase): Promise<CryptoKey> {
    const known = await answered(db.transaction('box').objectStore('box').get('key'))
    if (known) return known
    const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
      'encrypt',
      'decrypt',
    ])
    // Another tab may have been faster: then its key is the key.
    const change = db.transaction('box', 'readwrite')
    const box = change.objectStore('box')
    const first = await answered(box.get('key'))
    if (!first) box.put(made, 'key')
    await done(change)
    return first ?? made
  }

  #change(stores: ('box' | 'scans')[]) {
    return this.#db.transaction(stores, 'readwrite', { durability: 'strict' })
  }

  async #seal(value: unknown): Promise<Sealed> {
    const iv = crypto.getRandomValues(new Uint8Array(12))
    const text = new TextEncoder().encode(JSON.stringify(value))
    return { iv, bytes: await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, this.#key, text) }
  }

  async #open<T>({ iv, bytes }: Sealed): Promise<T> {
    const text = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, this.#key, bytes)
    return JSON.parse(new TextDecoder().decode(text))
  }

  async #read<T>(thing: Thing): Promise<T | undefined> {
    return answered(this.#db.transaction('box').objectStore('box').get(thing))
  }

  /** The snapshot with the offset of this phone's clock when it came; null where there is none. */
  async snapshot(): Promise<{ snapshot: Snapshot; offset: number } | null> {
    const sealed = await this.#read<Sealed>('snapshot')
    return sealed ? this.#open(sealed) : null
  }

  async keepSnapshot(snapshot: Snapshot, offset: number): Promise<void> {
    const sealed = await this.#seal({ snapshot, offset })
    const change = this.#change(['box'])
    change.objectStore('box').put(sealed, 'snapshot')
    await done(change)
  }

  async photographs(): Promise<Photograph[]> {
    const all: Sealed[] = await answered(
      this.#db.transaction('box').objectStore('box').getAll(allPhotographs),
    )
    return Promise.all(all.map((sealed) => this.#open<Photograph>(sealed)))
  }

  /** Keeps photographs beside the list of people; nothing where that was thrown away in the meantime. */
  async keepPhotographs(photographs: readonly Photograph[]): Promise<void> {
    const rows = await Promise.all(
      photographs.map(async (one) => ({ thing: photographThing(one.hash), sealed: await this.#seal(one) })),
    )
    const change = this.#change(['box'])
    const box = change.objectStore('box')
    if ((await answered(box.count('snapshot'))) > 0)
      for (const { thing, sealed } of rows) box.put(sealed, thing)
    await done(change)
  }

  async dropPhotographs(hashes: readonly string[]): Promise<void> {
    const change = this.#change(['box'])
    for (const hash of hashes) change.objectStore('box').delete(photographThing(hash))
    await done(change)
  }

  /** The highest number given to a scan. */
  async number(): Promise<number> {
    return (await this.#read<number>('number')) ?? 0
  }

  /** Keeps a scan of this phone; when it resolves the scan outlives the page. Resolves to its number. */
  async add(scan: OwnScan): Promise<number> {
    const sealed = await this.#seal(scan)
    const change = this.#change(['box', 'scans'])
    const box = change.objectStore('box')
    const number = ((await answered(box.get('number'))) ?? 0) + 1
    box.put(number, 'number')
    change.objectStore('scans').put({ id: scan.sent.id, number, isSent: false, sealed } satisfies Kept)
    await done(change)
    return number
  }

  /** Scans that were not answered yet, in their order, and everything else that is known of others. */
  async load(): Promise<{ waiting: WaitingScan[]; known: KnownScan[] }> {
    const all: Kept[] = await answered(this.#db.transaction('scans').objectStore('scans').getAll())
    const waiting: WaitingScan[] = []
    const known: KnownScan[] = []
    for (const { number, isSent, sealed } of all.toSorted((a, b) => a.number - b.number)) {
      const scan = await this.#open<OwnScan>(sealed)
      if (!isSent) waiting.push({ number, scan })
      if (scan.known) known.push(scan.known)
    }
    return { waiting, known }
  }

  /** Notes that the server has committed these. */
  async markSent(ids: readonly string[]): Promise<void> {
    const change = this.#change(['scans'])
    const scans = change.objectStore('scans')
    for (const id of ids) {
      const kept: Kept | undefined = await answered(scans.get(id))
      if (kept) scans.put({ ...kept, isSent: true })
    }
    await done(change)
  }

  /**
   * Notes which relay's box takes this phone's scans; true when it is another than before, and what that one had been
   * given waits again.
   */
  async meets(keeper: string): Promise<boolean> {
    const known = await this.#read<string>('keeper')
    if (known === keeper) return false
    const change = this.#change(['box', 'scans'])
    change.objectStore('box').put(keeper, 'keeper')
    if (known !== undefined) {
      const scans = change.objectStore('scans')
      const all: Kept[] = await answered(scans.getAll())
      for (const kept of all) if (kept.number > 0 && kept.isSent) scans.put({ ...kept, isSent: false })
    }
    await done(change)
    return known !== undefined
  }

  /** Keeps what other doors scanned. */
  async addKnown(known: readonly KnownScan[]): Promise<void> {
    const rows: Kept[] = []
    for (const one of known) {
      rows.push({
        id: `other ${one.id}`,
        number: 0,
        isSent: true,
        sealed: await this.#seal({ known: one, name: '' }),
      })
    }
    const change = this.#change(['scans'])
    for (const row of rows) change.objectStore('scans').put(row)
    await done(change)
  }

  /** Throws away what belongs to people; scans that were not handed in stay, for they are the only ones. */
  async expire(): Promise<void> {
    const change = this.#change(['box', 'scans'])
    change.objectStore('box').delete('snapshot')
    change.objectStore('box').delete(allPhotographs)
    const scans = change.objectStore('scans')
    const all: Kept[] = await answered(scans.getAll())
    for (const { id, isSent } of all) if (isSent) scans.delete(id)
    await done(change)
  }

  /** For a phone that was let in anew: scans not handed in yet are counted from 1 again. */
  async renumber(): Promise<void> {
    await this.expire()
    const change = this.#change(['box', 'scans'])
    const scans = change.objectStore('scans')
    const all: Kept[] = await answered(scans.getAll())
    let number = 0
    for (const kept of all.toSorted((a, b) => a.number - b.number)) {
      number += 1
      scans.put({ ...kept, number })
    }
    change.objectStore('box').put(number, 'number')
    await done(change)
  }

  /** Throws away everything, the key too. */
  async wipe(): Promise<void> {
    const change = this.#change(['box', 'scans'])
    change.objectStore('scans').clear()
    change.objectStore('box').clear()
    await done(change)
    this.#key = await Store.#keyIn(this.#db)
  }
}
