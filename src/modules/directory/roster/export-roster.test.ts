import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { fileOf, previewOf, takeGuess, uploadThroughDesk } from '../../../../test/rosters/upload.ts'
import { type TestApp, type TestClient, testApp } from '../../../../test/support/app.ts'
import { newId } from '../../../platform/ids.ts'
import { insertAppointments, type NewAppointment } from '../appointments-store.ts'
import { insertPeople, type NewPerson } from '../people-store.ts'

let app: TestApp
let province: TestClient

beforeAll(async () => {
  app = await testApp({ preset: true, now: '2019-03-01T03:00:00Z' })
  province = app.as('province', 'id.33')
})
afterAll(() => app.close())
beforeEach(async () => {
  for (const table of ['appointment', 'person', 'roster_import'] as const) {
    await app.services.db.deleteFrom(table).execute()
  }
})

const exported = async (format: string, query = '') => {
  const answer = await province.get(`/desk/people/export.${format}?unit=33${query}`)
  expect(answer.status).toBe(200)
  return new Uint8Array(await answer.arrayBuffer())
}

/** Imports a file as it stands and says what it would do. */
async function would(bytes: Uint8Array, name: string) {
  const draft = await uploadThroughDesk(province, '33', fileOf(bytes, name))
  const taken = await takeGuess(province, draft)
  expect(taken.status).toBe(303)
  return { draft, preview: await previewOf(province, draft) }
}

const words = fc.constantFrom(
  'Contoh',
  'Siti',
  "Nur'aini",
  'Andi Ma’ruf',
  'Jo',
  'I Gede',
  'D’Angelo',
  'Łukasz',
  'Ümit',
  'Ketut-Ayu',
  '李明',
)
const titles = fc.constantFrom('', ', S.H.', ', M.Si., Ph.D', ' "Ucok"', '; S.E.')
const person = fc.record({
  words: fc.array(words, { minLength: 1, maxLength: 3 }),
  title: titles,
  before: fc.constantFrom('', 'Dr. ', 'H. ', 'Prof. Dr. '),
  gender: fc.constantFrom('f' as const, 'm' as const, null),
  phone: fc.constantFrom(null, '081234567890', '+6281234567891', '0298321654', '+31201234567'),
  email: fc.constantFrom(null, 'orang@contoh.test', 'Nama.Orang+kpu@contoh.test'),
  staffNumber: fc.option(fc.stringMatching(/^19[0-9]{16}$/), { nil: null }),
  unit: fc.constantFrom('id.33', 'id.33.22', 'id.33.73', 'id.33.74'),
  position: fc.constantFrom('section-head', 'staff'),
  from: fc.date({
    min: new Date('2001-01-01T00:00:00Z'),
    max: new Date('2019-02-01T00:00:00Z'),
    noInvalidDate: true,
  }),
  until: fc.option(
    fc.date({
      min: new Date('2019-03-02T00:00:00Z'),
      max: new Date('2030-01-01T00:00:00Z'),
      noInvalidDate: true,
    }),
    { nil: null },
  ),
})
const day = (date: Date) => date.toISOString().slice(0, 10)

test('what is exported is imported unchanged: nothing to do, whatever the people are called', async () => {
  const roster = fc.uniqueArray(person, {
    minLength: 1,
    maxLength: 25,
    selector: ({ staffNumber }) => staffNumber ?? newId(),
  })
  let round = 0
  await fc.assert(
    fc.asyncProperty(roster, async (people) => {
      const { db } = app.services
      await db.deleteFrom('appointment').execute()
      await db.deleteFrom('person').execute()
      const added: NewPerson[] = []
      const appointed: NewAppointment[] = []
      for (const one of people) {
        const { gender, phone, email, staffNumber, unit: unitId, position } = one
        const id = newId()
        added.push({
          id,
          name: `${one.before}${one.words.join(' ')} Aa${one.title}`,
          gender,
          phone,
          email,
          staffNumber,
        })
        appointed.push({
          id: newId(),
          unitId,
          personId: id,
          position,
          division: null,
          from: day(one.from),
          until: one.until === null ? null : day(one.until),
          replacesId: null,
        })
      }
      await db.transaction().execute(async (tx) => {
        await insertPeople(tx, added)
        await insertAppointments(tx, appointed)
      })
      const format = ['xlsx', 'csv', 'ods'][round++ % 3] ?? 'xlsx'
      const { preview } = await would(
        await exported(format, round % 2 === 0 ? '&lang=en' : ''),
        `roster.${format}`,
      )
      expect(preview.problems).toEqual([])
      expect(preview.counts).toMatchObject({ rows: people.length, unchanged: people.length })
    }),
    { numRuns: 12 },
  )
}, 240_000)

