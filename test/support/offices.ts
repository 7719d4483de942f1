import type { Db } from '../../src/platform/db/database.ts'
import { newId } from '../../src/platform/ids.ts'

/** Adds somebody fictional to the directory, who holds no office yet. */
export async function addPersonNamed(db: Db, name: string): Promise<string> {
  const id = newId()
  await db
    .insertInto('person')
    .values({
      id,
      name,
      search_words: name.toLowerCase(),
      gender: 'f',
      phone: null,
      email: null,
      staff_number: null,
    })
    .execute()
  return id
}

export interface Office {
  unit: string
  position: string
  division?: string | null
  from?: string
  until?: string | null
}

/** Gives somebody an office, from 2019 on unless said otherwise. */
export async function appointTo(db: Db, personId: string, office: Office): Promise<string> {
  const id = newId()
  await db
    .insertInto('appointment')
    .values({
      work_unit_id: office.unit,
      id,
      person_id: personId,
      position_code: office.position,
      division_code: office.division ?? null,
      from_on: office.from ?? '2019-01-01',
      until_on: office.until ?? null,
      replaces_id: null,
      end_reason: null,
    })
    .execute()
  return id
}
