import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { appWithUnits } from '../../../test/support/accounts.ts'
import type { TestApp } from '../../../test/support/app.ts'
import { facts, meetingDesk, words } from '../../../test/support/meeting-desk.ts'

let app: TestApp
beforeAll(async () => {
  app = await appWithUnits({ now: '2019-09-01T03:00:00Z' })
})
afterAll(() => app.close())

const { national, audited, newMeeting, idIn, furnished, markIn } = meetingDesk(() => app)

describe('a meeting', () => {
  test('is asked for when there is none', async () => {
    const text = await words(app.as('province', 'id.51').get('/desk/meetings'))
    expect(text).toContain('Belum ada rapat.')
    expect(text).toContain('Buat rapat')
    expect(await words(app.as('auditor', 'id.51').get('/desk/meetings'))).not.toContain('Buat rapat dengan')
  })

  test('its form shows, is refused at its fields with what was typed, and is accepted', async () => {
    expect(await words(national().get('/desk/meetings/new?unit=00'))).toContain('WIB (Asia/Jakarta)')
    for (const [change, sentence] of [
      [{ nameId: ' ' }, 'Bagian ini wajib diisi.'],
      [{ endsOn: '2019-09-20' }, 'Hari terakhir tidak boleh sebelum hari pertama.'],
      [{ endsOn: '2020-09-24' }, 'paling lama 31 hari'],
      [{ startsOn: '2019-02-30' }, 'Pilih tanggal yang ada di kalender.'],
      [{ timeZone: 'Mars/Base' }, 'Pilih salah satu dari daftar.'],
      [{ answerUntil: '2019-10-01' }, 'Batas jawaban tidak boleh sesudah hari terakhir rapat.'],
      [{ preparesElectionId: 'none' }, 'Pilih salah satu dari daftar.'],
    ] as const) {
      const answer = await national().post('/desk/meetings/new?unit=00', { ...facts, ...change })
      expect(answer.status).toBe(422)
      const html = await answer.text()
      expect(html).toContain(sentence)
      expect(html).toContain('value="Jakarta"')
    }
    const at = await newMeeting()
    const text = await words(national().get(at))
    for (const part of ['Rapat Koordinasi Uji', 'draf', 'Mengevaluasi pemilu', 'WIB', '21 September 2019']) {
      expect(text).toContain(part)
    }
    expect(await words(national().get(`${at}?lang=en`))).toContain('Test Meeting')
    expect(await words(national().get('/desk/meetings'))).toContain('Rapat Koordinasi Uji')
    expect(await audited('meetings.create')).toBe(1)
  })

  test('goes from draft to open to closed and back, each step asked for, never two at once', async () => {
    const at = await newMeeting()
    expect((await national().post(`${at}/close`)).status).toBe(409)
    expect(await words(national().get(`${at}/open`))).toContain('Buka rapat ini?')
    for (const [step, state] of [
      ['open', 'dibuka'],
      ['close', 'ditutup'],
      ['reopen', 'dibuka'],
      ['withdraw', 'draf'],
    ]) {
      expect((await national().post(`${at}/${step}`)).status).toBe(303)
      expect(await words(national().get(at))).toContain(state)
      expect(await audited(`meetings.${step}`)).toBe(1)
    }
  })

  test('that is closed takes no changes but the taking back of tasks', async () => {
    const { at, post, venue } = await furnished()
    await post('open', {})
    await post('close', {})
    const refused = await post('venues/new', { name: 'Lain' })
    expect([refused.status, await words(refused)]).toEqual([409, expect.stringContaining('sudah ditutup')])
    expect((await post(`venues/${venue}/remove`, {})).status).toBe(409)
    expect(await words(national().get(`${at}/venues`))).not.toContain('Tambah lokasi')
  })

  test('is not changed by a form older than it is; what was typed stays', async () => {
    const at = await newMeeting()
    const first = await national().post(`${at}/change`, { ...facts, city: 'Bogor', version: '1' })
    expect(first.status).toBe(303)
    const late = await national().post(`${at}/change`, { ...facts, city: 'Depok', version: '1' })
    expect(late.status).toBe(409)
    const html = await late.text()
    expect(html).toContain('Orang lain mengubahnya')
    expect(html).toContain('value="Depok"')
    expect(html).toContain('name="version" value="2"')
    expect(await words(national().get(at))).toContain('Bogor')
  })

  test('keeps its sessions within its days, and their hours when its zone changes', async () => {
    const at = await newMeeting()
    const session = { titleId: 'Pembukaan', whom: 'meeting', day: '2019-09-24', from: '8.00', until: '9.00' }
    expect((await national().post(`${at}/sessions/new`, session)).status).toBe(303)
    const shorter = await national().post(`${at}/change`, { ...facts, endsOn: '2019-09-23', version: '1' })
    expect([shorter.status, await words(shorter)]).toEqual([
      422,
      expect.stringContaining('1 sesi berada di luar hari-hari itu.'),
    ])
    await national().post(`${at}/change`, { ...facts, timeZone: 'Asia/Makassar', version: '1' })
    expect(await words(national().get(`${at}/agenda`))).toContain('08.00–09.00 WITA')
    expect(await (await national().get(`${at}/agenda.ics`)).text()).toContain('DTSTART:20190924T000000Z')
  })
})

