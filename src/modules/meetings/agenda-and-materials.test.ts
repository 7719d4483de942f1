import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { appWithUnits } from '../../../test/support/accounts.ts'
import type { TestApp } from '../../../test/support/app.ts'
import { meetingDesk, words } from '../../../test/support/meeting-desk.ts'

let app: TestApp
beforeAll(async () => {
  app = await appWithUnits({ now: '2019-09-01T03:00:00Z' })
})
afterAll(() => app.close())

const { national, idIn, furnished, markIn } = meetingDesk(() => app)

describe('the agenda', () => {
  const session = {
    titleId: 'Diskusi',
    titleEn: 'Discussion',
    day: '2019-09-21',
    from: '08.00',
    until: '10.00',
  }

  test('a session at 08.00 WIB is that instant everywhere', async () => {
    const { at, post, class: id } = await furnished()
    expect((await post('sessions/new', { ...session, whom: `class:${id}` })).status).toBe(303)
    const text = await words(national().get(`${at}/agenda`))
    expect(text).toContain('Sabtu, 21 September 2019')
    expect(text).toContain('08.00–10.00 WIB')
    expect(text).toContain('Kelas A1: Sosialisasi')
    expect(await words(national().get(`${at}/agenda?lang=en`))).toContain('08:00–10:00 WIB')
    const file = await national().get(`${at}/agenda.ics`)
    expect(file.headers.get('content-type')).toContain('text/calendar')
    const ics = (await file.text()).replace(/\r\n /g, '')
    for (const line of [
      'DTSTART:20190921T010000Z',
      'DTEND:20190921T030000Z',
      'SUMMARY:Diskusi',
      'X-WR-TIMEZONE:Asia/Jakarta',
      'LOCATION:Ruang 1\\, A · Hotel Melati\\, Jalan Satu',
    ]) {
      expect(ics).toContain(line)
    }
  })

  test('a class has one session at a time, classes of a group each their own', async () => {
    const { at, post, class: id, venue } = await furnished()
    expect((await post('sessions/new', { ...session, whom: 'group:evaluasi' })).status).toBe(303)
    expect((await words(national().get(`${at}/agenda`))).match(/08\.00–10\.00/g)).toHaveLength(3)
    const again = await post('sessions/new', {
      ...session,
      whom: `class:${id}`,
      from: '9.30',
      until: '11.00',
    })
    expect(again.status).toBe(422)
    const html = await again.text()
    expect(html.replaceAll('&quot;', '"')).toContain('Kelas A1 saat itu sudah punya sesi "Diskusi".')
    expect(html).toContain('value="9.30"')
    const after = { ...session, from: '10.00', until: '11.00' }
    expect((await post('sessions/new', { ...after, whom: `class:${id}` })).status).toBe(303)
    expect((await post('sessions/new', { ...session, whom: `venue:${venue}` })).status).toBe(303)
    const one = await words(national().get(`${at}/agenda?class=${id}`))
    expect(one.match(/Kelas A\d: /g)?.every((found) => found === 'Kelas A1: ')).toBe(true)
  })

  test('refuses other days, times that are none or backwards, and places nobody knows', async () => {
    const { post } = await furnished()
    for (const [change, sentence] of [
      [{ day: '2019-09-25' }, 'Pilih salah satu hari rapat.'],
      [{ from: 'pagi' }, 'Tulis jam seperti 08.00.'],
      [{ until: '07.00' }, 'Selesai harus sesudah mulai'],
      [{ whom: 'class:none' }, 'Pilih salah satu dari daftar.'],
      [{ titleId: '' }, 'Bagian ini wajib diisi.'],
    ] as const) {
      const answer = await post('sessions/new', { ...session, whom: 'meeting', ...change })
      expect([answer.status, await words(answer)]).toEqual([422, expect.stringContaining(sentence)])
    }
  })

  test('a session is changed and removed', async () => {
    const { at, post } = await furnished()
    await post('sessions/new', { ...session, whom: 'meeting' })
    const id = await idIn(`${at}/agenda`, 'sessions')
    const form = await (await national().get(`${at}/sessions/${id}`)).text()
    expect(form).toContain('value="08:00"')
    const mark = await markIn(`${at}/sessions/${id}`)
    const changed = { ...session, whom: 'meeting', until: '11.00', mark }
    expect((await post(`sessions/${id}`, changed)).status).toBe(303)
    expect((await post(`sessions/${id}/remove`, {})).status).toBe(303)
    expect(await words(national().get(`${at}/agenda`))).toContain('Belum ada sesi.')
  })
})

describe('materials', () => {
  test('are links or files, told by their content, and come back as they went in', async () => {
    const { at, post, class: id } = await furnished()
    const under = `classes/${id}/materials`
    const pdf = new TextEncoder().encode('%PDF-1.7\nisi')
    const file = new File([pdf], 'apa saja.exe')
    expect((await post(under, { title: 'Paparan', url: 'https://contoh.id/a' })).status).toBe(303)
    const sent = await national().post(`${at}/${under}`, { title: 'Modul Satu', url: '', file })
    expect(sent.status).toBe(303)
    const list = await (await national().get(`${at}/${under}`)).text()
    const material = /materials\/([0-9a-f-]{36})"/.exec(list)?.[1] ?? ''
    const back = await national().get(`${at}/materials/${material}`)
    expect(back.headers.get('content-type')).toBe('application/pdf')
    expect(back.headers.get('content-disposition')).toBe('attachment; filename="modul-satu.pdf"')
    expect(new Uint8Array(await back.arrayBuffer())).toEqual(pdf)
    expect(await words(national().get(`${at}/classes`))).toContain('2 materi')
    expect((await post(`materials/${material}/remove`, {})).status).toBe(303)
    expect((await national().get(`${at}/materials/${material}`)).status).toBe(404)
  })

  test('are refused when both, none, no address, or something else', async () => {
    const { at, class: id } = await furnished()
    const send = (fields: Record<string, string | File>) =>
      national().post(`${at}/classes/${id}/materials`, { title: 'Modul', url: '', ...fields })
    const program = new File(['MZ'], 'modul.pdf', { type: 'application/pdf' })
    const large = new File([`%PDF-${'x'.repeat(10 * 1024 * 1024)}`], 'modul.pdf')
    for (const [fields, sentence] of [
      [{}, 'salah satu saja'],
      [{ url: 'https://contoh.id', file: program }, 'salah satu saja'],
      [{ url: 'javascript:alert(1)' }, 'Tulis alamat lengkap'],
      [{ file: program }, 'bukan PDF, docx, pptx, atau xlsx'],
      [{ file: large }, 'paling besar 10 MB'],
    ] as const) {
      const answer = await send(fields)
      expect([answer.status, await words(answer)]).toEqual([422, expect.stringContaining(sentence)])
    }
  })
})
