import type { Unit } from '../../directory/index.ts'
import type { PageParts } from '../page-parts.ts'
import { inLocale, unitPath } from '../public-address.ts'

const UnitLink = ({ parts, unit, name }: { parts: PageParts; unit: Unit; name: string }) => (
  <li>
    <a href={inLocale(unitPath(unit), parts.locale)}>{name}</a>
  </li>
)

/** Every unit by province, folded: the whole country in a few kilobytes. */
export const CountryList = ({ parts }: { parts: PageParts }) => (
  <section aria-labelledby="units" class="units">
    <h2 id="units">{parts.t('site.units.title')}</h2>
    <p class="muted">{parts.t('site.units.lead')}</p>
    <div class="provinces">
      {parts.tree.childrenOf(parts.tree.root.id).map((province) => (
        <details>
          <summary>{province.shortName}</summary>
          <ul>
            <UnitLink parts={parts} unit={province} name={province.name} />
            {parts.tree.childrenOf(province.id).map((unit) => (
              <UnitLink parts={parts} unit={unit} name={unit.shortName} />
            ))}
          </ul>
        </details>
      ))}
    </div>
  </section>
)

/** The units directly under one. */
export const UnitList = ({ parts }: { parts: PageParts }) => {
  const under = parts.tree.childrenOf(parts.unit.id)
  if (under.length === 0) return null
  return (
    <section aria-labelledby="units" class="units">
      <h2 id="units">{parts.t('site.units.under')}</h2>
      <ul class="under">
        {under.map((unit) => (
          <UnitLink parts={parts} unit={unit} name={unit.shortName} />
        ))}
      </ul>
    </section>
  )
}
