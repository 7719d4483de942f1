import type { Child } from 'hono/jsx'
import type { Translator } from '../../platform/i18n/catalogue.ts'
import type { Tone } from '../tone.ts'
import { useWords } from '../words.ts'

/** A state or a kind in one or two words. The words carry the meaning, the colour only repeats it. */
export const Tag = ({ tone = 'neutral', children }: { tone?: Tone; children?: Child }) => (
  <span class={`tag tag-${tone}`}>{children}</span>
)

/** Marks a made-up row or figure. */
export function ExampleTag({ t }: { t?: Translator }) {
  const words = useWords()
  return <Tag tone="ink">{(t ?? words)('ui.example.tag')}</Tag>
}
