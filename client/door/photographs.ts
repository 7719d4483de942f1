import { type Photograph, photographsAtOnce } from '../../src/modules/doors/door-shapes.ts'
import { photographsDue } from '../../src/modules/doors/photographs-due.ts'
import { askPhotographs, askSomePhotographs } from './line.ts'
import type { Store } from './store.ts'
import { pageWords } from './words.ts'

/** Until it is asked again what there is, in milliseconds: when all is here, and while something is missing. */
const again = { whole: 600_000, missing: 60_000 }

/**
 * The photographs of the venue's people who gave one, kept sealed beside the list. They come after the list and a few
 * at a time, so that neither it nor a scan waits for them.
 */
export class Photographs {
  readonly #store: Store
  readonly #onChange: () => void
  readonly #held = new Map<string, Photograph>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #running: Promise<void> | null = null
  #isOver = false
  /** Half as many after each failure: a line that brings eight never may bring one. */
  #atOnce = photographsAtOnce

  constructor(store: Store, onChange: () => void) {
    this.#store = store
    this.#onChange = onChange
    addEventListener('online', () => this.go())
  }

  /** Whether this venue has any. */
  get areThere(): boolean {
    return this.#held.size > 0
  }

  /** The picture of somebody, in the place that was made for it; null where none was given. */
  pictureOf({ hash, name }: { hash: string; name: string }): HTMLImageElement | null {
    const photograph = this.#held.get(hash)
    if (!photograph) return null
    const image = document.createElement('img')
    image.className = 'door-photograph'
    image.width = 72
    image.height = 90
    image.alt = pageWords('photograph', { name })
    image.src = `data:${photograph.contentType};base64,${photograph.data}`
    return image
  }

  /** Shows what is kept. */
  async load(): Promise<void> {
    this.#hold(await this.#store.photographs())
  }

  /** Asks now for what is missing, and by itself again later. */
  go(): void {
    clearTimeout(this.#timer)
    if (this.#isOver || this.#running) return
    this.#running = this.#renew()
      .catch((error: unknown) => {
        // They are a help, not the work.
        console.error(error)
        return false
      })
      .then((isWhole) => {
        this.#running = null
        if (!this.#isOver) this.#timer = setTimeout(() => this.go(), isWhole ? again.whole : again.missing)
      })
  }

  /** Shows none any more and asks for none; who calls it throws away what is kept. */
  stop(): void {
    this.#isOver = true
    clearTimeout(this.#timer)
    this.#held.clear()
    this.#onChange()
  }

  /** Resolves to whether everything that there is is here. */
  async #renew(): Promise<boolean> {
    const listed = await askPhotographs()
    if (listed.is !== 'answer' || this.#isOver) return false
    const { gone, missing } = photographsDue(this.#held, listed.answer.photographs)
    if (gone.length > 0) {
      for (const hash of gone) this.#held.delete(hash)
      this.#onChange()
      await this.#store.dropPhotographs(gone)
    }
    for (let at = 0; at < missing.length; at += this.#atOnce) {
      const some = await askSomePhotographs(missing.slice(at, at + this.#atOnce))
      if (some.is === 'later') this.#atOnce = Math.max(1, Math.floor(this.#atOnce / 2))
      if (some.is !== 'answer' || this.#isOver) return false
      await this.#store.keepPhotographs(some.answer.photographs)
      this.#hold(some.answer.photographs)
    }
    this.#atOnce = photographsAtOnce
    return missing.every((hash) => this.#held.has(hash))
  }

  #hold(photographs: readonly Photograph[]): void {
    if (this.#isOver) return
    for (const one of photographs) this.#held.set(one.hash, one)
    if (photographs.length > 0) this.#onChange()
  }
}
