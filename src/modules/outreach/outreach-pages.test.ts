import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../test/support/app.ts'
import { basesFor, openProgrammeOf, volunteersOf } from './index.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ preset: true, now: '2019-02-01T03:00:00Z' })
})
afterAll(() => app.close())

const unit = 'id.33.73'
const electionId = 'general-2019'
const district = () => app.as('district', unit)
const words = async (response: Response) =>
  (await response.text())
    .replace(/<[^>]+>/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
const audited = async (action: string) =>
  (await app.services.db.selectFrom('audit_entry').selectAll().where('action', '=', action).execute()).length
const programme = async () => {
  const found = await openProgrammeOf(app.services.db, unit, electionId)
  if (!found) throw new Error('no open programme')
  return found
}
const active = async () =>
  (await volunteersOf(app.services.db, { workUnitId: unit, programmeId: (await programme()).id })).filter(
    ({ state }) => state === 'active',
  )
const names = (from: number, count: number) =>
  Array.from(
    { length: count },
    (_, at) => `Relawan Karangan ${'abcdefghijklmnopqrstuvwxyz'[from + at]}x`,
  ).join('\n')

describe('opening a programme', () => {
  const open = '/desk/outreach/33.73/open'
  const all = [
    'family',
    'first-time',
    'youth',
    'women',
    'disability',
    'special-needs',
    'marginal',
    'community',
    'religious',
    'netizen',
    'volunteers',
  ]
  const good = {
    election: electionId,
    startsOn: '2019-02-01',
    endsOn: '2019-04-17',
    targetPeople: '4.000',
    ...Object.fromEntries(
      all.flatMap((code) => [
        [`base-${code}`, 'on'],
        [`quota-${code}`, '5'],
      ]),
    ),
  }

  test('a unit without one is led to it, and the form comes with the season and the quotas filled in', async () => {
    expect(await words(await district().get('/desk/outreach'))).toContain(
      'Belum ada program untuk pemilu ini',
    )
    const html = await (await district().get(`${open}?election=${electionId}`)).text()
    expect(html).toContain('value="2019-01-24"')
    expect(html).toContain('value="2019-04-17"')
    expect(html.match(/name="quota-[a-z-]+"[^>]*value="5"/g)).toHaveLength(11)
  })

  test('it is refused with days the wrong way round, no base, too much quota; what was typed stays', async () => {
    for (const [change, sentence] of [
      [{ endsOn: '2019-01-01' }, 'Hari terakhir tidak boleh sebelum hari pertama.'],
      [{ 'quota-netizen': '6' }, 'Kuotanya berjumlah 56, lebih dari 55 relawan'],
      [{ 'quota-netizen': 'lima' }, 'Isi kuota dengan bilangan bulat'],
      [{ 'target-netizen': '0' }, 'Isi target dengan bilangan bulat di atas nol.'],
    ] as const) {
      const response = await district().post(open, { ...good, ...change })
      expect(response.status).toBe(422)
      const html = await response.text()
      expect(html).toContain(sentence)
      expect(html).toContain('value="4.000"')
    }
    const none = await district().post(open, {
      election: electionId,
      startsOn: '2019-02-01',
      endsOn: '2019-04-17',
    })
    expect(none.status).toBe(422)
    expect(await words(none)).toContain('Pilih sedikitnya satu basis.')
  })

  test('another district may not, the own one may, and only once', async () => {
    expect((await app.as('district', 'id.33.74').post(open, good)).status).toBe(403)
    const response = await district().post(open, { ...good, 'target-netizen': '2.500' })
    expect(response.status).toBe(303)
    const text = await words(await district().get(response.headers.get('location') ?? ''))
    expect(text).toContain('Program dibuka.')
    expect(text).toContain('target 2.500 orang')
    expect((await programme()).bases).toEqual(all)
    expect((await district().post(open, good)).status).toBe(409)
    expect(await audited('outreach.open')).toBe(1)
    // Quotas that were left as they hold are no local change.
    const bases = await basesFor(app.services.db, { electionId, workUnitId: unit })
    expect(bases.every(({ changedIn }) => changedIn === null)).toBe(true)
  })
})

describe('volunteers', () => {
  const page = async () => `/desk/outreach/33.73/${(await programme()).id}`

  test('the form shows', async () => {
    expect(await (await district().get(await page())).text()).toContain('name="names"')
  })

  test('six for a base of five are refused with the names kept; five are taken', async () => {
    const six = await district().post(`${await page()}/volunteers`, { base: 'netizen', names: names(0, 6) })
    expect(six.status).toBe(422)
    const html = await six.text()
    expect(html).toContain('Kuota basis ini 5; masih ada tempat untuk 5, yang ditulis 6.')
    expect(html).toContain('Relawan Karangan fx')
    expect(await active()).toEqual([])
    const five = await district().post(`${await page()}/volunteers`, { base: 'netizen', names: names(0, 5) })
    expect(five.status).toBe(303)
    expect(await active()).toHaveLength(5)
  })

  test('one bad line refuses all of them, each named with its line', async () => {
    const response = await district().post(`${await page()}/volunteers`, {
      base: 'family',
      names: 'Melati Rekaan\n7\nMelati Rekaan',
    })
    expect(response.status).toBe(422)
    expect(await words(response)).toContain('Baris 2: “7” bukan nama.')
    expect(await active()).toHaveLength(5)
  })

  test('two desks that add at once do not exceed the quota together', async () => {
    const post = async (from: number) =>
      (await district().post(`${await page()}/volunteers`, { base: 'women', names: names(from, 3) })).status
    const statuses = await Promise.all([post(0), post(5)])
    expect(statuses.toSorted()).toEqual([303, 422])
    expect((await active()).filter(({ base }) => base === 'women')).toHaveLength(3)
  })

  test('one who is released makes room, and is not released twice', async () => {
    const [one] = (await active()).filter(({ base }) => base === 'netizen')
    const release = `${await page()}/volunteers/${one?.id}/release`
    expect((await district().post(release)).status).toBe(303)
    expect((await district().post(release)).status).toBe(409)
    const again = await district().post(`${await page()}/volunteers`, {
      base: 'netizen',
      names: 'Awan Rekaan; 0812',
    })
    expect(again.status).toBe(303)
    expect(await audited('outreach.release')).toBe(1)
  })

  test('more than 55 in all need a reason, even where the bases have room', async () => {
    const bases = await basesFor(app.services.db, { electionId, workUnitId: unit })
    const change = { isUsed: 'on', quota: '60', reason: 'wilayah kepulauan' }
    expect((await district().post(`/desk/outreach/33.73/bases/${electionId}/community`, change)).status).toBe(
      303,
    )
    const many = Array.from(
      { length: 48 },
      (_, at) => `Relawan Umpama ${String.fromCharCode(97 + (at % 26)).repeat(2 + Math.floor(at / 26))}`,
    )
    const room = 55 - (await active()).length
    const post = async (fields: Record<string, string>) =>
      district().post(`${await page()}/volunteers`, { base: 'community', ...fields })
    const refused = await post({ names: many.slice(0, room + 1).join('\n') })
    expect(refused.status).toBe(422)
    expect(await words(refused)).toContain(`masih ada tempat untuk ${room}`)
    expect((await post({ names: many.slice(0, room).join('\n') })).status).toBe(303)
    expect((await post({ names: many[room] ?? '' })).status).toBe(422)
    expect((await post({ names: many[room] ?? '', quotaReason: 'x'.repeat(301) })).status).toBe(422)
    expect((await post({ names: many[room] ?? '', quotaReason: 'tiga pulau tambahan' })).status).toBe(303)
    expect(await active()).toHaveLength(56)
    expect((await programme()).quotaReason).toBe('tiga pulau tambahan')
    expect(bases.find(({ code }) => code === 'community')?.quota).toBe(5)
  })
})

describe('a base changed locally', () => {
  const youth = `/desk/outreach/33/bases/${electionId}/youth`
  const change = {
    isUsed: 'on',
    quota: '4',
    ageFrom: '22',
    ageUntil: '30',
    reason: 'sumber lain menyebut 22',
  }
  const province = () => app.as('province', 'id.33')
  const inUnit = async (workUnitId: string) =>
    (await basesFor(app.services.db, { electionId, workUnitId })).find(({ code }) => code === 'youth')

  test('its form shows the national values', async () => {
    const html = await (await province().get(youth)).text()
    expect(html).toContain('Nasional: 20')
    expect(html).not.toContain('Kembali ke nilai nasional')
  })

  test('it is refused without a reason, with ages the wrong way round, without a quota', async () => {
    for (const wrong of [
      { reason: '' },
      { ageUntil: '20' },
      { quota: '' },
      { ageFrom: '-1' },
      { reason: 'x'.repeat(301) },
    ]) {
      expect((await province().post(youth, { ...change, ...wrong })).status).toBe(422)
    }
    expect((await district().post(youth, change)).status).toBe(403)
  })

  test('a province changes it for its districts, the national value stays beside it, and there is a way back', async () => {
    expect((await province().post(youth, change)).status).toBe(303)
    const here = await inUnit('id.33.74')
    expect(here).toMatchObject({ quota: 4, nationalQuota: 5, ageFrom: 22, changedIn: 'id.33' })
    expect(await inUnit('id.34.71')).toMatchObject({ quota: 5, changedIn: null })
    const text = await words(await app.as('district', 'id.33.74').get('/desk/outreach/33.74/bases'))
    expect(text).toContain('22–30 tahun nasional: 20–30 tahun')
    expect(text).toContain('diubah di Jawa Tengah')
    expect(await (await province().get(youth)).text()).toContain('Kembali ke nilai nasional')
    expect((await province().post(`${youth}/restore`)).status).toBe(303)
    expect((await province().post(`${youth}/restore`)).status).toBe(409)
    expect(await inUnit('id.33.74')).toMatchObject({ quota: 5, ageFrom: 20, changedIn: null })
    expect([await audited('outreach.change-base'), await audited('outreach.restore-base')]).toEqual([2, 1])
  })

  test('a base with active volunteers cannot be put out of use, nor its quota below them', async () => {
    const netizen = `/desk/outreach/33.73/bases/${electionId}/netizen`
    for (const wrong of [{ isUsed: '' }, { quota: '4' }]) {
      const response = await district().post(netizen, { isUsed: 'on', quota: '5', reason: 'uji', ...wrong })
      expect(response.status).toBe(422)
      expect(await words(response)).toContain('5 relawan aktif')
    }
  })
})

describe('coverage', () => {
  test('the figures of the page, of the export, of the API and of a recount are the same', async () => {
    const { rows } = await app.services.database.query("select 1 from volunteer where state = 'active'")
    const text = await words(await app.as('national', 'id').get('/desk/outreach'))
    expect(text).toMatch(/1 dari 514/)
    expect(text).toContain(`${rows.length} dari`)
    const file = await app.as('national', 'id').get('/desk/outreach/coverage/coverage.json?level=all')
    const table = (await file.json()) as { rows: { unit: string; volunteers: number }[] }
    expect(table.rows).toHaveLength(549)
    expect(table.rows.find((row) => row.unit === '33.73')?.volunteers).toBe(rows.length)
    const answer = await app.as('province', 'id.33').get('/api/v1/coverage')
    const { coverage } = (await answer.json()) as { coverage: { unit: string; volunteers: number }[] }
    expect(coverage).toHaveLength(36)
    expect(coverage.find((row) => row.unit === '33.73')?.volunteers).toBe(rows.length)
  })

  test('a filter and a search narrow the table; a unit out of reach is refused', async () => {
    const get = async (query: string) => words(await app.as('national', 'id').get(`/desk/outreach?${query}`))
    expect(await get('state=open')).toContain('1–1 dari 1 satker')
    expect(await get('words=salatiga')).toContain('1–1 dari 1 satker')
    expect(await get('state=empty')).toContain('Tidak ada satker yang cocok')
    expect((await app.as('district', 'id.33.74').get('/desk/outreach?unit=33.73')).status).toBe(403)
    expect((await app.as('national', 'id').get('/desk/outreach/coverage/coverage.exe')).status).toBe(404)
  })
})

describe('programs', () => {
  test('open a programme and add volunteers, with the same refusals', async () => {
    const other = app.as('district', 'id.33.74')
    const body = {
      election: electionId,
      bases: [{ code: 'netizen' }, { code: 'family', quota: 7 }],
      startsOn: '2019-02-01',
      endsOn: '2019-04-17',
    }
    const refused = await other.json('POST', '/api/v1/units/33.74/programmes', { ...body, bases: [] })
    expect(refused.status).toBe(422)
    const opened = await other.json('POST', '/api/v1/units/33.74/programmes', body)
    expect(opened.status).toBe(200)
    const { id } = (await opened.json()) as { id: string }
    const [base] = await basesFor(app.services.db, { electionId, workUnitId: 'id.33.74' })
    expect(base).toMatchObject({ code: 'family', quota: 7, nationalQuota: 5, changedIn: 'id.33.74' })
    const add = (count: number) =>
      other.json('POST', `/api/v1/units/33.74/programmes/${id}/volunteers`, {
        base: 'netizen',
        volunteers: Array.from({ length: count }, (_, at) => ({ name: `Rekaan ${'abcdef'[at]}` })),
      })
    expect((await add(6)).status).toBe(422)
    expect((await add(5)).status).toBe(200)
    const answer = (await (await other.get('/api/v1/programmes')).json()) as { programmes: { id: string }[] }
    expect(answer.programmes.map((one) => one.id)).toEqual([id])
    const bases = (await (await other.get('/api/v1/bases?unit=33.74')).json()) as { bases: unknown[] }
    expect(bases.bases).toHaveLength(11)
  })
})

describe('closing', () => {
  test('it is asked once more, then nobody can be added until it is opened again', async () => {
    const { id } = await programme()
    const page = `/desk/outreach/33.73/${id}`
    expect(await words(await district().get(`${page}/close`))).toContain('56 relawan tercatat aktif')
    expect((await district().post(`${page}/close`)).status).toBe(303)
    expect((await district().post(`${page}/close`)).status).toBe(409)
    expect(
      (await district().post(`${page}/volunteers`, { base: 'family', names: 'Awan Rekaan' })).status,
    ).toBe(409)
    expect(await (await district().get(`${page}/reopen`)).text()).toContain('value="2019-04-17"')
    for (const endsOn of ['2019-01-01', '9999-12-31', '2019-02-30', '']) {
      expect((await district().post(`${page}/reopen`, { endsOn })).status).toBe(422)
    }
    expect((await district().post(`${page}/reopen`, { endsOn: '2019-05-01' })).status).toBe(303)
    expect((await programme()).endsOn).toBe('2019-05-01')
    expect([await audited('outreach.close'), await audited('outreach.reopen')]).toEqual([1, 1])
  })

  test('a province has a programme of its own, without volunteers', async () => {
    const province = app.as('province', 'id.33')
    const opened = await province.post('/desk/outreach/33/open', {
      election: electionId,
      startsOn: '2019-02-01',
      endsOn: '2019-04-17',
      'base-netizen': 'on',
    })
    expect(opened.status).toBe(303)
    const text = await words(await province.get(opened.headers.get('location') ?? ''))
    expect(text).toContain('Relawan demokrasi bertugas di kabupaten/kota.')
    expect((await province.get('/desk/outreach/33/not-a-programme')).status).toBe(404)
  })
})
