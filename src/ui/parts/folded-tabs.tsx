import type { Child } from 'hono/jsx'

export interface FoldedTab {
  label: Child
  href: string
  current?: boolean
}

export interface TabGroup {
  /** Absent where the views need no word above them. */
  label?: string
  items: readonly FoldedTab[]
}

export interface FoldedTabsProps {
  groups: readonly TabGroup[]
  /** What they are views of. */
  label: string
}

/**
 * More views of one matter than a phone has room for, in named groups. On a wide screen they stand side by side; on a
 * phone they are folded under the one that is open, and unfold in the page. The same links twice, like the navigation
 * of the frame: the style sheet shows one of them.
 */
export const FoldedTabs = ({ groups, label }: FoldedTabsProps) => {
  const shown = groups.filter(({ items }) => items.length > 0)
  const open = shown.find(({ items }) => items.some(({ current }) => current))
  const now = open?.items.find(({ current }) => current)
  return (
    <>
      <nav class="tab-groups" aria-label={label}>
        {shown.map((group) => (
          <Group group={group} />
        ))}
      </nav>
      <nav class="tab-fold" aria-label={label}>
        <details>
          <summary>
            <span class="tab-fold-group">{open?.label ?? label}</span>
            {now && <span class="tab-fold-now">{now.label}</span>}
          </summary>
          <div class="tab-fold-panel">
            {shown.map((group) => (
              <Group group={group} />
            ))}
          </div>
        </details>
      </nav>
    </>
  )
}

const Group = ({ group: { label, items } }: { group: TabGroup }) => (
  <div class="tab-group">
    {label !== undefined && <span class="tab-group-label">{label}</span>}
    <ul>
      {items.map((tab) => (
        <li>
          <a href={tab.href} aria-current={tab.current ? 'page' : undefined}>
            {tab.label}
          </a>
        </li>
      ))}
    </ul>
  </div>
)
