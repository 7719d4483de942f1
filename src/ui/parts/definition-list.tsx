import type { Child } from 'hono/jsx'

/** Facts about one thing: name and value. */
export const DefinitionList = ({ items }: { items: readonly (readonly [Child, Child])[] }) => (
  <dl class="facts">
    {items.map(([label, value]) => (
      <div>
        <dt>{label}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
)
