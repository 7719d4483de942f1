import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { at } from '../../../test/support/accounts.ts'
import { formsIn } from '../../../test/support/visitor.ts'
import { systemActor } from '../../platform/access.ts'
import { newId } from '../../platform/ids.ts'
import { shareOf } from './intervals.ts'
import { resultsCommand } from './questionnaires-cli.ts'
import { choice, idIn, type Questioning, questioning, scale, words } from './testing.ts'

let app: Questioning['app']
let meeting: Questioning['meeting']
let national: Questioning['national']
let add: Questioning['add']
let question: Questioning['question']
let open: Questioning['open']
let close: Questioning['close']
let settle: Questioning['settle']
let answer: Questioning['answer']
let answerHref: Questioning['answerHref']
let one: Questioning['one']
let results: Questioning['results']
let rowsIn: Questioning['rowsIn']
let seat: Questioning['seat']
beforeAll(async () => {
  ;({
    app,
    meeting,
    national,
    add,
    question,
    open,
    close,
    settle,
    answer,
    answerHref,
    one,
    results,
    rowsIn,
    seat,
  } = await questioning())
})
afterAll(() => app?.close())

describe('answering with a name', () => {
  test('every kind is kept as it was given, a second answer replaces the first, an emptied one goes', async () => {
    const href = await add({ isAnonymous: 'no' })
    const ids = {
      scale: await question(href, 'scale', scale),
      one: await question(href, 'one', choice),
      several: await question(href, 'several', { textId: 'Yang dipakai?', optionsId: 'Poster\nVideo' }),
      open: await question(href, 'open', { textId: 'Apa lagi?' }),
      matrix: await question(href, 'matrix', { ...scale, optionsId: 'Materi\nRuang' }),
    }
    expect((await app.post(answerHref(seat(0), href), { version: '1 once' })).status).toBe(409)
    await open(href)
    const page = await words(await app.get(answerHref(seat(0), href)))
    expect(page).toContain('Kuesioner ini dengan nama. Panitia dapat melihat jawaban Anda.')
    expect(page).toContain('1 – kabur')
    const some = { [`q-${ids.scale}`]: '4', [`q-${ids.several}-b`]: 'on', [`q-${ids.open}`]: ' Lebih lama ' }
    const saved = await answer(seat(0), href, { ...some, upTo: '3' })
    expect(saved.headers.get('location')).toContain('#question-3')
    const again = await app.get(`${answerHref(seat(0), href)}?done=saved`)
    const html = await again.text()
    expect(html).toContain('Masih ada 2 pertanyaan yang menunggu: nomor 2, 5.')
    expect(formsIn(html)[0]?.fields.get(`q-${ids.several}-b`)).toBe('on')
    const kept = async () =>
      (
        await app.services.db
          .selectFrom('named_answer')
          .select(['question_id', 'choices', 'words'])
          .where('questionnaire_id', '=', idIn(href))
          .where('participant_id', '=', seat(0).id)
          .execute()
      ).map(({ question_id, choices, words }) => [question_id, words ?? choices.join(' ')])
    expect(Object.fromEntries(await kept())).toEqual({
      [ids.scale]: '4',
      [ids.several]: 'b',
      [ids.open]: 'Lebih lama',
    })
    await answer(seat(0), href, {
      [`q-${ids.scale}`]: '5',
      [`q-${ids.one}`]: 'c',
      [`q-${ids.matrix}-a`]: '1',
      [`q-${ids.matrix}-b`]: '2',
    })
    expect(Object.fromEntries(await kept())).toEqual({
      [ids.scale]: '5',
      [ids.one]: 'c',
      [ids.matrix]: 'a:1 b:2',
    })
    const wrong = await answer(seat(0), href, { [`q-${ids.scale}`]: '9', [`q-${ids.open}`]: 'tetap ada' })
    expect(wrong.status).toBe(422)
    const refused = await wrong.text()
    expect(refused).toContain('Pilih salah satu yang tersedia.')
    expect(refused).toContain('tetap ada')
    expect((await kept()).length).toBe(3)
  })

  test('answers to questions that were changed meanwhile are refused and stay on the page', async () => {
    const href = await add({ isAnonymous: 'no' })
    const id = await question(href, 'open', { textId: 'Lama?' })
    await open(href)
    const stale = formsIn(await (await app.get(answerHref(seat(0), href))).text())[0]?.fields.get('version')
    await national().post(`${href}/questions/${id}`, { textId: 'Baru?' })
    const refused = await app.post(answerHref(seat(0), href), {
      version: stale ?? '',
      [`q-${id}`]: 'untuk yang lama',
    })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('untuk yang lama')
  })

  test('results equal a recount, with mean and intervals', async () => {
    const href = await add({ isAnonymous: 'no' })
    const id = await question(href, 'scale', scale)
    const more = await question(href, 'several', { textId: 'Apa?', optionsId: 'Poster\nVideo' })
    await open(href)
    const given = [5, 4, 4, 3, 5, 2]
    for (const [place, value] of given.entries()) {
      await answer(seat(place), href, {
        [`q-${id}`]: String(value),
        [`q-${more}-a`]: 'on',
        ...(place < 2 ? { [`q-${more}-b`]: 'on' } : {}),
      })
    }
    const { asked, respondents, questions } = await results(href)
    expect([asked, respondents[0]?.count]).toEqual([8, 6])
    const [first, second] = questions
    const part = first?.parts[0]
    for (const cell of part?.cells ?? []) {
      const count = given.filter((value) => String(value) === cell.choice).length
      expect(cell).toEqual({ choice: cell.choice, count, share: shareOf(count, 6) })
    }
    // Mean 23/6; sum of squares 95 - 6 · (23/6)²; t(0.975; 5) = 2.571 by the table.
    const deviation = Math.sqrt((95 - 6 * (23 / 6) ** 2) / 5)
    expect(part?.mean?.value).toBeCloseTo(23 / 6, 10)
    expect(part?.mean?.upper).toBeCloseTo(23 / 6 + (2.5706 * deviation) / Math.sqrt(6), 4)
    expect(second?.parts[0]?.cells.map(({ count }) => count)).toEqual([6, 2])
    const page = await words(await national().get(`${href}/results`))
    expect(page).toContain('6 menjawab dari 8 yang diminta')
    expect(page).toContain('Rata-rata 3,83 dari 5')
    const json = await rowsIn(`${href}/results/results.json`)
    expect(json).toContainEqual(expect.objectContaining({ choice: '4', count: 2, answered: 6 }))
    const csv = await (await national().get(`${href}/results/results.csv`)).text()
    expect(csv).toContain('Seberapa jelas?')
    const xlsx = await national().get(`${href}/results/results.xlsx`)
    expect(new Uint8Array(await xlsx.arrayBuffer()).slice(0, 2)).toEqual(new Uint8Array([0x50, 0x4b]))
    expect((await national().get(`${href}/results/others.csv`)).status).toBe(404)
    const told: string[] = []
    const run = (options: Record<string, string | boolean>, slug = `rapat-rekaan-${meeting.key.id}`) =>
      resultsCommand.run(app.services, {
        actor: systemActor('test'),
        args: [slug],
        options,
        out: (text) => told.push(text),
        err: (text) => told.push(text),
        path: (typed) => typed,
        readFile: async () => new Uint8Array(),
        writeFile: async () => {},
      })
    expect(await run({ id: idIn(href), json: true })).toBe(0)
    const { rows } = JSON.parse(told[0] ?? '') as { rows: Record<string, unknown>[] }
    expect(rows.map(({ count }) => count)).toEqual(json.map(({ count }) => count))
    expect(await run({})).toBe(0)
    expect(told).toContain(`${idIn(href)}\topen\tKuesioner Rekaan`)
    expect(await run({ id: newId() })).toBe(1)
    expect(await run({}, 'tiada')).toBe(1)
    expect(await run({ id: idIn(href), out: 'hasil.docx' })).toBe(2)
  })

  test('before and after compare the same people only', async () => {
    const href = await add({ isAnonymous: 'no', isPaired: 'yes' })
    const id = await question(href, 'one', choice)
    const opinion = await question(href, 'scale', scale)
    await open(href, 'before')
    expect(await (await app.get(answerHref(seat(0), href))).text()).not.toContain('Seberapa jelas?')
    const before = ['a', 'a', 'c', 'c', 'b']
    const after = ['c', 'c', 'c', 'a', null, 'c']
    for (const [place, key] of before.entries()) await answer(seat(place), href, { [`q-${id}`]: key })
    expect((await open(href, 'after')).status).toBe(409)
    await close(href)
    await open(href, 'after')
    for (const [place, key] of after.entries()) {
      if (key) await answer(seat(place), href, { [`q-${id}`]: key, [`q-${opinion}`]: '5' })
    }
    const { comparisons } = await results(href)
    // Four answered both times: two learnt it, one knew it, one lost it.
    expect(comparisons).toHaveLength(1)
    expect(comparisons[0]).toMatchObject({
      isPaired: true,
      before: { right: 2, n: 4 },
      after: { right: 3, n: 4 },
    })
    expect(comparisons[0]?.difference?.value).toBeCloseTo(0.25, 10)
    expect(await words(await national().get(`${href}/results`))).toContain('50% (2 dari 4)')
    await close(href)
    expect((await open(href, 'before')).status).toBe(409)
  })
})

