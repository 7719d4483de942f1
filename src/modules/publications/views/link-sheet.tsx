import type { Translator } from '../../../platform/i18n/catalogue.ts'
import { type SpokenLink, withoutScheme } from '../link-words.ts'
import { qrPath } from '../qr.ts'

/** Links of one owner, who gets them as one strip. */
export interface LinkBundle {
  owner: string
  links: readonly SpokenLink[]
}

/** Links by volunteer in the order of their names, those that are nobody's own last. */
export function bundles(t: Translator, links: readonly SpokenLink[]): LinkBundle[] {
  const byOwner = Map.groupBy(links, ({ volunteer, workUnitId }) => `${volunteer ?? ''}\n${workUnitId}`)
  return [...byOwner.values()]
    .map((some) => ({ owner: some[0]?.volunteer ?? '', links: some }))
    .toSorted((a, b) => (a.owner === '' ? 1 : b.owner === '' ? -1 : a.owner.localeCompare(b.owner, 'id')))
    .map(({ owner, links: some }) => ({ owner: owner || t('publications.sheet.shared'), links: some }))
}

const Qr = ({ link }: { link: SpokenLink }) => {
  const { path, size } = qrPath(link.qr)
  return (
    <svg class="label-code" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={withoutScheme(link.qr)}>
      <path fill="#fff" d={`M0 0h${size}v${size}H0z`} />
      <path fill="#000" d={path} shape-rendering="crispEdges" />
    </svg>
  )
}

/** A sheet to print and cut: one label a link, grouped by who gets it. */
export const LinkSheet = ({ t, links }: { t: Translator; links: readonly SpokenLink[] }) => (
  <div class="labels-sheet">
    {bundles(t, links).map(({ owner, links: some }) => (
      <section class="labels-group">
        <h2>
          {owner} <span class="muted small">{some[0]?.unitName}</span>
        </h2>
        <ul class="labels">
          {some.map((link) => (
            <li class="label">
              <Qr link={link} />
              <div>
                <strong class="label-title">{link.channelName}</strong>
                <span>{link.baseName}</span>
                <span class="label-address">{withoutScheme(link.short)}</span>
                <span class="muted small">{link.publication ?? t('publications.links.unitPage')}</span>
              </div>
            </li>
          ))}
        </ul>
      </section>
    ))}
  </div>
)
