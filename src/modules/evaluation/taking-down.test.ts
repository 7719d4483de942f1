import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { classMeeting } from '../../../test/support/class-meeting.ts'
import { readPdf } from '../../../test/support/read-pdf.ts'
import { formsIn } from '../../../test/support/visitor.ts'
import { newId } from '../../platform/ids.ts'
import { findingsOfClass } from './findings-read-model.ts'
import { type TakingDown, takingDown, words } from './testing.ts'

let app: TakingDown['app']
let meeting: TakingDown['meeting']
let scribe: TakingDown['scribe']
let scribeElsewhere: TakingDown['scribeElsewhere']
let classHref: TakingDown['classHref']
let minutes: TakingDown['minutes']
let findings: TakingDown['findings']
let line: TakingDown['line']
let finding: TakingDown['finding']
let audited: TakingDown['audited']
beforeAll(async () => {
  ;({ app, meeting, scribe, scribeElsewhere, classHref, minutes, findings, line, finding, audited } =
    await takingDown())
})
afterAll(() => app?.close())

describe('minutes', () => {
  test('the page shows its form, refuses with what was typed kept, and accepts', async () => {
    expect(await words(await scribe.get(classHref('minutes')))).toContain('Belum ada notulen untuk sesi ini')
    const refused = await scribe.post(classHref('minutes'), line({ point: '' }))
    expect(refused.status).toBe(422)
    const html = await refused.text()
    expect(html).toContain('Tulis pokok bahasannya.')
    expect(html).toContain('Kotak suara terlambat.')
    const saved = await scribe.post(classHref('minutes'), line({ decided: 'Kirim lebih awal.' }))
    expect(saved.status).toBe(303)
    const page = await words(await scribe.get(saved.headers.get('location') ?? ''))
    expect(page).toContain('Diputuskan: Kirim lebih awal.')
    expect(page).toContain('Butir notulen tersimpan.')
    const [one] = await minutes()
    expect(one).toMatchObject({ sessionId: meeting.session, version: 1 })
    expect(await audited(`minutes_line ${one?.id}`)).toEqual(['evaluation.save-line'])
  })

  test('a form sent twice over a bad line adds one line', async () => {
    const form = formsIn(await (await scribe.get(classHref('minutes'))).text()).find(({ fields }) =>
      fields.has('point'),
    )
    const before = (await minutes()).length
    const sent = { ...line({ point: 'Sekali saja' }), id: form?.fields.get('id') ?? '', version: '0' }
    const answers = await Promise.all([1, 2].map(() => scribe.post(classHref('minutes'), sent)))
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(await minutes()).toHaveLength(before + 1)
  })

  test('of two scribes at one line neither overwrites the other unseen', async () => {
    const added = newId()
    await scribe.post(classHref('minutes'), line({ id: added, point: 'Berdua' }))
    const href = classHref(`minutes/${added}`)
    const versionIn = async (response: Response) =>
      formsIn(await response.text())
        .find(({ fields }) => fields.has('point'))
        ?.fields.get('version') ?? ''
    const [mine, theirs] = [await versionIn(await scribe.get(href)), await versionIn(await scribe.get(href))]
    expect((await scribe.post(href, line({ said: 'Dari yang pertama', version: mine }))).status).toBe(303)
    const late = await scribe.post(href, line({ said: 'Dari yang kedua', version: theirs }))
    expect(late.status).toBe(422)
    const html = await late.clone().text()
    expect(html).toContain('Dari yang pertama')
    expect(html).toContain('Dari yang kedua')
    expect((await minutes()).find(({ id }) => id === added)?.said).toBe('Dari yang pertama')
    const again = await scribe.post(href, line({ said: 'Keduanya', version: await versionIn(late) }))
    expect(again.status).toBe(303)
    expect((await minutes()).find(({ id }) => id === added)).toMatchObject({ said: 'Keduanya', version: 3 })
    // The remover, too, must have seen what goes.
    expect((await scribe.post(`${href}/remove`, { version: '1' })).status).toBe(409)
    expect(await words(await scribe.get(`${href}/remove`))).toContain('Hapus butir')
    expect((await scribe.post(`${href}/remove`, { version: '3' })).status).toBe(303)
    expect((await minutes()).some(({ id }) => id === added)).toBe(false)
    expect(await audited(`minutes_line ${added}`)).toContain('evaluation.remove-line')
  })

  test('two at once: one is kept, the other keeps what was typed', async () => {
    const added = newId()
    await scribe.post(classHref('minutes'), line({ id: added, point: 'Serentak' }))
    const href = classHref(`minutes/${added}`)
    const answers = await Promise.all(
      ['satu', 'dua'].map((said) => scribe.post(href, line({ said, version: '1' }))),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 422])
  })
})