test('imported into an empty directory, an exported roster makes the same roster again', async () => {
  const { db } = app.services
  const id = newId()
  await db.transaction().execute(async (tx) => {
    await insertPeople(tx, [
      {
        id,
        name: 'Contoh Siti, M.Si',
        gender: 'f',
        phone: '081234567890',
        email: 's@contoh.test',
        staffNumber: '197805122003121001',
      },
    ])
    const office = { personId: id, unitId: 'id.33.73', replacesId: null }
    await insertAppointments(tx, [
      {
        ...office,
        id: newId(),
        position: 'member',
        division: 'outreach-hr',
        from: '2018-10-08',
        until: '2023-10-07',
      },
    ])
  })
  const people = () =>
    db
      .selectFrom('person')
      .innerJoin('appointment', 'appointment.person_id', 'person.id')
      .select([
        'name',
        'gender',
        'phone',
        'email',
        'staff_number',
        'work_unit_id',
        'position_code',
        'division_code',
      ])
      .select(['from_on', 'until_on'])
      .execute()
  const before = await people()
  for (const format of ['xlsx', 'csv', 'ods']) {
    const bytes = await exported(format)
    await db.deleteFrom('appointment').execute()
    await db.deleteFrom('person').execute()
    const { draft } = await would(bytes, `roster.${format}`)
    await province.post(`${draft}/confirm`)
    expect(await people()).toEqual(before)
  }
})

test('exports who is in office on the day asked for, to those who may import', async () => {
  const { db } = app.services
  const id = newId()
  await db.transaction().execute(async (tx) => {
    await insertPeople(tx, [
      { id, name: 'Contoh Siti', gender: null, phone: null, email: null, staffNumber: null },
    ])
    const office = { personId: id, unitId: 'id.33.73', position: 'staff', division: null, replacesId: null }
    await insertAppointments(tx, [{ ...office, id: newId(), from: '2015-01-01', until: '2016-12-31' }])
  })
  const lines = async (query: string) =>
    new TextDecoder()
      .decode(await exported('csv', query))
      .trim()
      .split('\r\n')
  expect(await lines('&day=2016-12-31')).toHaveLength(2)
  expect(await lines('')).toHaveLength(1)
  expect((await app.as('auditor', 'id').get('/desk/people/export.csv?unit=33')).status).toBe(403)
  expect((await app.as('district', 'id.33.73').get('/desk/people/export.csv?unit=33')).status).toBe(403)
})

test('escapes in csv what a spreadsheet would run, and reads it back as it was', async () => {
  const { db } = app.services
  const id = newId()
  await db.transaction().execute(async (tx) => {
    await insertPeople(tx, [
      {
        id,
        name: 'Contoh Siti',
        gender: null,
        phone: '+6281234567890',
        email: null,
        staffNumber: '197805122003121001',
      },
    ])
    const office = { personId: id, unitId: 'id.33.73', position: 'staff', division: null, replacesId: null }
    await insertAppointments(tx, [{ ...office, id: newId(), from: '2018-01-01', until: null }])
  })
  const bytes = await exported('csv')
  expect(new TextDecoder().decode(bytes)).toContain("'+6281234567890")
  expect((await would(bytes, 'roster.csv')).preview.counts).toMatchObject({ unchanged: 1, changed: 0 })
})
