/** A form as it stands in a page: where it goes and what it would send as it is. */
export interface ShownForm {
  action: string
  fields: URLSearchParams
}

const unescaped = (text: string) =>
  text.replace(
    /&(quot|#39|lt|gt|amp);/g,
    (_, name: string) => ({ quot: '"', '#39': "'", lt: '<', gt: '>', amp: '&' })[name] ?? '',
  )

const attribute = (tag: string, name: string) => {
  const found = new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]
  return found === undefined ? null : unescaped(found)
}

/** The forms of one of our pages, filled as the page shows them. */
export function formsIn(html: string): ShownForm[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, head = '', body = '']) => {
    const fields = new URLSearchParams()
    for (const [tag] of body.matchAll(/<input\b[^>]*>/g)) {
      const name = attribute(tag, 'name')
      const isOff = /type="(checkbox|radio)"/.test(tag) && !/\bchecked\b/.test(tag)
      if (name !== null && !isOff && !/type="file"/.test(tag))
        fields.append(name, attribute(tag, 'value') ?? '')
    }
    for (const [, area = '', text = ''] of body.matchAll(/<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g)) {
      fields.append(attribute(area, 'name') ?? '', unescaped(text))
    }
    for (const [, select = '', options = ''] of body.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)) {
      const all = [...options.matchAll(/<option\b[^>]*>/g)].map(([option]) => option)
      const chosen = all.find((option) => /\bselected\b/.test(option)) ?? all[0] ?? ''
      fields.append(attribute(select, 'name') ?? '', attribute(chosen, 'value') ?? '')
    }
    return { action: attribute(head, 'action') ?? '', fields }
  })
}

/** Somebody who is signed in over HTTP at a running server, without a browser. */
export class Visitor {
  readonly #url: string
  readonly #cookie: string

  private constructor(url: string, cookie: string) {
    this.#url = url
    this.#cookie = cookie
  }

  /** Uses a sign-in link of the server at `url`; the session outlives the server's restarts. */
  static async signIn(url: string, link: string): Promise<Visitor> {
    const { pathname } = new URL(link)
    const answer = await fetch(url + pathname, {
      method: 'POST',
      headers: { origin: url },
      redirect: 'manual',
    })
    if (answer.status !== 303) throw new Error(`The sign-in link was answered with ${answer.status}.`)
    const cookie = answer.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ')
    return new Visitor(url, cookie)
  }

  /** What the browser of this person holds, to be given to a real one. */
  get cookies(): { name: string; value: string }[] {
    return this.#cookie.split('; ').map((pair) => {
      const at = pair.indexOf('=')
      return { name: pair.slice(0, at), value: pair.slice(at + 1) }
    })
  }

  /** The same person at another address of the same installation. */
  at(url: string): Visitor {
    return new Visitor(url, this.#cookie)
  }

  get(path: string): Promise<Response> {
    return fetch(this.#url + path, { headers: { cookie: this.#cookie }, redirect: 'manual' })
  }

  post(path: string, body: URLSearchParams | FormData): Promise<Response> {
    return fetch(this.#url + path, {
      method: 'POST',
      headers: { cookie: this.#cookie, origin: this.#url },
      redirect: 'manual',
      body,
    })
  }

  /** Sends the form of page `path` whose action ends in `ending`, as shown but for `changes`. */
  async submit(path: string, ending: string, changes: Record<string, string> = {}): Promise<Response> {
    const html = await (await this.get(path)).text()
    const form = formsIn(html).find(({ action }) => action.split('?')[0]?.endsWith(ending))
    if (!form) throw new Error(`${path} has no form that goes to ${ending}.`)
    for (const [name, value] of Object.entries(changes)) form.fields.set(name, value)
    return this.post(form.action, form.fields)
  }
}
