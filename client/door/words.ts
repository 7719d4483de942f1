const words: Record<string, string> = JSON.parse(document.getElementById('door')?.dataset.words ?? '{}')

/** Words that the server put into the page, with `{name}` filled in. */
const say = (key: string, params: Record<string, string | number> = {}) =>
  (words[key] ?? key).replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''))

export const pageWords = (key: string, params?: Record<string, string | number>) =>
  say(`doors.page.${key}`, params)
export const verdictWords = (key: string, params?: Record<string, string | number>) =>
  say(`doors.verdict.${key}`, params)

export const locale = document.documentElement.lang === 'en' ? 'en' : 'id'

/** The time of day at the door's place: 08.15. */
export const timeOfDay = (at: number, timeZone: string) =>
  new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'id-ID', {
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  }).format(at)

/** The element of this id; the page has it. */
export const part = <Part extends HTMLElement = HTMLElement>(id: string): Part => {
  const found = document.getElementById(id)
  if (!found) throw new Error(`The page has no ${id}.`)
  return found as Part
}
