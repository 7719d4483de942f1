import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { enter } from '../../../test/support/accounts.ts'
import type { TestApp } from '../../../test/support/app.ts'
import { addMeeting, appWithPeople, said } from '../../../test/support/meeting-with-venues.ts'
import { clockAt } from '../../platform/clock.ts'
import { newId } from '../../platform/ids.ts'
import { assetAt, assetHref } from '../../ui/index.ts'
import { participantsOf, personalPath, writeParticipants } from './index.ts'
import { participantsJobs } from './participants-jobs.ts'
import { countsByState, participantByCode, participantById } from './participants-read-model.ts'
import type { NewParticipant } from './participants-store.ts'

let app: TestApp
beforeAll(async () => {
  app = await appWithPeople()
})
afterAll(() => app.close())

const committee = () => app.as('committee', 'id')
const member: NewParticipant = {
  name: 'Undangan Karangan',
  unitId: 'id.33.73',
  side: 'commissioner',
  position: 'member',
  division: 'outreach-hr',
  origin: 'hand',
  state: 'invited',
}

/** A meeting with these people on its list, who are given back. */
async function invited(
  people: readonly Partial<NewParticipant>[],
  setting: Parameters<typeof addMeeting>[1] = {},
) {
  const made = await addMeeting(app, setting)
  const ids = await app.services.db.transaction().execute((tx) =>
    writeParticipants(
      tx,
      made.meeting,
      people.map((one) => ({ ...member, ...one })),
      app.services.clock.now(),
    ),
  )
  const one = async (at = 0) => {
    const found = await participantById(app.services.db, made.meeting, ids[at] ?? '')
    if (!found) throw new Error('nobody there')
    return found
  }
  const link = personalPath((await one()).code)
  return { ...made, ids, one, link }
}

