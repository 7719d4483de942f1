import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../test/support/app.ts'
import { appointPerson } from './appoint-person.ts'
import { appointmentsOf, whoIsWho } from './appointments-read-model.ts'
import { personById } from './people-read-model.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ preset: true, now: '2019-03-01T03:00:00Z' })
})
afterAll(() => app.close())

let serial = 0
/** Appoints somebody new to a unit's outreach division (or what is said) and returns the appointment. */
async function appointed(unitId: string, name: string, place: Record<string, string | null> = {}) {
  serial += 1
  const made = await appointPerson(app.services, app.actor('national', 'id'), {
    unitId,
    appointee: {
      kind: 'new',
      data: { name, gender: 'f', phone: `+6200000${serial}`, email: null, staffNumber: null },
      isAnother: true,
    },
    position: 'member',
    division: 'outreach-hr',
    from: '2018-10-08',
    ...place,
  })
  if (!made.ok) throw new Error(made.refusal.key)
  return made.value
}
const text = async (response: Response | Promise<Response>) => (await response).text()
const desk = (unit: string) => app.as('district', unit)

describe('the list of units', () => {
  test('shows the units of the scope, filtered, and never others', async () => {
    const national = app.as('national', 'id')
    const html = await text(national.get('/desk/units'))
    expect(html).toContain('549 satker')
    expect(html).toContain('KIP Kabupaten Aceh Selatan')
    expect(await text(national.get('/desk/units?q=salatiga'))).toContain('/desk/units/33.73')
    expect(await text(national.get('/desk/units?q=zzz'))).toContain('Tidak ada satker yang cocok')
    const province = await text(app.as('province', 'id.33').get('/desk/units'))
    expect(province).toContain('KPU Kota Salatiga')
    expect(province).not.toContain('Aceh')
    expect((await app.as('province', 'id.33').get('/desk/units?unit=34')).status).toBe(403)
    expect((await national.get('/desk/units?unit=77')).status).toBe(404)
  })

  test('has a tile of the map for each of the 34 provinces', async () => {
    const html = await text(app.as('national', 'id').get('/desk/units'))
    for (const code of ['11', '33', '91', '92']) expect(html).toContain(`href="/desk/units?unit=${code}"`)
    expect(new Set(html.match(/class="tile [^"]*" href="[^"]+"/g)).size).toBe(34)
  })

  test('can be read in English, with every word of it', async () => {
    const html = await text(app.as('national', 'id').get('/desk/units?lang=en'))
    expect(html).toContain('Who fills which unit?')
  })
})

describe('the page of a unit', () => {
  test('shows both sides on the chosen day, vacancies, and what has ended', async () => {
    await appointed('id.33.01', 'Anggrek Contoh')
    await appointed('id.33.01', 'Bakung Contoh', { from: '2013-10-08', until: '2018-10-07' })
    const now = await text(desk('id.33.01').get('/desk/units/33.01'))
    expect(now).toContain('Anggrek Contoh')
    expect(now).toMatch(/dari 6 kursi/)
    expect(now.indexOf('Bakung Contoh')).toBeGreaterThan(now.indexOf('Riwayat jabatan'))
    const before = await text(desk('id.33.01').get('/desk/units/33.01?on=2018-10-07'))
    expect(before.indexOf('Bakung Contoh')).toBeLessThan(before.indexOf('Riwayat jabatan'))
    expect(before).toContain('7 Oktober 2018')
    const bad = await text(desk('id.33.01').get('/desk/units/33.01?on=2018-02-31'))
    expect(bad).toContain('1 Maret 2019')
  })

  test('is open to whom the unit is, and offers changes only to who may make them', async () => {
    expect((await desk('id.33.02').get('/desk/units/33.01')).status).toBe(403)
    expect((await desk('id.33.01').get('/desk/units/99.99')).status).toBe(404)
    expect(await text(desk('id.33.01').get('/desk/units/33.01'))).toContain('/desk/units/33.01/appoint')
    const auditor = await text(app.as('auditor', 'id').get('/desk/units/33.01'))
    expect(auditor).not.toContain('/appoint')
  })
})

