import { createContext, useContext } from 'hono/jsx'
import { type Translator, translator } from '../platform/i18n/catalogue.ts'

const Words = createContext<Translator | null>(null)

/** Gives the language of the page to the parts that are not handed a translator. */
export const WordsProvider = Words.Provider

/** The translator of the page being rendered; Indonesian outside a page. */
export const useWords = (): Translator => useContext(Words) ?? translator('id')
