import { useWords } from '../words.ts'

export interface Crumb {
  label: string
  href?: string
}

/** The way down to this page; the last crumb is the page above it or the page itself. */
export function Breadcrumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  const t = useWords()
  return (
    <nav class="crumbs" aria-label={t('ui.frame.breadcrumbs')}>
      <ol>
        {crumbs.map(({ label, href }) => (
          <li>{href ? <a href={href}>{label}</a> : <span>{label}</span>}</li>
        ))}
      </ol>
    </nav>
  )
}
