import { sql } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import { plainWords } from './search-words.ts'

/** What is kept about a person; as little as the work needs. */
export interface PersonData {
  name: string
  gender: 'f' | 'm' | null
  phone: string | null
  email: string | null
  /** Number of a civil servant (NIP), 18 digits; commissioners have none. */
  staffNumber: string | null
}

export interface NewPerson extends PersonData {
  id: string
  example?: boolean
}

/** What search finds a person by. */
export const personSearchWords = (name: string) => plainWords(name).join(' ')

/** Adds people, any number in one statement. */
export async function insertPeople(tx: Tx, people: readonly NewPerson[]): Promise<void> {
  const rows = people.map(({ id, name, gender, phone, email, staffNumber, example }) => ({
    id,
    name,
    search_words: personSearchWords(name),
    gender,
    phone,
    email,
    staff_number: staffNumber,
    example: example ?? false,
  }))
  await sql`
    insert into person (id, name, search_words, gender, phone, email, staff_number, example)
    select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as person
      (id uuid, name text, search_words text, gender text, phone text, email text, staff_number text,
       example boolean)`.execute(tx)
}

/** Writes corrected data of a person. */
export async function updatePerson(tx: Tx, id: string, data: PersonData): Promise<void> {
  await tx
    .updateTable('person')
    .set({
      name: data.name,
      search_words: personSearchWords(data.name),
      gender: data.gender,
      phone: data.phone,
      email: data.email,
      staff_number: data.staffNumber,
    })
    .where('id', '=', id)
    .execute()
}

/** Empties everything that tells who somebody is; what the office did and when stays. */
export async function erasePersonData(tx: Tx, id: string, at: Date): Promise<void> {
  await tx
    .updateTable('person')
    .set({
      name: '',
      search_words: '',
      gender: null,
      phone: null,
      email: null,
      staff_number: null,
      erased_at: at,
    })
    .where('id', '=', id)
    .execute()
}

/** Takes the examples out, except people who were given real appointments since. */
export async function deleteExamplePeople(tx: Tx): Promise<void> {
  await sql`
    delete from person where example
      and not exists (select from appointment where appointment.person_id = person.id)`.execute(tx)
}
