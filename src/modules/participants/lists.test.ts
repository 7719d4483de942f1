import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestApp } from '../../../test/support/app.ts'
import { addMeeting, appWithPeople, said } from '../../../test/support/meeting-with-venues.ts'
import { readPdf } from '../../../test/support/read-pdf.ts'
import { systemActor } from '../../platform/access.ts'
import { venueFor, venuesOf } from '../meetings/index.ts'
import { participantsOf, shownCode, writeParticipants } from './index.ts'
import { participantsCommands } from './participants-cli.ts'
import { countsByState, type Participant } from './participants-read-model.ts'
import type { NewParticipant } from './participants-store.ts'

let app: TestApp
beforeAll(async () => {
  app = await appWithPeople()
})
afterAll(() => app.close())

const committee = () => app.as('committee', 'id')
const add = async (meeting: Parameters<typeof writeParticipants>[1], people: readonly NewParticipant[]) =>
  app.services.db
    .transaction()
    .execute((tx) => writeParticipants(tx, meeting, people, app.services.clock.now()))
const some = (count: number): NewParticipant[] =>
  Array.from({ length: count }, (_, at) => ({
    name: `Karangan Nomor${String(at).padStart(3, '0')}`,
    unitId: ['id.33.73', 'id.33', 'id.34.71', 'id'][at % 4] ?? 'id',
    side: (['commissioner', 'secretariat', 'guest'] as const)[at % 3] ?? 'guest',
    position: ['member', 'secretary', null][at % 3],
    title: at % 3 === 2 ? '=Narasumber, "tamu"' : null,
    division: at % 3 === 0 ? (at % 2 === 0 ? 'outreach-hr' : 'technical') : null,
    gender: ([null, 'f', 'm'] as const)[at % 3],
    origin: 'import',
    state: at % 5 === 0 ? 'coming' : 'invited',
  }))
const facts = ({ name, unitId, side, position, title, division, gender }: Participant) => ({
  ...{ name, unitId, side, position, title, division, gender },
})

describe('the list', () => {
  test('pages by key through everybody once, in both directions', async () => {
    const { meeting, base } = await addMeeting(app)
    await add(meeting, some(120))
    const seen: string[] = []
    let at: string | undefined = base
    const addresses: string[] = []
    while (at) {
      addresses.push(at)
      const html = await (await committee().get(at)).text()
      seen.push(...[...html.matchAll(/Karangan Nomor\d{3}(?=<\/a>)/g)].map(([name]) => name))
      at = /rel="next" href="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
    }
    expect(addresses).toHaveLength(3)
    expect(seen).toEqual(some(120).map(({ name }) => name))
    const last = await (await committee().get(addresses[2] ?? '')).text()
    const back = /rel="prev" href="([^"]+)"/.exec(last)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect(await (await committee().get(back)).text()).toContain('Karangan Nomor050')
  })

  test('searches and filters as a recount does', async () => {
    const { meeting, base, venues } = await addMeeting(app)
    const people = some(40)
    await add(meeting, people)
    const count = async (query: string) =>
      (
        (await (await committee().get(`${base}?${query}`)).text()).match(/Karangan Nomor\d{3}(?=<\/a>)/g) ??
        []
      ).length
    const under = (one: NewParticipant, unit: string) =>
      one.unitId === unit || one.unitId.startsWith(`${unit}.`)
    expect(await count('q=nomor007')).toBe(1)
    expect(await count('q=%25%3A')).toBe(40)
    expect(await count('unit=33')).toBe(people.filter((one) => under(one, 'id.33')).length)
    expect(await count('unit=99')).toBe(0)
    expect(await count('side=guest')).toBe(people.filter(({ side }) => side === 'guest').length)
    expect(await count('division=technical')).toBe(
      people.filter(({ division }) => division === 'technical').length,
    )
    expect(await count('state=coming')).toBe(people.filter(({ state }) => state === 'coming').length)
    const shown = await venuesOf(app.services.db, meeting)
    const at = (id: string) =>
      people.filter((one) => venueFor(shown, { side: one.side, division: one.division ?? null })?.id === id)
        .length
    expect(await count(`venue=${venues.outreach}`)).toBe(at(venues.outreach))
    expect(await count(`venue=${venues.rest}`)).toBe(at(venues.rest))
  })

  test('puts everybody at the venue that the audience says, or the one set by hand with a reason', async () => {
    const { meeting, base, venues } = await addMeeting(app)
    const [id] = await add(meeting, some(12))
    const shown = await venuesOf(app.services.db, meeting)
    for (const one of await participantsOf(app.services.db, meeting))
      expect(one.venueId).toBe(venueFor(shown, one)?.id ?? null)
    const change = { name: 'Karangan Nomor000', venue: venues.rest, division: 'outreach-hr' }
    const refused = await committee().post(`${base}/${id}/change`, change)
    expect(refused.status).toBe(422)
    expect(await said(refused)).toContain('Tulis mengapa lokasinya lain.')
    const done = await committee().post(`${base}/${id}/change`, {
      ...change,
      venueReason: 'narasumber di sana',
    })
    expect(done.status).toBe(303)
    const moved = (await participantsOf(app.services.db, meeting)).find((one) => one.id === id)
    expect([moved?.venueId, moved?.isVenueByHand]).toEqual([venues.rest, true])
  })

  test('for programs says no code and no needs; a page follows a page', async () => {
    const { meeting } = await addMeeting(app)
    const [id] = await add(
      meeting,
      some(30).map((one) => ({ ...one, needs: 'rahasia' })),
    )
    const path = `/api/v1/units/00/meetings/${meeting.id}/participants`
    const first = (await (await committee().json('GET', `${path}?limit=20`)).json()) as {
      participants: object[]
      next: string
    }
    expect(first.participants).toHaveLength(20)
    expect(JSON.stringify(first)).not.toMatch(/rahasia|"code"|arrivesAt/)
    const second = (await (
      await committee().json('GET', `${path}?limit=20&after=${first.next}`)
    ).json()) as typeof first
    expect([second.participants.length, second.next]).toEqual([10, null])
    expect((await committee().json('GET', `${path}/${id}`)).status).toBe(200)
    expect((await app.as('district', 'id.33.73').json('GET', path)).status).toBe(403)
    const lines: string[] = []
    const [command] = participantsCommands
    const input = {
      actor: systemActor('test'),
      out: (text: string) => void lines.push(text),
      err: (text: string) => void lines.push(text),
      path: (typed: string) => typed,
      readFile: async () => new Uint8Array(),
      writeFile: async () => {},
    }
    expect(await command?.run(app.services, { ...input, args: [meeting.slug], options: {} })).toBe(0)
    expect(lines).toHaveLength(30)
    expect(await command?.run(app.services, { ...input, args: ['none'], options: {} })).toBe(1)
  })
})