describe('the personal link', () => {
  test('says who, when, where and the own sessions in both languages, in few bytes, and is kept nowhere', async () => {
    const { link } = await invited([{}])
    const answer = await app.get(link)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('x-robots-tag')).toContain('noindex')
    const html = await answer.text()
    expect(html).not.toContain('<script')
    const style = assetAt(assetHref('site-form.css'))?.plain ?? new Uint8Array()
    expect(gzipSync(html).length + gzipSync(style).length).toBeLessThan(14 * 1024)
    const id = await said(await app.get(link))
    for (const words of [
      'Undangan Karangan',
      'Rapat Koordinasi Karangan',
      'Sabtu, 21 September 2019',
      'A · Hotel Karangan',
      'Pembukaan',
      '19.00–21.00 WIB',
    ])
      expect(id).toContain(words)
    const en = await said(await app.get(`${link}?lang=en`))
    for (const words of [
      'Made-up Coordination Meeting',
      'Saturday, 21 September 2019',
      'Opening',
      'Will you come?',
    ])
      expect(en).toContain(words)
    expect((await app.get(`/m/${link.slice(3).toLowerCase().replaceAll('-', '')}`)).status).toBe(200)
  })

  test('takes an answer with travel, needs and wishes, and shows it again', async () => {
    const { link, one, classes } = await invited([{}])
    const posted = await app.post(link, {
      answer: 'coming',
      arrivesOn: '2019-09-20',
      arrivesTime: '14.30',
      leavesOn: '2019-09-25',
      leavesTime: '9:00',
      travel: 'GA 123',
      needs: 'tanpa kacang',
      needsAccessible: 'on',
      'wish-1-3': classes.second,
      'wish-1-2': classes.first,
    })
    expect(posted.status).toBe(303)
    const found = await one()
    expect(found.state).toBe('coming')
    expect(found.arrivesAt?.toISOString()).toBe('2019-09-20T07:30:00.000Z')
    expect(found.wishes).toEqual({ [classes.second]: 3, [classes.first]: 2 })
    const html = await (await app.get(posted.headers.get('location') ?? '')).text()
    expect(html).toContain('Jawaban tersimpan.')
    for (const value of ['value="2019-09-20"', 'value="14:30"', 'value="GA 123"', 'value="tanpa kacang"'])
      expect(html).toContain(value)
    const trail = await app.services.db
      .selectFrom('audit_entry')
      .select(['actor_name', 'before', 'after'])
      .where('subject', '=', `participant ${found.id}`)
      .execute()
    expect(JSON.stringify(trail)).not.toMatch(/kacang|Undangan Karangan/)
    expect(trail).toHaveLength(1)
  })

  test('refuses what cannot be with a sentence at the field; what was typed stays', async () => {
    const { link, classes } = await invited([{}])
    for (const [fields, sentence] of [
      [{}, 'Pilih satu jawaban.'],
      [{ answer: 'not-coming' }, 'Tulis alasan tidak hadir.'],
      [{ answer: 'represented' }, 'Tulis nama wakil.'],
      [{ answer: 'coming', arrivesOn: '2019-09-20' }, 'Isi jam seperti 14.30.'],
      [{ answer: 'coming', arrivesOn: '2019-02-30', arrivesTime: '10.00' }, 'Isi hari dari kalender.'],
      [{ answer: 'coming', arrivesOn: '2019-10-20', arrivesTime: '10.00' }, 'Hari tiba harus antara'],
      [{ answer: 'coming', 'wish-1-3': classes.elsewhere }, 'Pilih kelas di lokasi sendiri.'],
      [{ answer: 'coming', 'wish-1-3': classes.first, 'wish-1-2': classes.first }, 'sudah dipilih di atas'],
    ] as const) {
      const refused = await app.post(link, { ...fields, travel: 'KA Karangan' })
      expect(refused.status).toBe(422)
      const html = await refused.text()
      expect(html).toContain(sentence)
      expect(html).toContain('value="KA Karangan"')
    }
  })

  test('sends somebody with the mandate, who gets a link of their own; coming after all takes it back', async () => {
    const { meeting, link, one } = await invited([{}])
    const mandate = {
      answer: 'represented',
      representativeName: 'Wakil Karangan',
      representativePosition: 'Kepala subbagian',
      representativeGender: 'f',
      needs: 'halal',
    }
    expect((await app.post(link, mandate)).status).toBe(303)
    const principal = await one()
    expect([principal.state, principal.needs]).toEqual(['represented', null])
    const [representative] = await participantsOf(app.services.db, meeting, { states: ['coming'] })
    expect(representative).toMatchObject({
      name: 'Wakil Karangan',
      representsId: principal.id,
      title: 'Kepala subbagian',
      venueId: principal.venueId,
      needs: 'halal',
    })
    const own = personalPath(representative?.code ?? '')
    expect(await (await app.get(link)).text()).toContain(own)
    // No mandate is passed on.
    expect((await app.post(own, { ...mandate, representativeName: 'Orang Ketiga' })).status).toBe(422)
    // The same answer again changes nobody's code.
    await app.post(link, mandate)
    expect(await countsByState(app.services.db, meeting)).toEqual({ represented: 1, coming: 1 })
    expect((await app.post(link, { answer: 'coming' })).status).toBe(303)
    expect(await countsByState(app.services.db, meeting)).toEqual({ coming: 1, cancelled: 1 })
    expect((await app.get(own)).status).toBe(404)
  })

  test('is closed after the last day, when only the committee still records answers', async () => {
    const { link, base, one } = await invited([{}], { answerUntil: '2019-08-19' })
    expect(await said(await app.get(link))).toContain('Jawaban diterima sampai Senin, 19 Agustus 2019.')
    await app.post(link, { answer: 'coming' })
    expect((await one()).state).toBe('invited')
    const desk = await committee().post(`${base}/${(await one()).id}/answer`, {
      answer: 'not-coming',
      reason: 'dinas',
    })
    expect(desk.status).toBe(303)
    expect((await one()).state).toBe('not-coming')
    const draft = await invited([{}], { state: 'draft' })
    const early = await said(await app.get(draft.link))
    expect(early).toContain('setelah rapat dibuka')
    expect(early).not.toContain('Rapat Koordinasi Karangan')
    expect(early).not.toContain((await draft.one()).name)
    for (const [under, status] of [
      ['.ics', 404],
      ['/materials', 404],
      ['/photograph', 404],
      ['/q', 303],
    ]) {
      const answer = await app.get(`${draft.link}${under}`)
      const tells = (await said(answer)).includes('Rapat Koordinasi Karangan')
      expect([under, answer.status, tells]).toEqual([under, status, false])
    }
    await app.post(draft.link, { answer: 'coming' })
    expect((await draft.one()).state).toBe('invited')
  })

  test('is answered till midnight where the meeting is', async () => {
    const { link, one } = await invited([{}], { answerUntil: '2019-08-20' })
    const before = app.services.clock
    app.services.clock = clockAt('2019-08-20T17:00:00Z')
    await app.post(link, { answer: 'coming' })
    expect((await one()).state).toBe('invited')
    app.services.clock = clockAt('2019-08-20T16:59:00Z')
    await app.post(link, { answer: 'coming' })
    expect((await one()).state).toBe('coming')
    app.services.clock = before
  })

  test('gives a freed place on, and makes who changes their mind wait', async () => {
    const { meeting, base, link, one } = await invited([{}, { name: 'Penunggu Karangan', state: 'waiting' }])
    await committee().post(`${base}/quotas`, { commissioner: '1', secretariat: '' })
    await app.post(link, { answer: 'not-coming', reason: 'sakit' })
    expect((await one(1)).state).toBe('invited')
    await app.post(link, { answer: 'coming' })
    expect((await one()).state).toBe('waiting')
    expect(await countsByState(app.services.db, meeting)).toEqual({ invited: 1, waiting: 1 })
    expect(await said(await app.get(link))).toContain('Ada di daftar tunggu')
  })

  test('gives the days and sessions as a calendar', async () => {
    const { link } = await invited([{}])
    const answer = await app.get(`${link}.ics`)
    expect(answer.headers.get('content-type')).toContain('text/calendar')
    const text = await answer.text()
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(2)
    expect(text).toContain('DTSTART:20190921T120000Z')
    expect(text).toContain('DTEND;VALUE=DATE:20190925')
  })
})