describe('the form that appoints', () => {
  const path = '/desk/units/33.03/appoint'
  const fields = { name: 'Cempaka Contoh', position: 'member', division: 'technical', from: '2018-10-08' }

  test('shows positions, divisions and the search for people already recorded', async () => {
    const html = await text(desk('id.33.03').get(`${path}?position=chair`))
    expect(html).toContain('<option value="chair" selected="">Ketua</option>')
    expect(html).toContain('Perencanaan, Data dan Informasi')
    expect(html).toContain('name="q"')
  })

  test('refuses at the fields and keeps what was typed', async () => {
    const refused = await desk('id.33.03').post(path, {
      ...fields,
      name: 'C',
      phone: '12',
      from: '2018-10-08',
    })
    expect(refused.status).toBe(422)
    const html = await refused.text()
    expect(html).toContain('href="#field-name"')
    expect(html).toContain('value="12"')
    expect(html).toContain('value="2018-10-08"')
    const secretary = await desk('id.33.03').post(path, { ...fields, position: 'secretary' })
    expect([secretary.status, await text(secretary)]).toEqual([
      422,
      expect.stringContaining('Divisi hanya dipegang komisioner'),
    ])
    expect(await whoIsWho(app.services.db, 'id.33.03', '2019-03-01')).toEqual([])
    expect((await desk('id.33.04').post(path, fields)).status).toBe(403)
  })

  test('records the appointment and leads to the unit, where it is to be seen', async () => {
    const done = await desk('id.33.03').post(path, fields)
    expect([done.status, done.headers.get('location')]).toEqual([303, '/desk/units/33.03?done=appointed'])
    const html = await text(desk('id.33.03').get('/desk/units/33.03?done=appointed'))
    expect(html).toContain('Pengangkatan tercatat.')
    expect(html).toContain('Cempaka Contoh')
  })

  test('asks about a namesake, offers that person, and takes another one when it is said so', async () => {
    const again = await desk('id.33.03').post(path, { ...fields, division: 'law-supervision' })
    const html = await again.text()
    expect(again.status).toBe(422)
    expect(html).toContain('bernama Cempaka Contoh sudah tercatat')
    expect(html).toMatch(/appoint\?position=member&amp;person=[0-9a-f-]{36}/)
    const other = { ...fields, division: 'law-supervision', isAnother: 'on' }
    expect((await desk('id.33.03').post(path, other)).status).toBe(303)
  })

  test('appoints somebody chosen from the search', async () => {
    const served = await appointed('id.33.03', 'Gladiol Contoh', { from: '2008-10-08', until: '2013-10-07' })
    const search = await text(desk('id.33.03').get(`${path}?q=glad`))
    expect(search).toContain(`person=${served.personId}`)
    const chosen = await text(desk('id.33.03').get(`${path}?person=${served.personId}`))
    expect(chosen).toContain(`name="person" value="${served.personId}"`)
    const { name: _, ...place } = fields
    const done = await desk('id.33.03').post(path, { ...place, person: served.personId })
    expect(done.status).toBe(303)
    expect(await appointmentsOf(app.services.db, served.personId)).toHaveLength(2)
  })
})

describe('the form that ends', () => {
  test('shows the day and the reasons; refuses without a reason; ends and says so', async () => {
    const made = await appointed('id.33.05', 'Dahlia Contoh')
    const path = `/desk/units/33.05/appointments/${made.id}/end`
    const shown = await text(desk('id.33.05').get(path))
    expect(shown).toContain('Akhiri jabatan Dahlia Contoh?')
    expect(shown).toContain('value="2019-03-01"')
    const refused = await desk('id.33.05').post(path, { on: '2019-03-31' })
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining('Pilih sebabnya.')])
    const tooLate = await desk('id.33.05').post(path, { on: '2024-01-01', reason: 'resigned' })
    expect(await text(tooLate)).toContain('7 Oktober 2023')
    expect((await appointmentsOf(app.services.db, made.personId))[0]?.until).toBe('2023-10-07')
    const done = await desk('id.33.05').post(path, { on: '2019-03-31', reason: 'resigned' })
    expect([done.status, done.headers.get('location')]).toEqual([303, '/desk/units/33.05?done=ended'])
    expect((await appointmentsOf(app.services.db, made.personId))[0]).toMatchObject({
      until: '2019-03-31',
      endReason: 'resigned',
    })
  })

  test('is not found for an appointment of another unit', async () => {
    const made = await appointed('id.33.05', 'Krisan Contoh')
    const path = `/desk/units/33.06/appointments/${made.id}/end`
    expect((await desk('id.33.06').get(path)).status).toBe(404)
    expect((await desk('id.33.06').get('/desk/units/33.06/appointments/x/end')).status).toBe(404)
    expect((await desk('id.33.06').post(path, { on: '2019-03-31', reason: 'other' })).status).toBe(404)
  })
})

