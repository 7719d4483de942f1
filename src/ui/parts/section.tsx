import type { Child } from 'hono/jsx'
import type { Tone } from '../tone.ts'
import { SectionTitleProvider } from './section-title.ts'

export interface SectionProps {
  title?: Child
  lead?: Child
  id?: string
  /** Buttons or links at the right of the title. */
  actions?: Child
  tone?: Tone
  children?: Child
}

/** A card: one matter with its title. */
export const Section = ({ title, lead, id, actions, tone = 'neutral', children }: SectionProps) => (
  <section class={`card tone-${tone}`} id={id}>
    {(title || actions) && (
      <div class="card-head">
        <div>
          {title && <h2>{title}</h2>}
          {lead && <p class="card-lead">{lead}</p>}
        </div>
        {actions && <div class="card-actions">{actions}</div>}
      </div>
    )}
    <SectionTitleProvider value={typeof title === 'string' ? title : null}>{children}</SectionTitleProvider>
  </section>
)

/** Two columns on a wide screen, one on a phone; `main-aside` gives the first about two thirds. */
export const Columns = ({
  split = 'even',
  children,
}: {
  split?: 'even' | 'main-aside'
  children?: Child
}) => <div class={`columns columns-${split}`}>{children}</div>