const upload = (base: string, text: string | Uint8Array<ArrayBuffer>, name = 'peserta.csv') =>
  committee().post(`${base}/import`, { file: new File([text], name) })
const carried = (html: string) =>
  (/name="rows" value="([^"]*)"/.exec(html)?.[1] ?? '')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')

describe('a file', () => {
  test.each(['xlsx', 'csv', 'json'] as const)(
    'in %s comes back unchanged, here and at another meeting',
    async (format) => {
      const here = await addMeeting(app)
      await add(here.meeting, some(25))
      const file = new Uint8Array(await (await committee().get(`${here.base}/file/${format}`)).arrayBuffer())
      const again = await upload(here.base, file, `list.${format}`)
      expect(await said(again)).toContain('0 orang akan ditambahkan, 25 sudah ada di daftar.')
      const there = await addMeeting(app)
      const html = await (await upload(there.base, file, `list.${format}`)).text()
      const confirmed = await committee().post(`${there.base}/import/confirm`, { rows: carried(html) })
      expect(confirmed.headers.get('location')).toContain('done=imported&n=25')
      const listed = async ({ meeting }: typeof here) =>
        (await participantsOf(app.services.db, meeting)).map(facts)
      expect(await listed(there)).toEqual(await listed(here))
      // Twice is once.
      await committee().post(`${there.base}/import/confirm`, { rows: carried(html) })
      expect(await listed(there)).toHaveLength(25)
    },
  )

  test('with problems says each at its row and adds nobody', async () => {
    const { meeting, base } = await addMeeting(app)
    const text = [
      'Nama,Kode satker,Satker,Sisi,Jabatan,Divisi,Jenis kelamin',
      'Karangan Satu,33.73,,komisioner,Anggota,,P',
      ',33.73,,komisioner,Anggota,,',
      'Karangan Dua,99.99,,komisioner,Anggota,,',
      'Karangan Tiga,33.73,,penonton,,,',
      'Karangan Empat,33.73,,sekretariat,Ketua,,',
      'Karangan Lima,33.73,KPU Kota Semarang,komisioner,Anggota,Sihir,x',
      'Karangan Satu,33.73,,komisioner,Anggota,,P',
    ].join('\n')
    const looked = await upload(base, text)
    expect(looked.status).toBe(422)
    const words = await said(looked)
    for (const [row, sentence] of [
      [3, 'Nama kosong'],
      [4, 'Tidak ada satu satker yang pasti untuk “99.99”'],
      [5, 'Sisi “penonton” tidak dikenal'],
      [6, 'Jabatan “Ketua” bukan dari sisi itu'],
      [7, 'menunjuk satker yang berbeda'],
      [7, 'Divisi “Sihir” tidak dikenal'],
      [7, 'Jenis kelamin “x”'],
      [8, 'ada dua kali di berkas'],
    ] as const)
      expect(words).toMatch(new RegExp(`Baris ${row} Masalah (?:(?!Baris).)*${sentence}`))
    expect(words).not.toContain('Tambahkan 1 orang')
    // The confirmation checks again: forged rows change nothing.
    const rows = JSON.stringify([{ row: 2, cells: { name: 'Karangan Satu', unitCode: '99.99', title: 'x' } }])
    expect((await committee().post(`${base}/import/confirm`, { rows })).status).toBe(409)
    expect((await committee().post(`${base}/import/confirm`, { rows: '{' })).status).toBe(422)
    expect(await participantsOf(app.services.db, meeting)).toEqual([])
  })

  test('that is none is refused with a sentence', async () => {
    const { base } = await addMeeting(app)
    for (const [bytes, status] of [
      ['', 422],
      ['Nama;Umur\nKarangan;3', 422],
      ['{"rows": 3}', 422],
      ['%PDF-1.4 \u0000', 422],
      [new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), 422],
    ] as const)
      expect((await upload(base, bytes)).status).toBe(status)
  })

  test('over the quota makes people wait', async () => {
    const { meeting, base } = await addMeeting(app)
    await committee().post(`${base}/quotas`, { commissioner: '1', secretariat: '' })
    const text = 'name,unit code,side,title\nKarangan A,33.73,commissioner,x\nKarangan B,33.73,commissioner,x'
    const html = await (await upload(base, text)).text()
    await committee().post(`${base}/import/confirm`, { rows: carried(html) })
    expect(await countsByState(app.services.db, meeting)).toEqual({ invited: 1, waiting: 1 })
  })
})

