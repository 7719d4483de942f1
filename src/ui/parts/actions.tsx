import type { Child } from 'hono/jsx'
import type { Translator } from '../../platform/i18n/catalogue.ts'
import type { Tone } from '../tone.ts'

/** A link that looks like a button: it leads to the page where something is done. */
export const LinkButton = ({
  href,
  tone = 'plain',
  children,
}: {
  href: string
  tone?: 'main' | 'plain'
  children?: Child
}) => (
  <a class={`button button-${tone}`} href={href}>
    {children}
  </a>
)

export type HiddenFields = Readonly<Record<string, string>>

/** Fields that travel with a form without being shown. */
export const Hidden = ({ fields = {} }: { fields?: HiddenFields }) => (
  <>
    {Object.entries(fields).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
  </>
)

/** A form of one button, for a change that needs no further word and can be undone. */
export const PostButton = ({
  action,
  label,
  tone = 'neutral',
  fields,
}: {
  action: string
  label: Child
  tone?: Tone
  fields?: HiddenFields
}) => (
  <form class="post-button" method="post" action={action}>
    <Hidden fields={fields} />
    <button
      class={`button button-${tone === 'ink' ? 'main' : tone === 'bad' ? 'bad' : 'plain'}`}
      type="submit"
    >
      {label}
    </button>
  </form>
)

/** Buttons in a row; they stack on a phone, the main one first. */
export const ActionBar = ({ children }: { children?: Child }) => <div class="actions">{children}</div>

/** The same as a file, for those who work in spreadsheets. */
export const ExportLinks = ({
  t,
  links,
}: {
  t: Translator
  links: readonly { href: string; label: string }[]
}) => (
  <p class="exports">
    <span>{t('ui.export.label')}</span>
    {links.map(({ href, label }) => (
      <a href={href}>{label}</a>
    ))}
  </p>
)