describe('answering without a name', () => {
  test('nobody answers twice, what must be answered must be, and results wait until it is closed', async () => {
    const href = await add()
    const id = await question(href, 'scale', scale)
    const text = await question(href, 'open', { textId: 'Apa lagi?', isRequired: '' })
    await open(href)
    expect(await words(await app.get(answerHref(seat(0), href)))).toContain('Kuesioner ini tanpa nama.')
    const lacking = await answer(seat(0), href, { [`q-${text}`]: 'kalimat yang ditulis' })
    expect(lacking.status).toBe(422)
    const html = await lacking.text()
    expect(html).toContain('Pertanyaan 1 harus dijawab.')
    expect(html).toContain('kalimat yang ditulis')
    expect((await answer(seat(0), href, { [`q-${id}`]: '4' })).status).toBe(303)
    expect(await words(await app.get(answerHref(seat(0), href)))).toContain('Jawaban Anda sudah diterima')
    const version = `${(await one(href)).version} once`
    const twice = await app.post(answerHref(seat(0), href), { version, [`q-${id}`]: '1' })
    expect(twice.status).toBe(409)
    expect(await words(twice)).toContain('Anda sudah menjawab kuesioner tanpa nama ini')
    const both = await Promise.all(
      ['2', '3'].map((value) => app.post(answerHref(seat(1), href), { version, [`q-${id}`]: value })),
    )
    expect(both.map(({ status }) => status).toSorted()).toEqual([303, 409])
    expect((await results(href)).questions).toEqual([])
    await close(href)
    // What waits on phones may still come in, and would be seen as the difference.
    expect(await words(await national().get(`${href}/results`))).toContain('sampai 3 Sep 2019, 08.30 WIB')
    await settle(href)
    expect((await settle(href)).status).toBe(409)
    const few = await words(await national().get(`${href}/results`))
    expect(few).toContain('Kurang dari lima yang menjawab')
    expect((await open(href)).status).toBe(409)
  })

  test('cells under five are held back on the page and in every file', async () => {
    const href = await add()
    const id = await question(href, 'one', { textId: 'Pilih', optionsId: 'Satu\nDua\nTiga' })
    const rating = await question(href, 'scale', scale)
    const text = await question(href, 'open', { textId: 'Apa lagi?', isRequired: '' })
    await open(href)
    for (let place = 0; place < 8; place += 1) {
      await answer(seat(place), href, {
        [`q-${id}`]: place < 6 ? 'a' : 'b',
        [`q-${rating}`]: place < 5 ? '5' : '4',
        ...(place < 5 ? { [`q-${text}`]: `Tulisan ${place}` } : {}),
      })
    }
    await close(href)
    await settle(href)
    const { questions } = await results(href)
    expect(questions[0]?.parts[0]?.cells.map(({ count }) => count)).toEqual([null, null, 0])
    expect(questions[1]?.parts[0]?.cells.every(({ count }) => count === null)).toBe(true)
    expect(questions[1]?.parts[0]?.mean).toEqual({ value: 4.6, lower: null, upper: null })
    expect(questions[2]?.words.map(({ words }) => words).toSorted()).toEqual(
      [0, 1, 2, 3, 4].map((place) => `Tulisan ${place}`),
    )
    const html = await (await national().get(`${href}/results`)).text()
    expect(html).not.toMatch(/\b6 \(/)
    const rows = await rowsIn(`${href}/results/results.json`)
    const counts = rows.filter((row) => row.number === 1)
    expect(counts.map((row) => row.count)).toEqual([null, null, 0])
  })

  test('no row of any table links an answer to who gave it, to a time or to an order', async () => {
    at(app, '2019-09-03T04:44:44Z')
    const href = await add()
    const id = await question(href, 'scale', scale)
    const text = await question(href, 'open', { textId: 'Apa lagi?' })
    await open(href)
    const { db } = app.services
    const tables = await sql<{ name: string }>`
      select c.relname as name from pg_class c
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`.execute(db)
    /** Every row of every table but those of a participant and a seat, as text. */
    const everything = async () => {
      const rows: { table: string; row: string }[] = []
      for (const { name } of tables.rows) {
        if (name === 'participant' || name === 'class_place') continue
        const found = await sql<{ row: string }>`select t::text as row from ${sql.table(name)} t`.execute(db)
        rows.push(...found.rows.map(({ row }) => ({ table: name, row })))
      }
      return rows
    }
    const earlier = new Set((await everything()).map(({ table, row }) => `${table} ${row}`))
    at(app, '2019-09-03T05:55:55Z')
    const secretive = 'Zaitun menulis ini'
    for (const [place, value] of ['2', '5', '5'].entries()) {
      await answer(seat(place), href, {
        [`q-${id}`]: value,
        [`q-${text}`]: place === 0 ? secretive : `A${place}`,
      })
    }
    const added = (await everything()).filter(({ table, row }) => !earlier.has(`${table} ${row}`))
    const written = new Set(added.map(({ table }) => table))
    expect([...written].filter((table) => table !== 'account_attempt').toSorted()).toEqual([
      'anonymous_count',
      'anonymous_token',
      'anonymous_words',
    ])
    for (const { table, row } of added) {
      for (const { id: person, code, name } of meeting.seated[0]) {
        for (const mark of [person, code, name]) expect(row, table).not.toContain(mark)
      }
      if (table !== 'account_attempt') expect(row, table).not.toMatch(/2019-09-03|05:55/)
    }
    // Tokens carry no answer, answers no token; answers of one person are not kept together.
    const tokens = added.filter(({ table }) => table === 'anonymous_token')
    expect(tokens).toHaveLength(3)
    expect(tokens.some(({ row }) => row.includes(secretive) || row.includes(id))).toBe(false)
    const columns = await sql<{ table_name: string; column_name: string }>`
      select table_name, column_name from information_schema.columns
      where table_name in ('anonymous_count', 'anonymous_words', 'anonymous_token')`.execute(db)
    const names = columns.rows.map(({ column_name }) => column_name)
    expect(names.some((name) => /participant|person|account|_at$|time|rank|serial/.test(name))).toBe(false)
    const counts = await db
      .selectFrom('anonymous_count')
      .select(['choice', 'count'])
      .where('question_id', '=', id)
      .orderBy('choice')
      .execute()
    expect(counts).toEqual([
      { choice: '', count: 3 },
      { choice: '2', count: 1 },
      { choice: '5', count: 2 },
    ])
    at(app, '2019-09-03T01:00:00Z')
  })

  test('unpaired knowledge is shown as shares of all who answered each time', async () => {
    const href = await add({ isPaired: 'yes' })
    const id = await question(href, 'one', { ...choice, optionsId: 'Senin\nRabu', right: '2' })
    await open(href, 'before')
    for (let place = 0; place < 8; place += 1) await answer(seat(place), href, { [`q-${id}`]: 'a' })
    await close(href)
    await open(href, 'after')
    for (let place = 0; place < 6; place += 1) await answer(seat(place), href, { [`q-${id}`]: 'b' })
    await close(href)
    await settle(href)
    const { comparisons } = await results(href)
    expect(comparisons[0]).toMatchObject({
      isPaired: false,
      before: { right: 0, n: 8 },
      after: { right: 6, n: 6 },
      difference: { value: 1 },
    })
  })

  test('a paired one without a right answer has nothing to ask before', async () => {
    const href = await add({ isPaired: 'yes' })
    expect((await open(href, 'after')).status).toBe(409)
    await question(href, 'scale', scale)
    const refused = await open(href, 'before')
    expect(refused.status).toBe(409)
    expect(await words(refused)).toContain('Belum ada pertanyaan dengan jawaban benar')
  })
})