describe('a venue', () => {
  test('has letter, shape and audience, and an audience has one venue', async () => {
    const { at, post, venue } = await furnished()
    const taken = await post('venues/new', { name: 'Wisma', 'for-commissioner-all': 'on' })
    expect(taken.status).toBe(422)
    const html = await taken.text()
    expect(html).toContain('Sudah menjadi bagian lokasi A (Hotel Melati).')
    expect(html).toContain('value="Wisma"')
    expect((await post('venues/new', { name: 'Wisma', 'for-secretariat-all': 'on' })).status).toBe(303)
    expect((await post('venues/new', { name: 'hotel melati' })).status).toBe(422)
    expect((await post('venues/new', { name: 'X', 'for-guest-nonsense': 'on' })).status).toBe(422)
    expect((await post('venues/new', { name: 'X', capacity: '-3' })).status).toBe(422)
    const page = await (await national().get(`${at}/venues`)).text()
    expect(page).toContain('aria-label="A"')
    expect(page).toContain('aria-label="B"')
    expect(page.replace(/<[^>]+>/g, ' ')).toContain('Komisioner')
    const form = await (await national().get(`${at}/venues/${venue}`)).text()
    expect(form).toContain('value="Hotel Melati"')
  })

  test('is changed from a form as it is, not from an older one', async () => {
    const { at, post, venue } = await furnished()
    const mark = await markIn(`${at}/venues/${venue}`)
    expect((await post(`venues/${venue}`, { name: 'Hotel Mawar', capacity: '1.200', mark })).status).toBe(303)
    expect(await words(national().get(`${at}/venues`))).toContain('1.200')
    const late = await post(`venues/${venue}`, { name: 'Hotel Dahlia', mark })
    expect(late.status).toBe(409)
    expect(await late.text()).toContain('value="Hotel Dahlia"')
  })

  test('in use is not removed, and says by what', async () => {
    const { at, post, venue, hotel } = await furnished()
    const refused = await post(`venues/${venue}/remove`, {})
    expect([refused.status, await words(refused)]).toEqual([
      409,
      expect.stringContaining('Hotel Melati masih dipakai: 1 hotel, 3 kelas, 0 sesi, 0 tugas.'),
    ])
    await post('venues/new', { name: 'Wisma' })
    const page = await (await national().get(`${at}/venues`)).text()
    const other = [...page.matchAll(/venues\/([0-9a-f-]{36})/g)]
      .map(([, id]) => id)
      .find((id) => id !== venue)
    expect(await words(national().get(`${at}/venues/${other}/remove`))).toContain('Hapus B · Wisma?')
    expect((await post(`venues/${other}/remove`, {})).status).toBe(303)
    expect((await post(`hotels/${hotel}/remove`, {})).status).toBe(303)
    expect(await audited('meetings.remove-venue')).toBe(1)
  })
})

describe('hotel rooms', () => {
  test('are added in bulk, all or none, and counted', async () => {
    const { at, post, hotel } = await furnished()
    const rooms = `${at}/hotels/${hotel}/rooms`
    expect(await words(national().get(rooms))).toContain('4 kamar, 7 tempat tidur.')
    expect(await words(national().get(`${at}/venues`))).toContain('4 kamar')
    for (const [lines, sentence] of [
      ['301-302, 2\n103, 2', 'Kamar 103 sudah ada di hotel ini.'],
      ['301', 'Baris 1: tulis jumlah tempat tidur'],
      ['', 'Bagian ini wajib diisi.'],
    ]) {
      const answer = await post(`hotels/${hotel}/rooms`, { lines: lines as string })
      expect([answer.status, await words(answer)]).toEqual([422, expect.stringContaining(sentence as string)])
    }
    expect(await words(national().get(rooms))).toContain('4 kamar, 7 tempat tidur.')
  })

  test('come from a file too, which is shown to be mended where a line is refused', async () => {
    const { at, hotel } = await furnished()
    const send = (content: string | Uint8Array<ArrayBuffer>) =>
      national().post(`${at}/hotels/${hotel}/rooms`, { lines: '', file: new File([content], 'kamar.csv') })
    const refused = await send('Kamar;Tempat tidur\n401;2\n402;banyak\n')
    expect(refused.status).toBe(422)
    const html = await refused.text()
    expect(html).toContain('Baris 3: tulis jumlah tempat tidur')
    expect(html).toContain('401\t2')
    expect(await words(send(new Uint8Array([0, 1, 2, 0])))).toContain('tidak dapat dibaca sebagai tabel')
    expect((await send('Kamar;Tempat tidur;Akses\n401-402;2;\n403;1;akses\n')).status).toBe(303)
    expect(await words(national().get(`${at}/hotels/${hotel}/rooms`))).toContain('7 kamar, 12 tempat tidur.')
  })

  test('are changed one by one and removed', async () => {
    const { at, post, hotel } = await furnished()
    const room = await idIn(`${at}/hotels/${hotel}/rooms`, 'rooms')
    const mark = await markIn(`${at}/rooms/${room}`)
    const taken = await post(`rooms/${room}`, { number: '102', beds: '2', mark })
    expect(taken.status).toBe(422)
    const changed = await post(`rooms/${room}`, { number: '101A', beds: '3', accessible: 'on', mark })
    expect(changed.status).toBe(303)
    expect(await words(national().get(`${at}/hotels/${hotel}/rooms`))).toContain('101A')
    expect((await post(`rooms/${room}/remove`, {})).status).toBe(303)
    expect((await national().get(`${at}/rooms/${room}`)).status).toBe(404)
    expect((await national().get(`${at}/rooms/new`)).status).toBe(404)
  })
})