describe('who may', () => {
  test('a scribe of another venue, a sibling unit and a district may not; the committee may', async () => {
    const province = app.as('province', 'id.33')
    for (const [client, what] of [
      [scribeElsewhere, 'the scribe of another venue'],
      [province, 'a province'],
      [app.as('district', 'id.33.73'), 'a district'],
    ] as const) {
      for (const path of ['minutes', 'findings/new']) {
        expect((await client.get(classHref(path))).status, what).toBe(403)
        expect((await client.post(classHref(path), { ...line(), ...finding() })).status, what).toBe(403)
      }
    }
    expect((await scribeElsewhere.get(classHref('minutes', 1))).status).toBe(200)
    expect((await scribe.get(classHref('minutes', 1))).status).toBe(403)
    const national = app.as('national', 'id')
    expect((await national.get(`${meeting.href}/minutes`)).status).toBe(200)
    expect((await national.post(classHref('minutes'), line({ point: 'Dari panitia' }))).status).toBe(303)
    const auditor = app.as('auditor', 'id')
    expect((await auditor.get(classHref('minutes'))).status).toBe(200)
    expect((await auditor.post(classHref('minutes'), line())).status).toBe(403)
    expect((await app.get(classHref('minutes'))).headers.get('location')).toContain('/in?next=')
  })
})

describe('a finding', () => {
  test('the form shows, refuses each wrong field with what was typed kept, and accepts with its origin', async () => {
    const form = await (await scribe.get(`${classHref('findings/new')}?session=${meeting.session}`)).text()
    expect(form).toContain(meeting.seated[0][0]?.name)
    expect(form).not.toContain(meeting.seated[1][0]?.name)
    for (const [fields, sentence] of [
      [{ kind: '' }, 'Pilih jenis temuan.'],
      [{ words: ' ' }, 'Tulis apa temuannya.'],
      [{ unit: 'Kota Yang Tidak Ada' }, 'Satker itu tidak dikenal'],
      [{ stage: 'general-2019/tiada' }, 'Tahapan itu bukan dari pemilu'],
      [{ votesFor: 'banyak' }, 'Tulis jumlah suara dengan angka'],
      [{ participant: meeting.seated[1][0]?.id ?? '' }, 'Peserta itu tidak duduk di kelas ini'],
      [{ division: 'tiada' }, 'Divisi itu tidak ada'],
      [{ session: newId() }, 'Sesi itu tidak ada di kelas ini'],
    ] as const) {
      const refused = await scribe.post(
        classHref('findings/new'),
        finding({ proposal: 'Usul utuh', ...fields }),
      )
      expect(refused.status, sentence).toBe(422)
      const html = await refused.text()
      expect(html).toContain(sentence)
      expect(html).toContain('Usul utuh')
    }
    expect(await findings()).toEqual([])
    const raiser = meeting.seated[0][1]
    const [stage] = await app.services.db
      .selectFrom('stage')
      .select('id')
      .where('election_id', '=', 'general-2019')
      .orderBy('id')
      .execute()
    const saved = await scribe.post(
      classHref('findings/new'),
      finding({
        proposal: 'Cetak lebih awal',
        participant: raiser?.id ?? '',
        stage: `general-2019/${stage?.id}`,
        votesFor: '21',
        votesAgainst: '3',
      }),
    )
    expect(saved.status).toBe(303)
    const [one] = await findings()
    expect(one).toMatchObject({
      kind: 'problem',
      proposal: 'Cetak lebih awal',
      raisedBy: raiser?.name,
      unitId: raiser?.unitId,
      division: 'outreach-hr',
      electionId: 'general-2019',
      stageId: stage?.id,
      votesFor: 21,
      votesAgainst: 3,
      votesAbstained: 0,
      state: 'recorded',
      version: 1,
    })
    expect(await audited(`finding ${one?.id}`)).toEqual(['evaluation.record-finding'])
  })

  test('of two who change one, the second is shown what the first wrote', async () => {
    const [one] = await findings()
    const href = classHref(`findings/${one?.id}`)
    const shown = formsIn(await (await scribe.get(href)).text()).find(({ fields }) => fields.has('words'))
    const typed = Object.fromEntries(shown?.fields ?? [])
    expect((await scribe.post(href, { ...typed, words: 'Ditulis pertama' })).status).toBe(303)
    const late = await scribe.post(href, { ...typed, words: 'Ditulis kedua' })
    expect(late.status).toBe(422)
    const html = await late.text()
    expect(html).toContain('Ditulis pertama')
    expect(html).toContain('Ditulis kedua')
    expect((await findings())[0]).toMatchObject({ words: 'Ditulis pertama', version: 2, votesFor: 21 })
  })

  test('sent twice it is recorded once, and can be taken out again', async () => {
    const id = newId()
    const before = (await findings()).length
    for (let times = 0; times < 2; times += 1) {
      const answer = await scribe.post(classHref('findings/new'), finding({ id, words: 'Dua kali kirim' }))
      expect(answer.status).toBe(303)
    }
    expect(await findings()).toHaveLength(before + 1)
    expect((await scribe.post(classHref(`findings/${id}/remove`), { version: '1' })).status).toBe(303)
    expect(await findings()).toHaveLength(before)
    // The clock of the test stands still, so their order is one of chance.
    expect((await audited(`finding ${id}`)).toSorted()).toEqual([
      'evaluation.record-finding',
      'evaluation.remove-finding',
    ])
  })
})

