import type { Child } from 'hono/jsx'

export interface Entry {
  title: Child
  href?: string
  /** What is to be known about it, in a line or two. */
  text?: Child
  /** At the end of the line: a tag, a number, a link. */
  end?: Child
}

/** A short list to work through from the top: what it is, what about it, and a mark at the end. */
export const EntryList = ({ entries }: { entries: readonly Entry[] }) => (
  <ul class="entries">
    {entries.map(({ title, href, text, end }) => (
      <li>
        <div class="entry-body">
          <p class="entry-title">{href ? <a href={href}>{title}</a> : title}</p>
          {text && <p class="entry-text">{text}</p>}
        </div>
        {end && <div class="entry-end">{end}</div>}
      </li>
    ))}
  </ul>
)