describe('classes', () => {
  test('are added in bulk and shown by group', async () => {
    const { at } = await furnished()
    const text = await words(national().get(`${at}/classes`))
    for (const part of ['Evaluasi', 'Putaran 1, 180 kursi', 'A1', 'A3', 'Sosialisasi', 'Ruang 1']) {
      expect(text).toContain(part)
    }
    expect(await words(national().get(`${at}?lang=en`))).toContain('in 3 classes')
  })

  test('are refused without seats, with codes that are taken or none, with a minimum over the seats', async () => {
    const { post, venue } = await furnished()
    const good = { codes: 'B1', venueId: venue, group: 'evaluasi', topicId: 'Data', capacity: '40' }
    for (const [change, sentence] of [
      [{ capacity: '' }, 'paling sedikit 1'],
      [{ capacity: 'banyak' }, 'Isi bilangan bulat'],
      [{ codes: 'A2-A5' }, 'Kode A2 sudah dipakai kelas lain.'],
      [{ codes: 'A9-A1' }, 'Tulis kode atau deret'],
      [{ codes: 'B1, B1' }, 'Kode B1 sudah dipakai'],
      [{ codes: 'kelas besar sekali' }, 'tanpa spasi'],
      [{ minimum: '50' }, 'tidak boleh melebihi jumlah kursi'],
      [{ group: 'none' }, 'Pilih salah satu dari daftar.'],
      [{ topicId: '' }, 'Bagian ini wajib diisi.'],
    ] as const) {
      const answer = await post('classes/new', { ...good, ...change })
      expect([answer.status, await words(answer)]).toEqual([422, expect.stringContaining(sentence)])
    }
    expect((await post('classes/new', good)).status).toBe(303)
  })

  test('are changed and removed; a group with classes stays', async () => {
    const { at, post, venue, class: id } = await furnished()
    const mark = await markIn(`${at}/classes/${id}`)
    const change = {
      code: 'A9',
      venueId: venue,
      group: 'evaluasi',
      topicId: 'Data pemilih',
      capacity: '30',
      mark,
    }
    expect((await post(`classes/${id}`, { ...change, code: 'A2' })).status).toBe(422)
    expect((await post(`classes/${id}`, change)).status).toBe(303)
    expect((await post(`classes/${id}`, change)).status).toBe(409)
    expect(await words(post('groups/evaluasi/remove', {}))).toContain('3 kelas masih ada di kelompok ini.')
    expect((await post(`classes/${id}/remove`, {})).status).toBe(303)
    const groupMark = await markIn(`${at}/groups/evaluasi`)
    const group = { nameId: 'Evaluasi pemilu', round: '2', mark: groupMark }
    expect((await post('groups/evaluasi', group)).status).toBe(303)
    expect(await words(national().get(`${at}/classes`))).toContain('Putaran 2, 120 kursi')
    expect((await post('groups/new', { code: 'Evaluasi!', nameId: 'x', round: '1' })).status).toBe(422)
    expect((await post('groups/new', { code: 'evaluasi', nameId: 'x', round: '1' })).status).toBe(422)
    expect((await post('groups/new', { code: 'lain', nameId: 'x', round: '0' })).status).toBe(422)
  })

  test('in which people are placed are not removed', async () => {
    const { at, post, class: id } = await furnished()
    const key = { work_unit_id: 'id', meeting_id: at.split('/').at(-1) as string }
    const now = new Date('2019-09-01T03:00:00Z')
    const participant = '019a0000-0000-7000-8000-00000000000a'
    const { db } = app.services
    await db
      .insertInto('participant')
      .values({
        ...key,
        id: participant,
        code: 'UJI',
        name: 'Contoh Orang',
        search_words: 'contoh orang',
        unit_id: 'id.33',
        side: 'commissioner',
        origin: 'hand',
        state: 'invited',
        wishes: '{}',
        created_at: now,
        changed_at: now,
      } as never)
      .execute()
    const place = { ...key, participant_id: participant, round: 1, class_id: id, placed_at: now }
    await db
      .insertInto('class_place')
      .values(place as never)
      .execute()
    const refused = await post(`classes/${id}/remove`, {})
    expect([refused.status, await words(refused)]).toEqual([
      409,
      expect.stringContaining('Masih ada peserta'),
    ])
    await db.deleteFrom('meeting').where('id', '=', key.meeting_id).execute()
    expect((await national().get(at)).status).toBe(404)
  })
})
