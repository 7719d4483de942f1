/** So many segments of the log may be begun before a checkpoint is made whoever waits: 64 MB. */
const segmentsAtMost = 4

/** How long the database is watched before it is called quiet, in milliseconds. */
const watchedFor = 1_000

/** Quiet is a database that was at work for less than this share of the time; the job queue's looks take 0.02. */
const busyShareAtMost = 0.1

/**
 * When the embedded database makes a checkpoint: once it has begun another segment of its log as soon as it is quiet, and
 * however busy it is once it has begun `segmentsAtMost`. A server has a process of its own for that. The embedded database
 * made one when it was opened and closed and none between: its log grew for as long as the program ran, and a start after
 * kill -9 read all of it.
 *
 * A checkpoint holds up every commit, mostly with its fsyncs (ADR 7 has figures): hence the quiet. What makes one due is
 * the log and not the time: a program at rest writes nothing, and 16 MB are read in a moment.
 */
export class Checkpoints {
  readonly #make: () => Promise<unknown>
  /** The segment that is written, by its name. */
  #segment = ''
  /** Segments begun since the last checkpoint. */
  #begun = 0
  /** Milliseconds at work since the watch last looked. */
  #atWork = 0
  #watch: NodeJS.Timeout | null = null
  #isAsked = false

  /** `make` makes one between two statements. */
  constructor(make: () => Promise<unknown>) {
    this.#make = make
  }

  /** Something is written to the segment of this name. The first one heard of was open before. */
  wroteLog(segment: string): void {
    if (segment === this.#segment) return
    if (this.#segment !== '') this.#begun += 1
    this.#segment = segment
  }

  /** A statement took so many milliseconds; asks for a checkpoint when one can no longer wait. */
  served(milliseconds: number): void {
    if (this.#begun === 0) return
    this.#atWork += milliseconds
    if (this.#begun >= segmentsAtMost) this.#ask()
    else this.#watch ??= setInterval(() => this.#look(), watchedFor).unref()
  }

  #look(): void {
    const isQuiet = this.#atWork < busyShareAtMost * watchedFor
    this.#atWork = 0
    if (isQuiet) this.#ask()
  }

  #ask(): void {
    if (this.#isAsked) return
    this.#isAsked = true
    this.#stopWatching()
    const begun = this.#begun
    // Whatever hinders it hinders commits too, and they tell; it is asked for again after the next statement.
    this.#make().then(
      () => {
        this.#begun -= begun
        this.#isAsked = false
      },
      () => {
        this.#isAsked = false
      },
    )
  }

  #stopWatching(): void {
    if (this.#watch) clearInterval(this.#watch)
    this.#watch = null
    this.#atWork = 0
  }
}