describe('the desk of a unit', () => {
  test('answers for its own people, and sees nobody else', async () => {
    const { meeting, ids, one } = await invited([{}, { name: 'Tetangga Karangan', unitId: 'id.33.74' }])
    const desk = app.as('district', 'id.33.73')
    const list = `/desk/invitations/${meeting.id}`
    expect(await said(await desk.get('/desk/invitations'))).toContain('0 dari 1 orang sudah menjawab')
    const seen = await said(await desk.get(list))
    expect(seen).toContain('Undangan Karangan')
    expect(seen).not.toContain('Tetangga Karangan')
    expect((await desk.get(`${list}/${ids[1]}`)).status).toBe(404)
    expect((await desk.post(`${list}/${ids[1]}`, { answer: 'coming' })).status).toBe(404)
    expect((await desk.post(`${list}/${ids[0]}`, { answer: 'represented' })).status).toBe(422)
    expect((await desk.post(`${list}/${ids[0]}`, { answer: 'coming' })).status).toBe(303)
    expect([(await one()).state, (await one(1)).state]).toEqual(['coming', 'invited'])
    expect(await said(await app.as('province', 'id.33').get(list))).toContain('Tetangga Karangan')
    expect((await app.as('volunteer', 'id.33.73').get(list)).status).toBe(403)
    const draft = await invited([{}], { state: 'draft' })
    expect((await desk.get(`/desk/invitations/${draft.meeting.id}`)).status).toBe(404)
  })
})

