/** What a unit may decide about a base for one election. */
export interface BaseTerms {
  isUsed: boolean
  /** Volunteers a district may have for this base. */
  quota: number
  /** Age of the voters addressed, years, both included; null: no bound. */
  ageFrom: number | null
  ageUntil: number | null
  /** Volunteers of this base are at most this old, years; null: no bound. */
  volunteerAgeUntil: number | null
}

/** Terms that a unit set for itself and everything under it. */
export interface LocalTerms extends BaseTerms {
  workUnitId: string
}

/** A unit and those above it, the root first: `id`, `id.33`, `id.33.73`. */
export function withAncestors(workUnitId: string): string[] {
  const parts = workUnitId.split('.')
  return parts.map((_, at) => parts.slice(0, at + 1).join('.'))
}

/**
 * The terms that hold in a unit: its own, else those of the nearest unit above, else the preset's.
 * The national value is the root's own setting, else the preset's, so that it can stand beside a local change.
 */
export function effectiveTerms(
  preset: BaseTerms,
  settings: readonly LocalTerms[],
  workUnitId: string,
): { terms: BaseTerms; national: BaseTerms; changedIn: string | null } {
  const path = withAncestors(workUnitId)
  const at = (unit: string | undefined) => settings.find((setting) => setting.workUnitId === unit)
  const nearest = at(path.findLast((unit) => at(unit) !== undefined))
  return {
    terms: nearest ?? preset,
    national: at(path[0]) ?? preset,
    changedIn: nearest?.workUnitId ?? null,
  }
}
