import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import { type ExportTable, exportBytes } from '../../../platform/export.ts'
import type { Translator } from '../../../platform/i18n/catalogue.ts'
import type { Formats } from '../../../platform/i18n/formats.ts'
import type { Services } from '../../../platform/services.ts'
import { writeOds } from '../../spreadsheets/index.ts'
import { type Unit, unitTree } from '../unit-tree.ts'
import { withinScopes } from '../within-scopes.ts'
import { rosterFields } from './roster-words.ts'

export const rosterFormats = ['xlsx', 'ods', 'csv'] as const
export type RosterFormat = (typeof rosterFormats)[number]

export const rosterTypes: Record<RosterFormat, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  csv: 'text/csv; charset=utf-8',
}

interface ExportRow {
  unit: string
  name: string
  gender: 'f' | 'm' | null
  staffNumber: string | null
  phone: string | null
  email: string | null
  positionId: string
  positionEn: string
  divisionId: string | null
  divisionEn: string | null
  from: string
  until: string | null
}

/** Who holds which position of `scope` and everything under it on a day. People whose data was erased are left out. */
async function rosterRows(db: Db, scope: string, day: string): Promise<ExportRow[]> {
  const { rows } = await sql<ExportRow>`
    select appointment.work_unit_id as unit, person.name, person.gender, person.staff_number as "staffNumber",
      person.phone, person.email, position.name_id as "positionId", position.name_en as "positionEn",
      division.name_id as "divisionId", division.name_en as "divisionEn",
      appointment.from_on as "from", appointment.until_on as "until"
    from appointment
    join person on person.id = appointment.person_id
    join position on position.code = appointment.position_code
    left join division on division.code = appointment.division_code
    where ${withinScopes('appointment.work_unit_id', [scope])} and person.erased_at is null
      and appointment.from_on <= ${day} and (appointment.until_on is null or appointment.until_on >= ${day})
    order by appointment.work_unit_id, position.rank, division.rank nulls last, person.search_words, appointment.id`.execute(
    db,
  )
  return rows
}

/** The roster of a unit on a day as a table that the import reads unchanged, in the reader's language. */
export async function rosterTable(
  services: Services,
  { unit, day, t, format }: { unit: Unit; day: string; t: Translator; format: Formats },
): Promise<ExportTable> {
  const tree = await unitTree(services)
  const rows = await rosterRows(services.db, unit.id, day)
  const isIndonesian = t.locale === 'id'
  const genders = isIndonesian ? { f: 'P', m: 'L' } : { f: 'f', m: 'm' }
  return {
    title: t('directory.roster.exportTitle', { unit: unit.shortName, day: format.day(day) }),
    sheet: unit.shortName,
    columns: rosterFields.map((key) => ({
      key,
      label: t(`directory.roster.field.${key}`),
      type: key === 'from' || key === 'until' ? 'day' : 'text',
    })),
    rows: rows.map((row) => ({
      name: row.name,
      unit: tree.byId(row.unit)?.name ?? row.unit,
      unitCode: tree.byId(row.unit)?.code ?? '',
      position: isIndonesian ? row.positionId : row.positionEn,
      division: isIndonesian ? row.divisionId : row.divisionEn,
      gender: row.gender === null ? null : genders[row.gender],
      from: row.from,
      until: row.until,
      staffNumber: row.staffNumber,
      phone: row.phone,
      email: row.email,
    })),
  }
}

/** The bytes of a roster's file. Texts that look like formulas are escaped in every kind of file. */
export const rosterBytes = async (table: ExportTable, format: RosterFormat): Promise<Uint8Array> =>
  format === 'ods' ? writeOds(table) : exportBytes(table, format)
