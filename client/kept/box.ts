/** A value that only this browser can read: its key never leaves it. */
interface Sealed {
  iv: Uint8Array<ArrayBuffer>
  bytes: ArrayBuffer
}

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

/** What a page keeps on the device, sealed with AES-GCM under a key that cannot be taken out of the browser. */
export class Box<Value> {
  readonly #db: IDBDatabase
  readonly #key: CryptoKey

  private constructor(db: IDBDatabase, key: CryptoKey) {
    this.#db = db
    this.#key = key
  }

  /** Null where the browser keeps nothing: without https, or where it was told not to. */
  static async open<Value>(name: string): Promise<Box<Value> | null> {
    if (!window.isSecureContext || !crypto.subtle) return null
    try {
      const request = indexedDB.open(name, 1)
      request.onupgradeneeded = () => {
        request.result.createObjectStore('key')
        request.result.createObjectStore('kept')
      }
      const db = await answered(request)
      return new Box<Value>(db, await Box.#keyIn(db))
    } catch {
      return null
    }
  }

  static async #keyIn(db: IDBDatabase): Promise<CryptoKey> {
    const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
      'encrypt',
      'decrypt',
    ])
    // Another tab may have been faster: then its key is the key.
    const change = db.transaction('key', 'readwrite')
    const keys = change.objectStore('key')
    const first: CryptoKey | undefined = await answered(keys.get('key'))
    if (!first) keys.put(made, 'key')
    await done(change)
    return first ?? made
  }

  #change(): IDBTransaction {
    return this.#db.transaction('kept', 'readwrite', { durability: 'strict' })
  }

  /** When it resolves, the value outlives the page and the battery. */
  async put(id: string, value: Value): Promise<void> {
    const iv = crypto.getRandomValues(new Uint8Array(12))
    const text = new TextEncoder().encode(JSON.stringify(value))
    const bytes = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, this.#key, text)
    const change = this.#change()
    change.objectStore('kept').put({ iv, bytes } satisfies Sealed, id)
    await done(change)
  }

  async get(id: string): Promise<Value | undefined> {
    const sealed: Sealed | undefined = await answered(
      this.#db.transaction('kept').objectStore('kept').get(id),
    )
    return sealed && this.#open(sealed)
  }

  async delete(id: string): Promise<void> {
    const change = this.#change()
    change.objectStore('kept').delete(id)
    await done(change)
  }

  /** Everything whose id begins so, in the order of ids. */
  async all(prefix = ''): Promise<{ id: string; value: Value }[]> {
    const store = this.#db.transaction('kept').objectStore('kept')
    const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`)
    const [ids, sealed] = await Promise.all([
      answered(store.getAllKeys(range)),
      answered<Sealed[]>(store.getAll(range)),
    ])
    const found: { id: string; value: Value }[] = []
    for (const [at, one] of sealed.entries()) {
      found.push({ id: String(ids[at]), value: await this.#open(one) })
    }
    return found
  }

  async #open({ iv, bytes }: Sealed): Promise<Value> {
    const text = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, this.#key, bytes)
    return JSON.parse(new TextDecoder().decode(text))
  }
}
