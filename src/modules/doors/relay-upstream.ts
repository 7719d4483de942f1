/** What a request to the server came to: an answer, a word that it will have none of it, or no line. */
export type Heard<Answer> =
  | { is: 'answer'; answer: Answer; asked: number }
  | { is: 'gone' | 'missing' }
  | { is: 'later' }

/** An answer may come over a line that hardly is one. */
const waitAtMost = 20_000

/** The server's own no; whatever stands between may say 404 as well, and must not have phones shut out. */
async function wordOf(response: Response): Promise<Heard<never>> {
  const { error } = (await response.json()) as { error?: { kind?: string } }
  return error?.kind === 'gone' || error?.kind === 'missing' ? { is: error.kind } : { is: 'later' }
}

/** Asks the server, one question at a time: an answer that was made earlier is never heard later. */
export class RelayUpstream {
  readonly #address: string
  readonly #clock: { raw(): number }
  #bearer = ''
  #last: Promise<unknown> = Promise.resolve()

  constructor(address: string, clock: { raw(): number }) {
    this.#address = address
    this.#clock = clock
  }

  /** From now on questions carry this name and secret. */
  signAs(id: string, secret: string): void {
    this.#bearer = `${id}.${secret}`
  }

  /** Asks when it is its turn; `body` is made then. Whatever is wrong with the line is `later`. */
  ask<Answer>(path: string, body?: () => object): Promise<Heard<Answer>> {
    const turn = this.#last.then(() => this.#ask<Answer>(path, body))
    this.#last = turn
    return turn
  }

  async #ask<Answer>(path: string, body?: () => object): Promise<Heard<Answer>> {
    const asked = this.#clock.raw()
    try {
      const response = await fetch(this.#address + path, {
        redirect: 'error',
        signal: AbortSignal.timeout(waitAtMost),
        headers: {
          ...(this.#bearer ? { authorization: `Bearer ${this.#bearer}` } : {}),
          ...(body ? { 'content-type': 'application/json' } : {}),
        },
        ...(body ? { method: 'POST', body: JSON.stringify(body()) } : {}),
      })
      if (response.status === 410 || response.status === 404) return await wordOf(response)
      if (!response.ok) return { is: 'later' }
      return { is: 'answer', answer: (await response.json()) as Answer, asked }
    } catch {
      return { is: 'later' }
    }
  }
}
