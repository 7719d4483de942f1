import type { Db } from '../../platform/db/database.ts'
import type { Locale } from '../../platform/i18n/catalogue.ts'
import { type BaseTerms, effectiveTerms, type LocalTerms, withAncestors } from './effective-base.ts'

/** A voter base as it holds in one unit for one election. */
export interface Base extends BaseTerms {
  code: string
  nameId: string
  nameEn: string
  meaningId: string
  meaningEn: string
  /** False for the volunteers themselves, who are actors rather than targets. */
  isTarget: boolean
  /** The value of the whole country, which stays visible when a unit changes its own. */
  nationalQuota: number
  national: BaseTerms
  /** The unit whose setting holds here; null: the preset's. */
  changedIn: string | null
  source: string
  confidence: string
}

/** The bases of the preset in their order, before any unit's change. */
const presetBases = (db: Db) => db.selectFrom('voter_base').selectAll().orderBy('position').execute()

/** What units changed for an election, by base; of all units, or of those named. */
async function settingsOf(db: Db, electionId: string, units?: readonly string[]) {
  const rows = await db
    .selectFrom('base_setting')
    .selectAll()
    .where('election_id', '=', electionId)
    .$if(units !== undefined, (query) => query.where('work_unit_id', 'in', units ?? []))
    .execute()
  const byBase = new Map<string, LocalTerms[]>()
  for (const row of rows) {
    const terms = {
      workUnitId: row.work_unit_id,
      isUsed: row.is_used,
      quota: row.quota,
      ageFrom: row.age_from,
      ageUntil: row.age_until,
      volunteerAgeUntil: row.volunteer_age_until,
    }
    byBase.set(row.base, [...(byBase.get(row.base) ?? []), terms])
  }
  return byBase
}

type PresetRow = Awaited<ReturnType<typeof presetBases>>[number]

function baseIn(row: PresetRow, settings: readonly LocalTerms[], workUnitId: string): Base {
  const preset = {
    isUsed: true,
    quota: row.quota,
    ageFrom: row.age_from,
    ageUntil: row.age_until,
    volunteerAgeUntil: row.volunteer_age_until,
  }
  const { terms, national, changedIn } = effectiveTerms(preset, settings, workUnitId)
  return {
    code: row.code,
    nameId: row.name_id,
    nameEn: row.name_en,
    meaningId: row.meaning_id,
    meaningEn: row.meaning_en,
    isTarget: row.is_target,
    isUsed: terms.isUsed,
    quota: terms.quota,
    ageFrom: terms.ageFrom,
    ageUntil: terms.ageUntil,
    volunteerAgeUntil: terms.volunteerAgeUntil,
    nationalQuota: national.quota,
    national,
    changedIn,
    source: row.source,
    confidence: row.confidence,
  }
}

/** The bases of an election as they hold in a unit, unused ones included, in the preset's order. */
export async function basesFor(
  db: Db,
  { electionId, workUnitId }: { electionId: string; workUnitId: string },
): Promise<Base[]> {
  const settings = await settingsOf(db, electionId, withAncestors(workUnitId))
  return (await presetBases(db)).map((row) => baseIn(row, settings.get(row.code) ?? [], workUnitId))
}

/** The bases as they hold in any unit, for reports over many units: two queries for all of them. */
export async function basesByUnit(db: Db, electionId: string): Promise<(workUnitId: string) => Base[]> {
  const settings = await settingsOf(db, electionId)
  const rows = await presetBases(db)
  return (workUnitId) => rows.map((row) => baseIn(row, settings.get(row.code) ?? [], workUnitId))
}

export const baseName = (base: Pick<Base, 'nameId' | 'nameEn'>, locale: Locale) =>
  locale === 'id' ? base.nameId : base.nameEn

export const baseMeaning = (base: Pick<Base, 'meaningId' | 'meaningEn'>, locale: Locale) =>
  locale === 'id' ? base.meaningId : base.meaningEn
