import type { Unit } from '../directory/index.ts'
import type { Base, UnitCoverage } from '../outreach/index.ts'
import type { UnitState } from './attention.ts'
import type { Coverage } from './overview.ts'

type Asked = Pick<Base, 'code'> | undefined

/** Whether a unit opened a programme, for one base when one is asked for. */
const hasProgramme = (state: UnitCoverage, base: Asked) =>
  state.state !== 'none' && (base === undefined || state.bases.includes(base.code))

/** What counts of a unit's volunteers: all bases, or the one asked for. */
const countedBases = (state: UnitCoverage, base: Asked) =>
  state.perBase.filter((one) => base === undefined || one.base === base.code)

/** Coverage of several units together. */
export function addUp(states: readonly UnitCoverage[], base: Asked): Coverage {
  const counted = states.flatMap((state) => countedBases(state, base))
  return {
    units: states.length,
    withProgramme: states.filter((state) => hasProgramme(state, base)).length,
    volunteers: counted.reduce((sum, { volunteers }) => sum + volunteers, 0),
    quota: counted.reduce((sum, { quota }) => sum + quota, 0),
  }
}

/** The units as the ranking of what needs attention sees them. */
export const unitStates = (
  units: readonly Unit[],
  stateOf: ReadonlyMap<string, UnitCoverage>,
  lastHits: ReadonlyMap<string, string>,
  base: Asked,
): UnitState[] =>
  units.flatMap((unit) => {
    const state = stateOf.get(unit.id)
    if (!state) return []
    const { volunteers, quota } = addUp([state], base)
    return {
      unitId: unit.id,
      hasProgramme: hasProgramme(state, base),
      volunteers,
      quota,
      unstaffed: countedBases(state, base).flatMap((one) =>
        one.quota > 0 && one.volunteers === 0 ? one.base : [],
      ),
      lastHitOn: lastHits.get(unit.id) ?? null,
    }
  })

/** The newest of some days (YYYY-MM-DD); null when there is none. */
export const newestDay = (days: readonly (string | null | undefined)[]): string | null =>
  days.reduce<string | null>((newest, day) => (day && (newest === null || day > newest) ? day : newest), null)
