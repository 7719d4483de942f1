import type { Child } from 'hono/jsx'
import { useWords } from '../words.ts'
import { DefinitionList } from './definition-list.tsx'

export interface WhereFromProps {
  /** What it is about where several stand near each other; read aloud only. */
  of?: string
  /** Source, age, precision, what was left out, what is held back: a word and its sentence each. */
  items: readonly (readonly [term: Child, definition: Child])[]
}

/**
 * The answer to "where does this number come from", folded under a figure, a chart or a table. Opens without
 * JavaScript, in the page, so that the figure stays in sight.
 */
export function WhereFrom({ of, items }: WhereFromProps) {
  const t = useWords()
  return (
    <details class="where-from">
      <summary>
        {t('ui.figure.whereFrom')}
        {of && <span class="hidden-words"> {of}</span>}
      </summary>
      <DefinitionList items={items} />
    </details>
  )
}
