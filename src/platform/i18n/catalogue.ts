import { IntlMessageFormat } from 'intl-messageformat'

/**
 * All message keys, filled by each module through declaration merging:
 * `declare module '.../catalogue.ts' { interface MessageKeys extends Record<keyof typeof id, true> {} }`.
 * A missing key fails the type check; an unused one fails `npm run check`.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by the modules
export interface MessageKeys {}
export type MessageKey = keyof MessageKeys & string

export const locales = ['id', 'en'] as const
/** Indonesian first, English complete. */
export type Locale = (typeof locales)[number]
export type Messages = Record<Locale, Record<string, string>>
export type Params = Record<string, string | number | Date>

export interface Translator {
  locale: Locale
  /** The sentence behind a key, ICU MessageFormat with `params`. An unknown key is a bug and throws. */
  (key: MessageKey, params?: Params): string
}

const catalogue: Record<Locale, Map<string, string>> = { id: new Map(), en: new Map() }
const compiled: Record<Locale, Map<string, IntlMessageFormat>> = { id: new Map(), en: new Map() }

/** Adds a module's messages; a key that already stands with other words is a bug. */
export function addMessages(messages: Messages): void {
  for (const locale of locales) {
    for (const [key, text] of Object.entries(messages[locale])) {
      const known = catalogue[locale].get(key)
      if (known !== undefined && known !== text) throw new Error(`Message ${key} is defined twice.`)
      catalogue[locale].set(key, text)
    }
  }
}

function format(locale: Locale, key: string, params?: Params): string {
  const text = catalogue[locale].get(key)
  if (text === undefined) throw new Error(`No message ${key} in ${locale}.`)
  if (params === undefined && !text.includes('{') && !text.includes("'")) return text
  let message = compiled[locale].get(key)
  if (!message) {
    message = new IntlMessageFormat(text, locale)
    compiled[locale].set(key, message)
  }
  return String(message.format(params))
}

/** The translator for a language. */
export function translator(locale: Locale): Translator {
  const t = (key: MessageKey, params?: Params) => format(locale, key, params)
  return Object.assign(t, { locale })
}

/** The messages whose key begins so, by the rest of their key. */
export const messagesUnder = (locale: Locale, prefix: string): ReadonlyMap<string, string> =>
  new Map(
    [...catalogue[locale]]
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, text]) => [key.slice(prefix.length), text]),
  )

/** The messages whose key begins so, by their whole key: words for a program in the browser. */
export const wordsUnder = (locale: Locale, prefix: string): Record<string, string> =>
  Object.fromEntries([...messagesUnder(locale, prefix)].map(([rest, text]) => [prefix + rest, text]))

/** Translates a key that arrived as data (a refusal's); type-checked keys go through `translator`. */
export const translateKey = (locale: Locale, key: string, params?: Params) => format(locale, key, params)
