import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../test/support/app.ts'
import { addMeeting, said } from '../../../test/support/meeting-with-venues.ts'
import { clockAt } from '../../platform/clock.ts'
import { type NewParticipant, personalPath, photographsOf, writeParticipants } from './index.ts'
import { participantsJobs } from './participants-jobs.ts'
import { participantById } from './participants-read-model.ts'

const preparing = '2019-08-20T03:00:00Z'
/** Ninety days after 24 September, just before and at midnight in Jakarta. */
const dayBefore = '2019-12-22T16:59:00Z'
const dayItself = '2019-12-22T17:00:00Z'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ preset: true, now: preparing })
})
afterAll(() => app.close())

const committee = () => app.as('committee', 'id')
const db = () => app.services.db
const runJobs = async () => {
  for (const { handler } of participantsJobs) await handler(app.services, {})
}

const told = {
  arrivesAt: new Date('2019-09-20T17:30:00Z'),
  leavesAt: new Date('2019-09-25T02:00:00Z'),
  travel: 'GA 123',
  needs: 'tanpa kacang',
  needsAccessible: true,
}
const erased = {
  arrivesAt: null,
  leavesAt: null,
  travel: null,
  needs: null,
  needsAccessible: false,
  sharesRoomWith: null,
  reason: null,
}
const guest = (name: string, more: Partial<NewParticipant> = {}): NewParticipant => ({
  name,
  unitId: 'id.33.73',
  side: 'commissioner',
  division: 'outreach-hr',
  position: 'member',
  origin: 'hand',
  state: 'coming',
  ...more,
})

let place: Awaited<ReturnType<typeof addMeeting>>
let ids: string[]
beforeEach(async () => {
  app.services.clock = clockAt(preparing)
  place = await addMeeting(app)
  ids = await db()
    .transaction()
    .execute((tx) =>
      writeParticipants(
        tx,
        place.meeting,
        [
          guest('Karangan Satu', told),
          guest('Karangan Dua', { state: 'not-coming', reason: 'dirawat di rumah sakit' }),
          guest('Karangan Tiga'),
        ],
        app.services.clock.now(),
      ),
    )
})

const one = async (at: number) => {
  const found = await participantById(db(), place.meeting, ids[at] ?? '')
  if (!found) throw new Error('nobody there')
  return found
}
const trail = (action: string) =>
  db()
    .selectFrom('audit_entry')
    .select(['actor_kind as by', 'after'])
    .where('action', '=', action)
    .where('subject', 'in', [`meeting ${place.meeting.id}`, ...ids.map((id) => `participant ${id}`)])
    .orderBy('id')
    .execute()

describe('what is kept for the days of the meeting alone', () => {
  test('is erased by the job on the ninetieth day after its end, once, and its day is said on every screen', async () => {
    const link = personalPath((await one(0)).code)
    expect(await said(await app.get(link))).toContain('dihapus pada 23 Desember 2019')
    expect(await said(await committee().get(`${place.base}/${ids[0]}`))).toContain(
      'Dihapus pada 23 Desember 2019',
    )
    const page = await said(await committee().get(`${place.base}/keeping`))
    expect(page).toContain('dihapus pada Senin, 23 Desember 2019')
    expect(page).toMatch(/Kebutuhan khusus 1 orang .*Alasan tidak hadir atau dibatalkan 1 orang/)
    app.services.clock = clockAt(dayBefore)
    await runJobs()
    expect(await one(0)).toMatchObject(told)
    app.services.clock = clockAt(dayItself)
    await runJobs()
    await runJobs()
    expect(await one(0)).toMatchObject({ ...erased, travelFrom: '2019-09-21', travelUntil: '2019-09-25' })
    expect(await one(1)).toMatchObject({ ...erased, state: 'not-coming', name: 'Karangan Dua' })
    expect(await trail('participants.erase-needs')).toEqual([
      { by: 'system', after: { people: 2, photographs: 0 } },
    ])
    const { rows } = { rows: await db().selectFrom('participant').selectAll().execute() }
    const left = JSON.stringify(rows.filter(({ meeting_id }) => meeting_id === place.meeting.id))
    expect(left).not.toMatch(/kacang|GA 123|rumah sakit/)
  })

  test('told after that is erased too, and the days of travel that are accounted for stay', async () => {
    app.services.clock = clockAt(dayItself)
    await runJobs()
    await db()
      .updateTable('participant')
      .set({ needs: 'ditulis kemudian' })
      .where('id', '=', ids[0] ?? '')
      .execute()
    await runJobs()
    expect(await one(0)).toMatchObject({ ...erased, travelFrom: '2019-09-21', travelUntil: '2019-09-25' })
    // Of one instant on this clock, so in no order.
    const left = (await trail('participants.erase-needs')).map(({ after }) => JSON.stringify(after))
    expect(left.toSorted()).toEqual([
      JSON.stringify({ people: 1, photographs: 0 }),
      JSON.stringify({ people: 2, photographs: 0 }),
    ])
  })

  test('is kept as long as the committee says, and erased sooner when it asks, not before the end', async () => {
    const post = (keepDays: string) => committee().post(`${place.base}/keeping`, { keepDays })
    for (const wrong of ['0', '366', 'tiga', '']) expect((await post(wrong)).status).toBe(422)
    expect((await post('30')).status).toBe(303)
    expect(await said(await app.get(personalPath((await one(0)).code)))).toContain(
      'dihapus pada 24 Oktober 2019',
    )
    const erase = () => committee().post(`${place.base}/keeping/erase`)
    expect((await erase()).status).toBe(409)
    expect((await committee().get(`${place.base}/keeping/erase`)).status).toBe(404)
    app.services.clock = clockAt('2019-09-24T17:00:00Z')
    const asked = await said(await committee().get(`${place.base}/keeping/erase`))
    expect(asked).toContain('Hapus data 2 orang dan 0 foto?')
    expect((await app.as('auditor', 'id').post(`${place.base}/keeping/erase`)).status).toBe(403)
    expect(await one(0)).toMatchObject(told)
    expect((await erase()).status).toBe(303)
    expect(await one(0)).toMatchObject(erased)
    expect(await trail('participants.erase-needs')).toEqual([
      { by: 'person', after: { people: 2, photographs: 0 } },
    ])
  })
})

