import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { classMeeting } from '../../../test/support/class-meeting.ts'
import { delegate } from '../../../test/support/delegate.ts'
import { formsIn } from '../../../test/support/visitor.ts'
import { newId } from '../../platform/ids.ts'
import { questionsOf } from './questionnaires-read-model.ts'
import { choice, idIn, type Questioning, questioning, scale, words } from './testing.ts'

let app: Questioning['app']
let meeting: Questioning['meeting']
let national: Questioning['national']
let add: Questioning['add']
let question: Questioning['question']
let open: Questioning['open']
let close: Questioning['close']
let answer: Questioning['answer']
let answerHref: Questioning['answerHref']
let one: Questioning['one']
let seat: Questioning['seat']
beforeAll(async () => {
  ;({ app, meeting, national, add, question, open, close, answer, answerHref, one, seat } =
    await questioning())
})
afterAll(() => app?.close())

describe('writing a questionnaire', () => {
  test('the form shows, refuses with what was typed kept, and accepts', async () => {
    const form = await national().get(`${meeting.href}/questionnaires/new`)
    expect(await form.text()).toContain('Kelas E1')
    const refused = await national().post(`${meeting.href}/questionnaires/new`, {
      titleId: '',
      titleEn: 'Kept English',
      classId: meeting.classes[0],
      isAnonymous: 'yes',
    })
    expect(refused.status).toBe(422)
    const html = await refused.text()
    expect(html).toContain('Tulis judul kuesioner.')
    expect(html).toContain('Pilih kapan ditanyakan.')
    expect(html).toContain('value="Kept English"')
    const href = await add({ titleId: 'Ditulis dengan benar' })
    expect(await words(await national().get(`${meeting.href}/questionnaires`))).toContain(
      'Ditulis dengan benar',
    )
    expect(await words(await national().get(href))).toContain('Belum ada pertanyaan')
  })

  test('a question of each kind is written, changed, ordered and taken out', async () => {
    const href = await add()
    const first = await question(href, 'scale', scale)
    const second = await question(href, 'one', { ...choice, optionsEn: 'Monday\nTuesday\nWednesday' })
    await question(href, 'several', { textId: 'Yang dipakai?', optionsId: 'Poster\nVideo' })
    await question(href, 'open', { textId: 'Apa lagi?' })
    await question(href, 'matrix', { ...scale, optionsId: 'Materi\nRuang' })
    const texts = async () =>
      (await questionsOf(app.services.db, await one(href))).map(({ textId }) => textId)
    expect((await national().post(`${href}/questions/${second}/move`, { to: 'up' })).status).toBe(303)
    expect((await texts()).slice(0, 2)).toEqual(['Hari pemungutan suara?', 'Seberapa jelas?'])
    await national().post(`${href}/questions/${first}`, { ...scale, textId: 'Seberapa jelas sekarang?' })
    expect((await texts())[1]).toBe('Seberapa jelas sekarang?')
    await national().post(`${href}/questions/${first}/remove`)
    expect(await texts()).toHaveLength(4)
    expect(await words(await national().get(href))).toContain('Rabu (jawaban benar)')
  })

  test.each([
    ['scale', { textId: 'Tanpa ujung' }, 'Tulis arti ujung skala ini.'],
    ['one', { textId: 'Satu', optionsId: 'sendiri' }, 'Tulis 2 sampai 12 baris.'],
    ['one', { textId: 'Satu', optionsId: 'sama\nsama' }, 'Dua baris sama'],
    ['one', { textId: 'Satu', optionsId: 'a\nb', right: '3' }, 'Tulis nomor salah satu baris pilihan'],
    ['several', { textId: 'Dua', optionsId: 'a\nb', optionsEn: 'a' }, 'Tulis 2 baris juga'],
    ['open', { textId: '' }, 'Tulis pertanyaannya.'],
  ])('%s with %j is refused in words, and kept', async (kind, fields, sentence) => {
    const href = await add()
    const refused = await national().post(`${href}/questions/new`, { kind, ...fields })
    expect(refused.status).toBe(422)
    const html = await refused.text()
    expect(html).toContain(sentence)
    for (const value of Object.values(fields).filter((text) => text !== '')) {
      expect(html).toContain(value.split('\n')[0])
    }
    expect(await questionsOf(app.services.db, await one(href))).toEqual([])
  })

  test('questions of another class are copied and then go their own ways', async () => {
    const from = await add()
    const copied = await question(from, 'one', choice)
    const to = await add({ classId: meeting.classes[1], copyOf: idIn(from) })
    const [own] = await questionsOf(app.services.db, await one(to))
    expect(own).toMatchObject({ textId: choice.textId, rightKey: 'c' })
    expect(own?.id).not.toBe(copied)
    const gone = await national().post(`${meeting.href}/questionnaires/new`, {
      titleId: 'Salinan',
      classId: '',
      isAnonymous: 'no',
      isPaired: 'no',
      copyOf: newId(),
    })
    expect(gone.status).toBe(422)
  })

  test('once somebody has answered, nothing is changed any more, and a sentence says why', async () => {
    const href = await add({ isAnonymous: 'no' })
    const id = await question(href, 'scale', scale)
    await open(href)
    // Open, but nobody has answered: the questions can still change, the promise cannot.
    expect((await national().post(`${href}/questions/${id}`, { ...scale, textId: 'Baru' })).status).toBe(303)
    const broken = await national().post(`${href}/change`, {
      titleId: 'Lain',
      classId: meeting.classes[0],
      isAnonymous: 'yes',
      isPaired: 'no',
    })
    expect(broken.status).toBe(409)
    expect((await answer(seat(0), href, { [`q-${id}`]: '4' })).status).toBe(303)
    for (const [path, fields] of [
      ['questions/new', { kind: 'open', textId: 'Terlambat' }],
      [`questions/${id}`, scale],
      [`questions/${id}/remove`, {}],
      [`questions/${id}/move`, { to: 'up' }],
      ['remove', {}],
      ['change', { titleId: 'Lain', classId: meeting.classes[0], isAnonymous: 'no', isPaired: 'no' }],
    ] as const) {
      const refused = await national().post(`${href}/${path}`, fields)
      expect(refused.status, path).toBe(409)
      expect(await words(refused), path).toContain('Sudah ada yang menjawab kuesioner ini')
    }
    expect(await words(await national().get(href))).toContain('Sudah ada yang menjawab, jadi pertanyaan')
  })

  test('every change leaves a trail in the unit that hosts the meeting', async () => {
    const href = await add()
    await question(href, 'open', { textId: 'Jejak?' })
    await open(href)
    await close(href)
    const rows = await app.services.db
      .selectFrom('audit_entry')
      .select(['action', 'scope'])
      .where('subject', '=', `questionnaire ${idIn(href)}`)
      .orderBy('id')
      .execute()
    expect(rows.map(({ action }) => action).toSorted()).toEqual([
      'questionnaires.add',
      'questionnaires.close',
      'questionnaires.open',
      'questionnaires.save-question',
    ])
    expect(rows.every(({ scope }) => scope === 'id')).toBe(true)
  })
})