test('a class of which something was taken down stays; a meeting goes with all of it', async () => {
  const other = await classMeeting(app, 1)
  const committee = app.as('national', 'id')
  const of = `${other.href}/classes/${other.classes[0]}`
  const raiser = other.seated[0][0]?.id ?? ''
  await committee.post(`${of}/minutes`, line({ session: other.session }))
  await committee.post(`${of}/findings/new`, finding({ session: other.session, participant: raiser }))
  const { db } = app.services
  await db.deleteFrom('class_place').where('meeting_id', '=', other.key.id).execute()
  await expect(
    db.deleteFrom('meeting_class').where('id', '=', other.classes[0]).execute(),
  ).rejects.toMatchObject({ code: '23503' })
  // What was found outlives the session's place on the agenda, and the person's row.
  await db.deleteFrom('meeting_session').where('id', '=', other.session).execute()
  await db.deleteFrom('participant').where('id', '=', raiser).execute()
  const [kept] = await findingsOfClass(db, other.key, other.classes[0])
  expect(kept).toMatchObject({ sessionId: null, participantId: null, unitId: 'id.33.74' })
  await db.deleteFrom('meeting').where('id', '=', other.key.id).execute()
  expect(await findingsOfClass(db, other.key, other.classes[0])).toEqual([])
})

describe('minutes as a file', () => {
  test('hold what was taken down in the class asked for, or in all, for who may read them', async () => {
    const national = app.as('national', 'id')
    await scribe.post(
      classHref('minutes'),
      line({ point: 'Berkas', said: '=1+1', decided: 'Simpan berkas.' }),
    )
    await scribe.post(classHref('findings/new'), finding({ words: 'Segel kurang', proposal: 'Tambah segel' }))
    await scribeElsewhere.post(classHref('minutes', 1), line({ session: '', point: 'Kelas lain' }))
    const whole = `${meeting.href}/minutes/file`
    const read = async (href: string) => {
      const answer = await national.get(href)
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'private, no-store'])
      return new Uint8Array(await answer.arrayBuffer())
    }
    const ofPdf = async (href: string) =>
      (await readPdf(await read(href))).pages.flatMap((page) => page.map(({ text }) => text)).join(' ')
    const one = await ofPdf(classHref('minutes/file/minutes.pdf'))
    for (const part of [
      'E1 · Topik 1',
      'Sesi pagi',
      'Berkas. =1+1',
      'Diputuskan: Simpan berkas.',
      'Usul: Tambah segel',
    ])
      expect(one).toContain(part)
    expect(one).not.toContain('Kelas lain')
    expect(await ofPdf(`${whole}/minutes.pdf`)).toContain('Kelas lain')
    const word = unzipSync(await read(`${whole}/minutes.docx`))['word/document.xml']
    for (const part of ['Simpan berkas.', 'Kelas lain'])
      expect(strFromU8(word ?? new Uint8Array())).toContain(part)
    const csv = strFromU8(await read(`${whole}/minutes.csv`))
    expect(csv.split('\n').filter((row) => /Berkas|Kelas lain/.test(row))).toHaveLength(2)
    expect(csv).not.toContain('Segel kurang')
    const page = await (await national.get(`${meeting.href}/minutes`)).text()
    expect(page).toContain(`href="${whole}/minutes.xlsx"`)
    expect(await (await scribe.get(classHref('minutes'))).text()).toContain(
      classHref('minutes/file/minutes.docx'),
    )
    expect((await scribe.get(`${whole}/minutes.pdf`)).status).toBe(403)
    expect((await scribeElsewhere.get(classHref('minutes/file/minutes.pdf'))).status).toBe(403)
    expect((await national.get(`${whole}/minutes.exe`)).status).toBe(404)
  })
})