/** A photograph of noise, which hardly packs, with the place it was taken at written into it. */
const jpeg = async () =>
  new Uint8Array(
    await sharp({
      create: {
        width: 320,
        height: 400,
        channels: 3,
        background: '#888',
        noise: { type: 'gaussian', mean: 128, sigma: 60 },
      },
    })
      .withExif({ IFD3: { GPSLatitude: '7/1 19/1 0/1' } })
      .jpeg({ quality: 90 })
      .toBuffer(),
  )
const picture = async () => new File([await jpeg()], 'aku.jpg', { type: 'image/jpeg' })

describe('a photograph', () => {
  const takePhotographs = () =>
    committee().post(`${place.base}/keeping`, { keepDays: '90', takesPhotographs: 'on' })

  test('is asked for only where the meeting does, says what it is for, and is made small and anew', async () => {
    const link = personalPath((await one(0)).code)
    expect((await app.get(`${link}/photograph`)).status).toBe(404)
    expect((await app.post(`${link}/photograph`, { photograph: await picture() })).status).toBe(409)
    expect((await takePhotographs()).status).toBe(303)
    expect(await said(await app.get(link))).toContain('Foto untuk dikenali di pintu')
    const page = await said(await app.get(`${link}/photograph`))
    expect(page).toContain('dipakai supaya petugas di pintu mengenali Anda')
    expect(page).toContain('dihapus pada Senin, 23 Desember 2019')
    expect((await app.post(`${link}/photograph`)).status).toBe(422)
    const text = new File(['bukan gambar'], 'aku.jpg', { type: 'image/jpeg' })
    expect((await app.post(`${link}/photograph`, { photograph: text })).status).toBe(422)
    const given = await app.post(`${link}/photograph`, { photograph: await picture() })
    expect(given.status).toBe(303)
    const shown = await app.get(`${link}/photograph.webp`)
    expect(shown.headers.get('content-type')).toBe('image/webp')
    const bytes = Buffer.from(await shown.arrayBuffer())
    expect(bytes.byteLength).toBeLessThanOrEqual(6 * 1024)
    const made = await sharp(bytes).metadata()
    expect([made.format, (made.height ?? 0) / (made.width ?? 1), made.exif]).toEqual([
      'webp',
      1.25,
      undefined,
    ])
    expect(made.width).toBeLessThanOrEqual(160)
  })

  test('is seen by its giver and the committee, given to the doors of the own venue, and removed by either', async () => {
    await takePhotographs()
    const link = personalPath((await one(0)).code)
    await app.post(`${link}/photograph`, { photograph: await picture() })
    const desk = `${place.base}/${ids[0]}`
    expect(await (await committee().get(desk)).text()).toContain(`src="${desk}/photograph"`)
    expect((await committee().get(`${desk}/photograph`)).status).toBe(200)
    expect(await (await app.as('auditor', 'id').get(desk)).text()).not.toContain('/photograph')
    expect((await app.as('auditor', 'id').get(`${desk}/photograph`)).status).toBe(403)
    expect((await app.get(`${desk}/photograph`)).status).not.toBe(200)
    expect([...(await photographsOf(db(), place.meeting, place.venues.outreach)).keys()]).toEqual([ids[0]])
    expect((await photographsOf(db(), place.meeting, place.venues.rest)).size).toBe(0)
    expect((await app.post(`${link}/photograph/remove`)).status).toBe(303)
    expect((await app.get(`${link}/photograph.webp`)).status).toBe(404)
    await app.post(`${link}/photograph`, { photograph: await picture() })
    expect((await committee().post(`${desk}/photograph/remove`)).status).toBe(303)
    expect((await photographsOf(db(), place.meeting, place.venues.outreach)).size).toBe(0)
    expect(await trail('participants.remove-photograph')).toHaveLength(2)
  })

  test('is erased with the needs, and at once when the meeting asks for none any more', async () => {
    await takePhotographs()
    const link = personalPath((await one(2)).code)
    const count = async () => (await photographsOf(db(), place.meeting, place.venues.outreach)).size
    await app.post(`${link}/photograph`, { photograph: await picture() })
    expect(await count()).toBe(1)
    await committee().post(`${place.base}/keeping`, { keepDays: '90' })
    expect(await count()).toBe(0)
    await takePhotographs()
    await app.post(`${link}/photograph`, { photograph: await picture() })
    app.services.clock = clockAt(dayItself)
    expect((await app.post(`${link}/photograph`, { photograph: await picture() })).status).toBe(409)
    expect(await count()).toBe(1)
    await runJobs()
    expect(await count()).toBe(0)
    expect(await trail('participants.erase-needs')).toEqual([
      { by: 'system', after: { people: 2, photographs: 1 } },
    ])
  })
})