describe('who may', () => {
  test('a province may not, a committee of another venue may not, that of the venue may', async () => {
    const href = await add()
    const province = app.as('province', 'id.33')
    expect((await province.get(href)).status).toBe(403)
    expect((await province.post(`${href}/questions/new`, { kind: 'open', textId: 'x' })).status).toBe(403)
    const own = await delegate(app, meeting, { task: 'committee', venue: 0 })
    const other = await delegate(app, meeting, { task: 'committee', venue: 1 })
    const fields = { kind: 'open', textId: 'Dari panitia' }
    expect((await other.get(href)).status).toBe(200)
    expect((await other.post(`${href}/questions/new`, fields)).status).toBe(403)
    expect((await other.post(`${href}/open`, { moment: 'once' })).status).toBe(403)
    expect((await own.post(`${href}/questions/new`, fields)).status).toBe(303)
    const whole = { titleId: 'Semua', classId: '', isAnonymous: 'no', isPaired: 'no' }
    expect((await own.post(`${meeting.href}/questionnaires/new`, whole)).status).toBe(403)
  })

  test('only those who sit in the class are asked; no code, no page', async () => {
    const href = await add()
    await question(href, 'open', { textId: 'Siapa?' })
    await open(href)
    expect((await app.get(answerHref(seat(0), href))).status).toBe(200)
    expect((await app.get(answerHref(seat(0, 1), href))).status).toBe(404)
    expect((await app.get(`/m/ABCDEFGHJKMN/q/${idIn(href)}`)).status).toBe(404)
    // Wrong codes without end are stopped, right ones behind the same address are not.
    const counted = app.services.db.updateTable('account_attempt')
    await counted.set({ count: 10_000 }).execute()
    expect((await app.get(`/m/ABCDEFGHJKMN/q/${idIn(href)}`)).status).toBe(503)
    expect(await words(await app.get(`/m/${seat(0).code}/q`))).toContain('Kuesioner Rekaan')
    await counted.set({ count: 0 }).execute()
    const hyphens = seat(0).code.replace(/(.{4})(?=.)/g, '$1-')
    const page = await app.get(`/m/${hyphens}/q/${idIn(href)}`)
    expect(page.status).toBe(200)
    expect(page.headers.get('cache-control')).toBe('private, no-store')
    await app.services.db
      .updateTable('participant')
      .set({ state: 'not-coming' })
      .where('id', '=', seat(7).id)
      .execute()
    expect((await app.get(answerHref(seat(7), href))).status).toBe(404)
    // Somebody whose data has been erased keeps the row, not the name.
    const { name } = seat(7)
    for (const [change, status] of [
      [{ state: 'coming', name: '' }, 404],
      [{ name }, 200],
    ] as const) {
      await app.services.db.updateTable('participant').set(change).where('id', '=', seat(7).id).execute()
      expect((await app.get(answerHref(seat(7), href))).status).toBe(status)
    }
  })
})

