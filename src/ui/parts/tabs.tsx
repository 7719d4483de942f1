import type { Child } from 'hono/jsx'
import { useWords } from '../words.ts'

export interface TabsProps {
  items: readonly { label: Child; href: string; current?: boolean }[]
  /** What they are views of; needed where a page has more than one row of tabs. */
  label?: string
}

/** Views of one matter, each a page of its own. */
export function Tabs({ items, label }: TabsProps) {
  const t = useWords()
  return (
    <nav class="tabs" aria-label={label ?? t('ui.tabs.label')}>
      {items.map((tab) => (
        <a href={tab.href} aria-current={tab.current ? 'page' : undefined}>
          {tab.label}
        </a>
      ))}
    </nav>
  )
}

/** Where one is in a task of several pages; `current` counts from 0. */
export function Steps({ items, current }: { items: readonly Child[]; current: number }) {
  const t = useWords()
  return (
    <ol class="steps" aria-label={t('ui.steps.label')}>
      {items.map((label, at) => (
        <li class={at < current ? 'done' : undefined} aria-current={at === current ? 'step' : undefined}>
          {label}
        </li>
      ))}
    </ol>
  )
}

/** How much of a whole is done, with the words beside the bar. */
export const Progress = ({ value, max, label }: { value: number; max: number; label: string }) => (
  <div class="progress">
    <span class="progress-label">{label}</span>
    <svg class="progress-bar" width="100%" height="10" aria-hidden="true">
      <rect class="progress-track" width="100%" height="10" rx="5" />
      <rect class="progress-done" width={`${share(value, max)}%`} height="10" rx="5" />
    </svg>
  </div>
)

const share = (value: number, max: number) =>
  max > 0 ? Math.round((1000 * Math.min(Math.max(value, 0), max)) / max) / 10 : 0