describe('the form of an early replacement', () => {
  test('shows whose term goes on until when; refuses without a reason; replaces and says so', async () => {
    const made = await appointed('id.33.07', 'Edelweis Contoh')
    const path = `/desk/units/33.07/appointments/${made.id}/replace`
    const shown = await text(desk('id.33.07').get(path))
    expect(shown).toContain('Siapa menggantikan Edelweis Contoh?')
    expect(shown).toContain('7 Oktober 2023')
    const fields = { name: 'Flamboyan Contoh', from: '2019-04-01' }
    const refused = await desk('id.33.07').post(path, fields)
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining('Flamboyan Contoh')])
    expect((await appointmentsOf(app.services.db, made.personId))[0]?.until).toBe('2023-10-07')
    const done = await desk('id.33.07').post(path, { ...fields, reason: 'died' })
    expect([done.status, done.headers.get('location')]).toEqual([303, '/desk/units/33.07?done=replaced'])
    const [next] = await whoIsWho(app.services.db, 'id.33.07', '2019-04-01')
    expect(next).toMatchObject({ personName: 'Flamboyan Contoh', replacesId: made.id, until: '2023-10-07' })
  })
})

describe('the page of a person', () => {
  test('shows contact only to who may change the unit', async () => {
    const made = await appointed('id.33.08', 'Kantil Contoh')
    const path = `/desk/people/${made.personId}`
    const own = await text(desk('id.33.08').get(path))
    expect(own).toMatch(/\+6200000/)
    const auditor = await text(app.as('auditor', 'id').get(path))
    expect(auditor).toContain('Kantil Contoh')
    expect(auditor).not.toMatch(/\+6200000/)
    expect(auditor).not.toContain('/correct')
    expect((await desk('id.33.09').get(path)).status).toBe(403)
    expect((await desk('id.33.08').get('/desk/people/nobody')).status).toBe(404)
  })

  test('shows to a former unit what was there, and how much is elsewhere', async () => {
    const made = await appointed('id.33.10', 'Lantana Contoh', { from: '2008-10-08', until: '2013-10-07' })
    const there = await appointPerson(app.services, app.actor('national', 'id'), {
      unitId: 'id.33.11',
      appointee: { kind: 'known', id: made.personId },
      position: 'chair',
      division: null,
      from: '2018-10-08',
    })
    expect(there.ok).toBe(true)
    const former = await text(desk('id.33.10').get(`/desk/people/${made.personId}`))
    expect(former).toContain('1 jabatan lain berada di luar lingkup Anda.')
    expect(former).not.toContain('Ketua')
    expect(former).not.toMatch(/\+6200000/)
    expect((await desk('id.33.10').get(`/desk/people/${made.personId}/correct`)).status).toBe(403)
  })

  test('corrects: shows what is kept, refuses with the input kept, saves', async () => {
    const made = await appointed('id.33.12', 'Mayang Contoh')
    const path = `/desk/people/${made.personId}/correct`
    expect(await text(desk('id.33.12').get(path))).toContain('value="Mayang Contoh"')
    const refused = await desk('id.33.12').post(path, { name: 'Mayang Sari Contoh', email: 'bukan surel' })
    const html = await refused.text()
    expect(refused.status).toBe(422)
    expect(html).toContain('value="Mayang Sari Contoh"')
    expect(html).toContain('href="#field-email"')
    const done = await desk('id.33.12').post(path, {
      name: 'Mayang Sari Contoh',
      gender: 'f',
      phone: '0812 0000-0000',
      email: '',
      staffNumber: '',
    })
    expect(done.status).toBe(303)
    expect(await personById(app.services.db, made.personId)).toMatchObject({
      name: 'Mayang Sari Contoh',
      phone: '081200000000',
      email: null,
    })
  })

  test('erases: asks once more, refuses while in office, and leaves no name behind', async () => {
    const made = await appointed('id.33.13', 'Nilam Contoh')
    const path = `/desk/people/${made.personId}/erase`
    expect(await text(desk('id.33.13').get(path))).toContain('Hapus data pribadi Nilam Contoh?')
    const refused = await desk('id.33.13').post(path)
    expect([refused.status, await refused.text()]).toEqual([409, expect.stringContaining('berhak tahu')])
    await desk('id.33.13').post(`/desk/units/33.13/appointments/${made.id}/end`, {
      on: '2019-02-01',
      reason: 'resigned',
    })
    expect((await desk('id.33.13').post(path)).status).toBe(303)
    const unit = await text(desk('id.33.13').get('/desk/units/33.13'))
    expect(unit).not.toContain('Nilam')
    expect(unit).toContain('data orang dihapus')
    const gone = await desk('id.33.13').get(`/desk/people/${made.personId}`)
    expect([gone.status, await gone.text()]).toEqual([200, expect.stringContaining('1 Maret 2019')])
    expect((await desk('id.33.13').get(path)).status).toBe(404)
  })
})