test('a class that was asked something stays; a meeting goes with its questionnaires and answers', async () => {
  const other = await classMeeting(app, 1)
  const { db } = app.services
  const made = await national().post(`${other.href}/questionnaires/new`, {
    titleId: 'Ikut terhapus',
    classId: other.classes[0],
    isAnonymous: 'no',
    isPaired: 'no',
  })
  const href = (made.headers.get('location') ?? '').split('?')[0] ?? ''
  await national().post(`${href}/questions/new`, { kind: 'open', textId: 'Apa?' })
  await open(href)
  const [person] = other.seated[0]
  const page = await (await app.get(`/m/${person?.code}/q/${idIn(href)}`)).text()
  const [form] = formsIn(page)
  for (const name of form?.fields.keys() ?? []) if (name.startsWith('q-')) form?.fields.set(name, 'Ini')
  expect(
    (await app.post(`/m/${person?.code}/q/${idIn(href)}`, Object.fromEntries(form?.fields ?? []))).status,
  ).toBe(303)
  const answers = () =>
    db.selectFrom('named_answer').select('words').where('meeting_id', '=', other.key.id).execute()
  expect(await answers()).toEqual([{ words: 'Ini' }])
  await db.deleteFrom('class_place').where('meeting_id', '=', other.key.id).execute()
  await expect(
    db.deleteFrom('meeting_class').where('id', '=', other.classes[0]).execute(),
  ).rejects.toMatchObject({ code: '23503' })
  await db.deleteFrom('meeting').where('id', '=', other.key.id).execute()
  expect(await answers()).toEqual([])
})
