import type { Child } from 'hono/jsx'
import type { Tone } from '../tone.ts'

/** Something the reader must know now. `bad` interrupts a screen reader, the others wait. */
export const Notice = ({
  tone = 'neutral',
  title,
  children,
}: {
  tone?: Tone
  title?: Child
  children?: Child
}) => (
  <div class={`notice notice-${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
    {title && <p class="notice-title">{title}</p>}
    <div>{children}</div>
  </div>
)

/** Nothing is here yet: says what would be, and how to begin. */
export const EmptyState = ({
  title,
  action,
  children,
}: {
  title: Child
  action?: Child
  children?: Child
}) => (
  <div class="empty">
    <p class="empty-title">{title}</p>
    {children && <p>{children}</p>}
    {action && <div class="empty-action">{action}</div>}
  </div>
)
