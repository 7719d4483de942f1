import { createContext, useContext } from 'hono/jsx'

const SectionTitle = createContext<string | null>(null)

/** Tells what stands in a section under which title it stands. */
export const SectionTitleProvider = SectionTitle.Provider

/** Whether the title of the section says these words already, so that they are read out but not shown again. */
export const useIsTitle = (words: string): boolean => useContext(SectionTitle) === words