describe('over a bad line', () => {
  test('a changed finding that comes twice is changed once, and somebody else has still to be asked', async () => {
    const id = newId()
    const href = classHref(`findings/${id}`)
    await scribe.post(classHref('findings/new'), finding({ id, words: 'Sebelum' }))
    const sent = finding({ words: 'Sesudah', votesFor: '3', version: '1' })
    for (let times = 0; times < 3; times += 1) expect((await scribe.post(href, sent)).status).toBe(303)
    const changed = (await findings()).find((one) => one.id === id)
    expect(changed).toMatchObject({ words: 'Sesudah', version: 2, votesFor: 3 })
    expect((await scribe.post(href, { ...sent, votesFor: '4' })).status).toBe(422)
    // The line came late: somebody else has changed what was added meanwhile, and is not overwritten.
    await app.as('national', 'id').post(href, finding({ words: 'Dari panitia', version: '2' }))
    const again = await scribe.post(classHref('findings/new'), finding({ id, words: 'Sebelum' }))
    expect(again.status).toBe(422)
    expect((await findings()).find((one) => one.id === id)?.words).toBe('Dari panitia')
  })

  test('what a device keeps to open without a network names nobody and shows nothing of what was said', async () => {
    await scribe.post(classHref('minutes'), line({ said: 'Hanya untuk kelas ini.' }))
    for (const under of ['minutes', 'findings/new']) {
      const page = await (await scribe.get(`${classHref(under)}?keep=form`)).text()
      expect(page).toContain('Tanpa jaringan')
      expect(page).toContain('Sesi pagi')
      expect(page).not.toContain('Hanya untuk kelas ini.')
      for (const { name } of meeting.seated[0]) expect(page).not.toContain(name)
    }
    const worker = await scribe.get(classHref('worker.js'))
    expect(worker.headers.get('service-worker-allowed')).toBe(classHref(''))
    expect((await scribeElsewhere.get(classHref('worker.js'))).status).toBe(403)
  })
})

describe('somebody who has nothing but a task', () => {
  test('finds in the navigation what there is to do, and no way leads to where it is refused', async () => {
    const mine = await scribe.get('/desk/tasks')
    expect(mine.status).toBe(200)
    const html = await mine.text()
    expect(html).toContain(`href="${classHref('minutes')}"`)
    expect(html).not.toContain(`href="${classHref('minutes', 1)}"`)
    const page = await (await scribe.get(classHref('minutes'))).text()
    const links = [...page.matchAll(/<a\b[^>]*?\shref="(\/desk[^"#]*)/g)].map(([, href = '']) => href)
    expect(links).toContain('/desk/tasks')
    for (const href of new Set(links)) {
      expect([href, (await scribe.get(href.replaceAll('&amp;', '&'))).status]).toEqual([href, 200])
    }
    const none = app.as('steward', 'id')
    expect(await (await none.get('/desk/units/33')).text()).not.toContain('/desk/tasks')
    expect(await words(await none.get('/desk/tasks'))).toContain('Belum ada tugas untuk Anda')
  })
})