describe('the same name twice', () => {
  test('is flagged, and merged by hand: what one lacks is taken from the other', async () => {
    const { meeting, base } = await addMeeting(app)
    const one = {
      name: 'Kembar Karangan',
      unitId: 'id.33.73',
      side: 'commissioner',
      origin: 'import',
      state: 'invited',
    } as const
    const [into, from] = await add(meeting, [
      one,
      { ...one, gender: 'f', needs: 'kursi', state: 'coming', answeredAt: new Date() },
      { ...one, unitId: 'id.33.74' },
    ])
    expect(await said(await committee().get(`${base}/duplicates`))).toContain('Kembar Karangan')
    expect((await committee().post(`${base}/merge`, { into: into ?? '', from: from ?? '' })).status).toBe(303)
    const left = (await participantsOf(app.services.db, meeting, { scopes: ['id.33.73'] })).map(
      ({ id, gender, needs, state }) => ({ id, gender, needs, state }),
    )
    expect(left).toEqual([{ id: into, gender: 'f', needs: 'kursi', state: 'coming' }])
    expect(await said(await committee().get(`${base}/duplicates`))).toContain('Tidak ada nama yang sama')
    const third = (await participantsOf(app.services.db, meeting, { scopes: ['id.33.74'] }))[0]?.id ?? ''
    expect((await committee().post(`${base}/merge`, { into: into ?? '', from: third })).status).toBe(409)
  })
})

describe('letters', () => {
  test('stand a page each with name, link and what to bring; a signer is asked for', async () => {
    const { meeting, base } = await addMeeting(app)
    await add(meeting, some(3))
    const fields = {
      number: '{n}/UND/2019',
      writtenIn: 'Jakarta',
      bring: 'Surat tugas\nLaptop',
      signerName: 'Ketua Karangan',
      signerPosition: 'Ketua',
    }
    expect((await committee().post(`${base}/letters`, { ...fields, signerName: '' })).status).toBe(422)
    const answer = await committee().post(`${base}/letters`, fields)
    expect(answer.headers.get('content-type')).toBe('application/pdf')
    const { pages } = await readPdf(new Uint8Array(await answer.arrayBuffer()))
    expect(pages).toHaveLength(3)
    const text = pages.map((page) => page.map((run) => run.text).join(' '))
    for (const one of await participantsOf(app.services.db, meeting)) {
      const page = text.find((words) => words.includes(one.name)) ?? ''
      expect(page).toContain(`localhost:3000/m/${shownCode(one.code)}`)
      expect(page).toContain('Laptop')
    }
    const csv = await (await committee().get(`${base}/links/csv`)).text()
    expect(csv.match(/http:\/\/localhost:3000\/m\//g)).toHaveLength(3)
    const none = await addMeeting(app)
    expect((await committee().post(`${none.base}/letters`, fields)).status).toBe(422)
  })
})