describe('erasing a person', () => {
  test('hides them at once everywhere, and the job empties the row', async () => {
    const { db } = app.services
    const personId = newId()
    await db
      .insertInto('person')
      .values({
        id: personId,
        name: 'Terhapus Karangan',
        search_words: 'terhapus karangan',
        gender: 'm',
        phone: null,
        email: null,
        staff_number: null,
      })
      .execute()
    const { meeting, base, ids, link, one } = await invited([
      { personId, name: 'Terhapus Karangan', needs: 'rahasia', state: 'coming' },
    ])
    const { code } = await one()
    await db
      .updateTable('person')
      .set({ name: '', search_words: '', erased_at: new Date() })
      .where('id', '=', personId)
      .execute()
    expect((await app.get(link)).status).toBe(404)
    expect(await participantByCode(db, code)).toBeUndefined()
    const page = await said(await committee().get(`${base}/${ids[0]}`))
    expect(page).toContain('(data dihapus)')
    expect(page).not.toContain('rahasia')
    expect(await participantsOf(db, meeting, { words: 'terhapus' })).toEqual([])
    for (const { handler } of participantsJobs) await handler(app.services, {})
    const row = await db
      .selectFrom('participant')
      .selectAll()
      .where('id', '=', ids[0] ?? '')
      .executeTakeFirstOrThrow()
    expect([row.name, row.search_words, row.gender, row.needs, row.state]).toEqual([
      '',
      '',
      null,
      null,
      'coming',
    ])
  })
})

describe('arrivals and needs', () => {
  test('are listed, narrowed and filed for who looks after the people, of their venue alone', async () => {
    const { base, meeting, venues, ids } = await invited([
      { name: 'Orang Kursi', state: 'coming' },
      { name: 'Orang Biasa', state: 'coming' },
      { name: 'Orang Sana', state: 'coming', division: 'data-it' },
    ])
    const set = (at: number, row: object) =>
      app.services.db
        .updateTable('participant')
        .set(row)
        .where('id', '=', ids[at] ?? '')
        .execute()
    await set(0, {
      needs: 'kursi roda',
      needs_accessible: true,
      arrives_at: new Date('2019-09-20T05:00:00Z'),
    })
    await set(2, { needs: 'penerjemah' })
    const list = await said(await committee().get(`${base}/stay`))
    for (const words of ['Orang Kursi', 'kursi roda', 'Orang Sana']) expect(list).toContain(words)
    expect(list).not.toContain('Orang Biasa')
    expect(await said(await committee().get(`${base}/stay?show=all&day=2019-09-20`))).not.toContain(
      'Orang Sana',
    )
    const file = async (client: Pick<TestApp, 'get'>, query = '') => {
      const answer = await client.get(`${base}/stay/file/json${query}`)
      return ((await answer.json()) as { rows: { name: string; needs: string | null }[] }).rows
    }
    expect((await file(committee(), '?show=all')).map(({ name }) => name)).toEqual([
      'Orang Biasa',
      'Orang Kursi',
      'Orang Sana',
    ])
    const { accountId, client } = await enter(app, 'volunteer', '00')
    await app.services.db
      .insertInto('meeting_delegate')
      .values({
        work_unit_id: meeting.workUnitId,
        meeting_id: meeting.id,
        id: newId(),
        account_id: accountId,
        task: 'committee',
        venue_id: venues.rest,
        given_at: app.services.clock.now(),
      })
      .execute()
    expect(await file(client)).toMatchObject([{ name: 'Orang Sana', needs: 'penerjemah' }])
    expect((await app.as('auditor', 'id').get(`${base}/stay`)).status).toBe(403)
  })
})

describe('guessing', () => {
  test('of a code that never was, of somebody cancelled or erased says the same, and guessing ends', async () => {
    const { base, ids, link } = await invited([{}])
    const other = await invited([{}])
    await committee().post(`${base}/${ids[0]}/cancel`, { reason: 'salah orang' })
    const cancelled = await app.get(link)
    const never = await app.get('/m/2222-3333-4444')
    expect([cancelled.status, never.status]).toEqual([404, 404])
    expect(await cancelled.text()).toBe(await never.text())
    let last = 0
    for (let at = 0; at < 700 && last !== 429; at += 1) last = (await app.get('/m/2222-3333-4445')).status
    expect(last).toBe(429)
    // Others behind the same address have nothing to do with it, however many they are.
    expect((await app.get(other.link)).status).toBe(200)
    expect((await app.get(link)).status).toBe(429)
  })
})
