import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestServices, testServices } from '../../../test/support/services.ts'
import { type Actor, systemActor } from '../../platform/access.ts'
import type { Result } from '../../platform/result.ts'
import { permissionsOf } from '../accounts/index.ts'
import { type AppointInput, appointPerson } from './appoint-person.ts'
import { appointmentsOf, whoIsWho } from './appointments-read-model.ts'
import { correctPerson } from './correct-person.ts'
import { endAppointment } from './end-appointment.ts'
import { erasePerson } from './erase-person.ts'
import { directoryModule, unitTree, vacancies } from './index.ts'
import { findPeople, personById } from './people-read-model.ts'
import { replaceAppointment } from './replace-appointment.ts'

const salatiga = 'id.33.73'
let services: TestServices
beforeAll(async () => {
  services = await testServices({ modules: [directoryModule], preset: true, now: '2019-03-01T03:00:00Z' })
})
afterAll(() => services.close())

const as = (role: string, scope: string): Actor => ({
  kind: 'person',
  id: `${role} ${scope}`,
  name: role,
  personId: null,
  grants: [{ role, scope, permissions: permissionsOf(role) }],
})
const operator = as('district', salatiga)

const nobody = { gender: null, phone: null, email: null, staffNumber: null }
const named = (name: string): AppointInput['appointee'] => ({
  kind: 'new',
  data: { ...nobody, name },
  isAnother: false,
})
/** Appoints in Salatiga unless said otherwise. */
const appoint = (name: string, input: Partial<AppointInput> = {}, actor = operator) =>
  appointPerson(services, actor, {
    unitId: salatiga,
    appointee: named(name),
    position: 'member',
    division: 'outreach-hr',
    from: '2018-10-08',
    ...input,
  })

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${result.refusal.key}`)
  return result.value
}
const refusal = (result: Result<unknown>) =>
  result.ok
    ? 'accepted'
    : [result.refusal.key, result.refusal.fields?.[0]?.field].filter(Boolean).join(' at ')
const vacant = async (unit: string, day: string) =>
  Object.fromEntries(
    (await vacancies(services.db, unit, day)).map(({ position, vacant }) => [position, vacant]),
  )

describe('appointing', () => {
  test('fills a seat for the days of the term and leaves the others vacant', async () => {
    expect(await vacant(salatiga, '2019-03-01')).toEqual({ chair: 1, member: 4, secretary: 1 })
    const made = value(await appoint('Melati Contoh'))
    expect(made.until).toBe('2023-10-07')
    expect(await vacant(salatiga, '2019-03-01')).toEqual({ chair: 1, member: 3, secretary: 1 })
    expect(await vacant(salatiga, '2018-10-07')).toEqual({ chair: 1, member: 4, secretary: 1 })
    expect(await vacant(salatiga, '2023-10-07')).toEqual({ chair: 1, member: 3, secretary: 1 })
    expect(await vacant(salatiga, '2023-10-08')).toEqual({ chair: 1, member: 4, secretary: 1 })
    const [melati] = await whoIsWho(services.db, salatiga, '2019-03-01')
    expect(melati).toMatchObject({ personName: 'Melati Contoh', position: 'member', division: 'outreach-hr' })
    expect(await whoIsWho(services.db, salatiga, '2024-01-01')).toEqual([])
  })

  test('refuses who may not change the unit', async () => {
    expect(refusal(await appoint('Tuan Tamu', {}, as('district', 'id.33.74')))).toBe('ui.refusal.forbidden')
    expect(refusal(await appoint('Tuan Tamu', {}, as('auditor', 'id')))).toBe('ui.refusal.forbidden')
  })

  test('refuses days that are none, a term that ends before it begins, and a term without end', async () => {
    expect(refusal(await appoint('Seruni Contoh', { from: '2019-02-30' }))).toBe(
      'directory.refusal.day at from',
    )
    expect(refusal(await appoint('Seruni Contoh', { until: '2018-01-01' }))).toBe(
      'directory.refusal.untilBeforeFrom at until',
    )
    expect(refusal(await appoint('Seruni Contoh', { until: null }))).toBe(
      'directory.refusal.termNeeded at until',
    )
    expect(
      await findPeople(services.db, { words: 'Seruni', scopes: ['id'], day: '2019-03-01', limit: 9 }),
    ).toEqual([])
  })

  test('gives a division to commissioners only', async () => {
    expect(refusal(await appoint('Cendana Contoh', { position: 'secretary' }))).toBe(
      'directory.refusal.divisionOfSide at division',
    )
    expect(refusal(await appoint('Cendana Contoh', { division: 'catering' }))).toBe(
      'directory.refusal.division at division',
    )
    const made = value(await appoint('Cendana Contoh', { position: 'secretary', division: null }))
    expect(made).toMatchObject({ until: null, division: null })
  })

  test('refuses a seat that is taken on a single day of the term', async () => {
    value(await appoint('Akasia Contoh', { position: 'chair', division: null }))
    expect(
      refusal(await appoint('Bakung Contoh', { position: 'chair', division: null, from: '2023-10-07' })),
    ).toBe('directory.refusal.seats at position')
    expect(
      refusal(await appoint('Bakung Contoh', { position: 'chair', division: null, from: '2023-10-08' })),
    ).toBe('accepted')
  })

  test('refuses a person who serves elsewhere on any of the days', async () => {
    const made = value(await appoint('Dahlia Contoh'))
    const again = {
      unitId: 'id.33.74',
      appointee: { kind: 'known' as const, id: made.personId },
      from: '2020-01-01',
    }
    const province = as('province', 'id.33')
    expect(refusal(await appoint('', again, province))).toBe('directory.refusal.overlap at from')
    value(await appoint('', { ...again, from: '2023-10-08' }, province))
  })

  test('refuses a third term on the same level, and a first one on another is fine', async () => {
    const made = value(await appoint('Kenanga Contoh', { from: '2008-10-08' }))
    const known = { kind: 'known' as const, id: made.personId }
    value(await appoint('', { appointee: known, from: '2013-10-08' }))
    expect(refusal(await appoint('', { appointee: known, from: '2018-10-08' }))).toBe(
      'directory.refusal.terms at person',
    )
    const higher = { appointee: known, unitId: 'id.33', from: '2018-10-08' }
    value(await appoint('', higher, systemActor('test')))
  })

  test('asks whether somebody of a known name is another person', async () => {
    value(await appoint('Teratai Contoh', { from: '2013-01-01', until: '2014-01-01' }))
    expect(refusal(await appoint('TERATAI  contoh', { from: '2015-01-01', until: '2016-01-01' }))).toBe(
      'directory.refusal.namesake at name',
    )
    const another = { kind: 'new' as const, data: { ...nobody, name: 'Teratai Contoh' }, isAnother: true }
    value(await appoint('', { appointee: another, from: '2015-01-01', until: '2016-01-01' }))
  })

  test('leaves an audit entry of who, what and where', async () => {
    const entry = await services.db
      .selectFrom('audit_entry')
      .selectAll()
      .where('action', '=', 'directory.appoint')
      .where('scope', '=', salatiga)
      .limit(1)
      .executeTakeFirstOrThrow()
    expect(entry).toMatchObject({ actor_name: 'district', actor_kind: 'person' })
    expect(JSON.stringify(entry.after)).not.toContain('Melati')
  })
})

describe('ending', () => {
  const unitId = 'id.33.75'
  const there = as('district', unitId)

  test('makes the seat vacant from the next day on, and says why', async () => {
    const made = value(await appoint('Flamboyan Contoh', { unitId }, there))
    const end = { unitId, appointmentId: made.id, on: '2019-05-31', reason: 'resigned' as const }
    expect(refusal(await endAppointment(services, operator, end))).toBe('ui.refusal.forbidden')
    expect(refusal(await endAppointment(services, there, { ...end, on: '2018-01-01' }))).toBe(
      'directory.refusal.endBeforeFrom at on',
    )
    expect(refusal(await endAppointment(services, there, { ...end, on: '2024-01-01' }))).toBe(
      'directory.refusal.endAfterUntil at on',
    )
    value(await endAppointment(services, there, end))
    expect((await vacant(unitId, '2019-05-31')).member).toBe(3)
    expect((await vacant(unitId, '2019-06-01')).member).toBe(4)
    expect((await appointmentsOf(services.db, made.personId))[0]).toMatchObject({ endReason: 'resigned' })
  })

  test('a member who is made chair the next day goes on with the same term', async () => {
    const first = value(await appoint('Gaharu Contoh', { unitId, from: '2008-10-08' }, there))
    const known = { kind: 'known' as const, id: first.personId }
    value(await appoint('', { unitId, appointee: known, from: '2013-10-08', until: '2018-10-07' }, there))
    const [second] = await appointmentsOf(services.db, first.personId)
    const ended = { unitId, appointmentId: second?.id ?? '', on: '2015-06-30', reason: 'moved' as const }
    value(await endAppointment(services, there, ended))
    const chair = { unitId, appointee: known, position: 'chair', division: null, until: '2018-10-07' }
    expect(refusal(await appoint('', { ...chair, from: '2015-07-02' }, there))).toBe(
      'directory.refusal.terms at person',
    )
    value(await appoint('', { ...chair, from: '2015-07-01' }, there))
  })
})

describe('replacing', () => {
  const unitId = 'id.33.76'
  const there = as('district', unitId)

  test('ends the one, begins the other for the rest of the term, and names whom it replaces', async () => {
    const made = value(await appoint('Jelutung Contoh', { unitId }, there))
    const replace = {
      unitId,
      appointmentId: made.id,
      appointee: named('Kemuning Contoh'),
      from: '2020-02-01',
    }
    expect(refusal(await replaceAppointment(services, there, replace))).toBe(
      'directory.refusal.reason at reason',
    )
    const next = value(await replaceAppointment(services, there, { ...replace, reason: 'died' }))
    expect(next).toMatchObject({
      replacesId: made.id,
      until: '2023-10-07',
      position: 'member',
      division: 'outreach-hr',
    })
    const day = async (on: string) => (await whoIsWho(services.db, unitId, on)).map((row) => row.personName)
    expect(await day('2020-01-31')).toEqual(['Jelutung Contoh'])
    expect(await day('2020-02-01')).toEqual(['Kemuning Contoh'])
    const again = { ...replace, appointee: named('Lontar Contoh'), reason: 'died' as const }
    expect(refusal(await replaceAppointment(services, there, again))).toBe(
      'directory.refusal.replacedAlready at from',
    )
  })

  test('takes over from somebody who went months ago, still only to the end of that term', async () => {
    const made = value(await appoint('Mahoni Contoh', { unitId }, there))
    value(
      await endAppointment(services, there, {
        unitId,
        appointmentId: made.id,
        on: '2019-01-15',
        reason: 'retired',
      }),
    )
    const next = value(
      await replaceAppointment(services, there, {
        unitId,
        appointmentId: made.id,
        appointee: named('Nangka Contoh'),
        from: '2019-06-01',
      }),
    )
    expect(next.until).toBe('2023-10-07')
  })

  test('refuses where the term came to its regular end, and leaves everything as it was', async () => {
    const made = value(await appoint('Pandan Contoh', { unitId }, there))
    const replace = { unitId, appointmentId: made.id, appointee: named('Randu Contoh'), from: '2024-01-01' }
    expect(refusal(await replaceAppointment(services, there, replace))).toBe(
      'directory.refusal.regularEnd at from',
    )
    expect(
      refusal(await replaceAppointment(services, there, { ...replace, from: '2018-10-08', reason: 'other' })),
    ).toBe('directory.refusal.replacesBefore at from')
    expect((await appointmentsOf(services.db, made.personId))[0]?.until).toBe('2023-10-07')
  })
})

describe('a person’s data', () => {
  test('is corrected by the unit that answers for it, and the trail does not repeat it', async () => {
    const made = value(await appoint('Sawo Contoh', { from: '2003-01-01' }))
    const data = { ...nobody, name: 'Sawo Manila Contoh', phone: '+6281200001234' }
    const correct = (actor: Actor) => correctPerson(services, actor, { personId: made.personId, data })
    expect(refusal(await correct(as('district', 'id.33.74')))).toBe('ui.refusal.forbidden')
    value(await correct(operator))
    expect(await personById(services.db, made.personId)).toMatchObject(data)
    const found = await findPeople(services.db, {
      words: 'manila saw',
      scopes: [salatiga],
      day: '2019-03-01',
      limit: 9,
    })
    expect(found.map(({ id }) => id)).toEqual([made.personId])
    const trail = await services.db.selectFrom('audit_entry').selectAll().execute()
    expect(JSON.stringify(trail)).not.toMatch(/Manila|6281200001234/)
    expect(JSON.stringify(trail)).toContain('phone')
  })

  test('is erased for good, and what the office did stays under nobody’s name', async () => {
    const unitId = 'id.33.71'
    const there = as('district', unitId)
    const made = value(
      await appoint('Ulin Contoh', { unitId, from: '2010-01-01', until: '2011-01-01' }, there),
    )
    const serving = value(await appoint('Waru Contoh', { unitId }, there))
    expect(refusal(await erasePerson(services, there, { personId: serving.personId }))).toBe(
      'directory.refusal.eraseServing',
    )
    value(await erasePerson(services, there, { personId: made.personId }))
    expect(await personById(services.db, made.personId)).toMatchObject({ name: '', phone: null, email: null })
    expect(await appointmentsOf(services.db, made.personId)).toHaveLength(1)
    expect(
      await findPeople(services.db, { words: 'Ulin', scopes: ['id'], day: '2019-03-01', limit: 9 }),
    ).toEqual([])
    expect(refusal(await erasePerson(services, there, { personId: made.personId }))).toBe(
      'ui.refusal.missing',
    )
    const known = { kind: 'known' as const, id: made.personId }
    expect(refusal(await appoint('', { unitId, appointee: known }, there))).toBe('ui.refusal.missing')
  })
})

test('people are found only in the scopes asked for', async () => {
  const search = (scope: string) =>
    findPeople(services.db, { words: 'melati', scopes: [scope], day: '2019-03-01', limit: 9 })
  expect(await search('id')).toHaveLength(1)
  expect(await search('id.33')).toHaveLength(1)
  expect(await search('id.33.74')).toEqual([])
  expect(await search('id.3')).toEqual([])
  expect((await unitTree(services)).within('id.33').some(({ id }) => id === salatiga)).toBe(true)
})
