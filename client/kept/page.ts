/** The element of this id; the page has it. */
export const part = <Part extends HTMLElement = HTMLElement>(id: string): Part => {
  const found = document.getElementById(id)
  if (!found) throw new Error(`The page has no ${id}.`)
  return found as Part
}

export const element = (name: string, ...children: (Node | string)[]): HTMLElement => {
  const made = document.createElement(name)
  made.append(...children)
  return made
}

/** A line of a list of entries: what it is, what about it, and the buttons beneath. */
export function entry(title: Node | string, text: string, ...buttons: HTMLButtonElement[]): HTMLElement {
  const [head, about] = [element('p', title), element('p', text)]
  head.className = 'entry-title'
  about.className = 'entry-text'
  const body = element('div', head, about)
  body.className = 'entry-body'
  if (buttons.length > 0) {
    const actions = element('div', ...buttons)
    actions.className = 'actions'
    body.append(actions)
  }
  return element('li', body)
}

export type Params = Record<string, string | number>

/** What the server wrote into the page for its program, in `data-config` of the element of this id. */
export const configIn = <Config>(id: string): Config => JSON.parse(part(id).dataset.config ?? '{}')

/** Words that the server put into the page, by their key, with `{name}` filled in. */
export const sayer =
  (words: Record<string, string>) =>
  (key: string, params: Params = {}): string =>
    (words[key] ?? key).replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''))

const language = document.documentElement.lang === 'en' ? 'en-GB' : 'id-ID'

/** Day and time by the device: 24 Sep 08.15. */
export const timeOf = (at: number) =>
  new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(at)

/** Fields of a form as they would be sent. */
export function fieldsOf(form: HTMLFormElement, submitter?: HTMLElement | null): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const [name, value] of new FormData(form, submitter)) {
    if (typeof value === 'string') fields[name] = value
  }
  return fields
}

/** Puts back what was typed; what travels without being shown stays as the page has it, but for `also`. */
export function fillIn(
  form: HTMLFormElement,
  fields: Record<string, string>,
  also: readonly string[] = [],
): void {
  for (const control of form.elements) {
    if (control instanceof HTMLInputElement) {
      const isChoice = control.type === 'radio' || control.type === 'checkbox'
      if (isChoice) control.checked = fields[control.name] === control.value
      else if (control.type !== 'hidden' || also.includes(control.name)) {
        control.value = fields[control.name] ?? control.value
      }
    } else if (control instanceof HTMLTextAreaElement) control.value = fields[control.name] ?? ''
    else if (control instanceof HTMLSelectElement) choose(control, fields[control.name] ?? '')
  }
}

/** A choice that this copy of the page does not offer stays chosen all the same. */
function choose(select: HTMLSelectElement, value: string): void {
  if (![...select.options].some((option) => option.value === value)) select.add(new Option('…', value))
  select.value = value
}