test('search finds units and people together, within what one may read', async () => {
  await appointed('id.33.14', 'Sragen Contoh')
  const province = await text(app.as('province', 'id.33').get('/desk/search?q=srag'))
  expect(province).toContain('KPU Kabupaten Sragen')
  expect(province).toContain('Sragen Contoh')
  const other = await text(app.as('province', 'id.34').get('/desk/search?q=srag'))
  expect(other).toContain('Tidak ada yang cocok')
  expect(await text(app.as('province', 'id.34').get('/desk/search'))).not.toContain('Tidak ada yang cocok')
  expect((await app.as('volunteer', 'id.33.14').get('/desk/search?q=srag')).status).toBe(403)
  const hostile = await text(app.as('national', 'id').get(`/desk/search?q=${encodeURIComponent('<b>x</b>')}`))
  expect(hostile).not.toContain('<b>x</b>')
})

test('the list of people is searched by name and paged', async () => {
  await appointed('id.33.15', 'Tanjung Contoh')
  const html = await text(desk('id.33.15').get('/desk/people?q=tanj'))
  expect(html).toContain('Tanjung Contoh')
  expect(await text(desk('id.33.16').get('/desk/people?q=tanj'))).not.toContain('Tanjung Contoh')
})

describe('the API', () => {
  interface Answer {
    id: string
    until: string
    units: { id: string }[]
    total: number
    next: string
    appointments: unknown[]
    people: unknown[]
    paths: Record<string, unknown>
    error: { fields: { field: string }[] }
  }
  const json = async (response: Response | Promise<Response>) => (await (await response).json()) as Answer

  test('lists units in pages, shows one, and who is who there', async () => {
    const client = app.as('national', 'id')
    const first = await json(client.get('/api/v1/units?limit=200'))
    expect([first.units.length, first.total]).toEqual([200, 549])
    const second = await json(client.get(`/api/v1/units?limit=200&after=${first.next}`))
    expect((second.units[0]?.id ?? '') > (first.units[199]?.id ?? '')).toBe(true)
    const made = await appointed('id.33.17', 'Suji Contoh')
    expect(await json(client.get('/api/v1/units/33.17?on=2019-03-01'))).toMatchObject({
      id: 'id.33.17',
      on: '2019-03-01',
      seats: [
        { position: 'chair', vacant: 1 },
        { position: 'member', seats: 4, active: 1, vacant: 3 },
        { position: 'secretary', vacant: 1 },
      ],
    })
    const who = await json(client.get('/api/v1/units/33.17/appointments'))
    expect(who.appointments).toEqual([expect.objectContaining({ id: made.id, personName: 'Suji Contoh' })])
    expect(JSON.stringify(who)).not.toContain('+62')
    const people = await json(app.as('district', 'id.33.17').get('/api/v1/people?q=suji'))
    expect(people.people).toEqual([expect.objectContaining({ id: made.personId, unitId: 'id.33.17' })])
    expect((await client.get('/api/v1/units/33.17?on=2019-02-30')).status).toBe(422)
    expect((await desk('id.33.18').get('/api/v1/units/33.17')).status).toBe(403)
  })

  test('appoints and replaces by the same rules as the pages', async () => {
    const path = '/api/v1/units/33.18/appointments'
    const body = { person: { name: 'Rosela Contoh' }, position: 'chair', from: '2018-10-08' }
    const made = await desk('id.33.18').json('POST', path, body)
    expect(made.status).toBe(200)
    const { id, until } = await json(made)
    expect(until).toBe('2023-10-07')
    const full = await desk('id.33.18').json('POST', path, { ...body, person: { name: 'Iris Contoh' } })
    expect([full.status, (await json(full)).error.fields[0]?.field]).toEqual([422, 'position'])
    const nobody = await desk('id.33.18').json('POST', path, { position: 'member', from: '2018-10-08' })
    expect(nobody.status).toBe(422)
    const replaced = await desk('id.33.18').json('POST', path, {
      person: { name: 'Iris Contoh' },
      replacesId: id,
      from: '2019-03-02',
      reason: 'resigned',
    })
    expect([replaced.status, (await json(replaced)).until]).toEqual([200, '2023-10-07'])
    expect((await desk('id.33.19').json('POST', path, body)).status).toBe(403)
  })

  test('is described', async () => {
    const described = await json(app.get('/api/v1/openapi.json'))
    expect(Object.keys(described.paths)).toEqual(
      expect.arrayContaining(['/api/v1/units', '/api/v1/units/{unit}', '/api/v1/people']),
    )
  })
})
