import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { appWithUnits, enter } from '../../../test/support/accounts.ts'
import type { TestApp } from '../../../test/support/app.ts'
import { type Actor, systemActor } from '../../platform/access.ts'
import { dayIn } from '../../platform/clock.ts'
import type { CliCommand } from '../../platform/module.ts'
import { divisionsOf } from '../directory/index.ts'
import { createMeeting } from './create-meeting.ts'
import { giveTask } from './give-task.ts'
import {
  classesOf,
  classGroupsOf,
  hotelRoomsOf,
  hotelsOf,
  type MeetingKey,
  mayInMeeting,
  meetingById,
  meetingHref,
  meetingsModule,
  sessionsOf,
  venuesOf,
} from './index.ts'
import { materialsOf } from './materials-read-model.ts'
import { addClasses } from './save-class.ts'
import { saveGroup } from './save-group.ts'
import { saveHotel } from './save-hotel.ts'
import { addMaterial } from './save-material.ts'
import { addHotelRooms } from './save-rooms.ts'
import { saveSession } from './save-session.ts'
import { saveVenue } from './save-venue.ts'

let app: TestApp
beforeAll(async () => {
  app = await appWithUnits({ now: '2019-09-01T03:00:00Z' })
})
afterAll(() => app.close())

const words = async (response: Response | Promise<Response>) =>
  (await (await response).text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const owner = () => app.actor('national', 'id')
const done = async <T>(
  result: Promise<{ ok: true; value: T } | { ok: false; refusal: unknown }>,
): Promise<T> => {
  const answer = await result
  if (!answer.ok) throw new Error(`Refused: ${JSON.stringify(answer.refusal)}`)
  return answer.value
}

/** A meeting of a unit with two venues, a hotel, a class at the first and a session of that class. */
async function meetingOf(workUnitId: string) {
  const { services } = app
  const meeting = await done(
    createMeeting(services, owner(), {
      workUnitId,
      nameId: 'Rapat Koordinasi Uji',
      nameEn: null,
      purposeId: 'Menguji',
      purposeEn: null,
      city: 'Semarang',
      timeZone: 'Asia/Jakarta',
      startsOn: '2019-09-21',
      endsOn: '2019-09-22',
      rosterOn: '2019-09-20',
      answerUntil: '2019-09-18',
      evaluatesElectionId: null,
      preparesElectionId: null,
      source: null,
    }),
  )
  const venue = (name: string, division: string) =>
    done(
      saveVenue(
        services,
        owner(),
        meeting,
        { name, address: null, capacity: 100, audience: [{ side: 'commissioner', division }] },
        null,
      ),
    )
  const divisions = await divisionsOf(services.db)
  const one = await venue('Satu', '')
  const two = await venue('Dua', divisions[0]?.code ?? '')
  const hotel = { venueId: one.id, name: 'Hotel', address: null }
  const { id: hotelId } = await done(saveHotel(services, owner(), meeting, hotel, null))
  await done(addHotelRooms(services, owner(), meeting, { hotelId, lines: '1-3, 2, akses' }))
  const group = { code: 'evaluasi', round: 1, nameId: 'Evaluasi', nameEn: null }
  await done(saveGroup(services, owner(), meeting, group, null))
  const classInput = {
    venueId: one.id,
    group: 'evaluasi',
    topicId: 'Topik',
    topicEn: null,
    room: 'R1',
    capacity: 30,
    minimum: 5,
    speakers: 'Contoh Pembicara',
  }
  await done(addClasses(services, owner(), meeting, { ...classInput, codes: 'A1' }))
  const [found] = await classesOf(services.db, meeting)
  const classId = found?.id ?? ''
  const times = { day: '2019-09-22', from: '08.00', until: '09.30' }
  const session = { whom: `class:${classId}`, titleId: 'Diskusi', titleEn: null, ...times }
  await done(saveSession(services, owner(), meeting, session, null))
  const file = new TextEncoder().encode('%PDF-1.7')
  await done(addMaterial(services, owner(), meeting, { classId, title: 'Modul', url: null, file }))
  return { meeting, at: meetingHref(meeting), one, two }
}

describe('by role', () => {
  test('a meeting is read and changed in the scope of its host; a sibling may neither, a parent both', async () => {
    const { at, one } = await meetingOf('id.33')
    for (const path of ['', '/venues', '/classes', '/agenda', '/agenda.ics', '/tasks', '/change', '/clone']) {
      expect((await app.as('province', 'id.33').get(`${at}${path}`)).status).toBe(200)
      expect((await app.as('national', 'id').get(`${at}${path}`)).status).toBe(200)
      expect((await app.as('province', 'id.34').get(`${at}${path}`)).status).toBe(403)
      expect((await app.as('district', 'id.33.73').get(`${at}${path}`)).status).toBe(403)
    }
    for (const path of ['/venues/new', `/venues/${one.id}/remove`, '/open', '/clone', '/tasks/new']) {
      expect((await app.as('province', 'id.34').post(`${at}${path}`, { name: 'X' })).status).toBe(403)
      expect((await app.as('auditor', 'id.33').post(`${at}${path}`, { name: 'X' })).status).toBe(403)
    }
    expect((await app.as('auditor', 'id.33').get(at)).status).toBe(200)
    expect((await app.as('auditor', 'id.33').get(`${at}/change`)).status).toBe(403)
    const foreign = app.as('province', 'id.34')
    expect((await foreign.post('/desk/meetings/new?unit=33', {})).status).toBe(403)
    expect(await words(foreign.get('/desk/meetings'))).not.toContain('Rapat Koordinasi Uji')
    expect(await words(app.as('province', 'id.33').get('/desk/meetings'))).toContain('Rapat Koordinasi Uji')
  })

  test('what is not there is missing, to whoever may look', async () => {
    const { at } = await meetingOf('id.33')
    const nothing = '019a0000-0000-7000-8000-000000000000'
    for (const path of [
      `/desk/meetings/33/${nothing}`,
      '/desk/meetings/33/tiada',
      `/desk/meetings/34/${at.split('/').at(-1)}`,
      `${at}/venues/${nothing}`,
      `${at}/classes/tiada/materials`,
      `${at}/materials/tiada`,
      `${at}/hotels/tiada/rooms`,
      `${at}/tasks/${nothing}/take`,
    ]) {
      expect((await app.as('national', 'id').get(path)).status).toBe(404)
    }
  })
})

describe('by task', () => {
  test('committee reads all and changes its own venue, and nothing once the task is taken back', async () => {
    const { meeting, at, one, two } = await meetingOf('id.33')
    const { client, accountId } = await enter(app, 'volunteer', '33.73', { base: '' })
    expect((await client.get(at)).status).toBe(403)
    const give = app.as('province', 'id.33')
    const fields = { accountId, task: 'committee', venueId: two.id }
    expect((await give.post(`${at}/tasks/new`, fields)).status).toBe(303)
    expect((await give.post(`${at}/tasks/new`, fields)).status).toBe(422)
    expect((await client.get(at)).status).toBe(200)
    expect(await words(client.get('/desk/meetings'))).toContain('Rapat Koordinasi Uji')
    const hotel = { name: 'Wisma', venueId: two.id }
    expect((await client.post(`${at}/hotels/new`, hotel)).status).toBe(303)
    expect((await client.post(`${at}/hotels/new`, { name: 'Lain', venueId: one.id })).status).toBe(403)
    const classes = { codes: 'B1', group: 'evaluasi', topicId: 'T', capacity: '20' }
    expect((await client.post(`${at}/classes/new`, { ...classes, venueId: two.id })).status).toBe(303)
    expect(
      (await client.post(`${at}/classes/new`, { ...classes, codes: 'C1', venueId: one.id })).status,
    ).toBe(403)
    for (const path of ['open', 'tasks/new', 'venues/new', 'clone']) {
      expect(
        (await client.post(`${at}/${path}`, { ...fields, name: 'X', nameId: 'X', startsOn: '2020-01-01' }))
          .status,
      ).toBe(403)
    }
    for (const path of ['open', 'tasks/new', 'clone', 'change']) {
      expect((await client.get(`${at}/${path}`)).status).toBe(403)
    }
    const list = await (await give.get(`${at}/tasks`)).text()
    expect(list).toContain('Panitia')
    expect(list).toContain('B · Dua')
    const id = /tasks\/([0-9a-f-]{36})\/take/.exec(list)?.[1]
    expect(await words(give.get(`${at}/tasks/${id}/take`))).toContain('Cabut tugas Panitia dari Contoh Orang')
    expect((await give.post(`${at}/tasks/${id}/take`)).status).toBe(303)
    expect((await client.get(at)).status).toBe(403)
    const trail = await app.services.db
      .selectFrom('audit_entry')
      .select('action')
      .where('action', 'in', ['meetings.give-task', 'meetings.take-task'])
      .where('scope', '=', meeting.workUnitId)
      .orderBy('id')
      .execute()
    expect(trail.map(({ action }) => action).toSorted()).toEqual(['meetings.give-task', 'meetings.take-task'])
  })

  test('stewards keep a door and scribes a record, each at the venue named or at all', async () => {
    const { services } = app
    const { meeting, one, two } = await meetingOf('id.33')
    const { accountId } = await enter(app, 'volunteer', '33.73', { base: '' })
    const somebody: Actor = { kind: 'person', id: accountId, name: 'X', personId: null, grants: [] }
    const asked = async () => {
      const answers: Record<string, boolean> = {}
      for (const permission of ['meetings.read', 'meetings.change', 'meetings.door', 'meetings.record']) {
        for (const [name, venue] of [
          ['one', one.id],
          ['two', two.id],
          ['all', undefined],
        ] as const) {
          if (await mayInMeeting(services, somebody, meeting, permission, venue)) {
            answers[`${permission} ${name}`] = true
          }
        }
      }
      return Object.keys(answers)
    }
    expect(await asked()).toEqual([])
    const task = (name: 'steward' | 'scribe' | 'committee', venueId: string | null) =>
      done(giveTask(services, owner(), meeting, { accountId, task: name, venueId }))
    await task('steward', one.id)
    expect(await asked()).toEqual(['meetings.door one'])
    await task('scribe', null)
    expect(await asked()).toEqual([
      'meetings.door one',
      'meetings.record one',
      'meetings.record two',
      'meetings.record all',
    ])
    await task('committee', two.id)
    expect(await asked()).toEqual(
      expect.arrayContaining(['meetings.read one', 'meetings.read all', 'meetings.change two']),
    )
    expect(await asked()).not.toContain('meetings.change one')
    expect(await mayInMeeting(services, app.actor('steward', 'id.33'), meeting, 'meetings.door')).toBe(true)
    expect(await mayInMeeting(services, app.actor('steward', 'id.34'), meeting, 'meetings.door')).toBe(false)
  })

  test('is given to accounts of the host and those under it only, and found by name', async () => {
    const { at } = await meetingOf('id.33')
    const stranger = await enter(app, 'volunteer', '34.71', { base: '' })
    const give = app.as('province', 'id.33')
    const fields = { accountId: stranger.accountId, task: 'steward', venueId: '' }
    const refused = await give.post(`${at}/tasks/new`, fields)
    expect([refused.status, await words(refused)]).toEqual([
      422,
      expect.stringContaining('Pilih akun dari satker penyelenggara'),
    ])
    expect((await give.post(`${at}/tasks/new`, { accountId: 'x', task: 'king' })).status).toBe(422)
    const form = await words(give.get(`${at}/tasks/new?q=Contoh`))
    expect(form).toContain('Penjaga pintu')
    expect(await words(give.get(`${at}/tasks/new?q=%25zzz`))).toContain('Tidak ada akun bernama itu.')
  })
})

describe('a clone', () => {
  test('has everything but people, moved by the difference of the first days', async () => {
    const { meeting, at } = await meetingOf('id.33')
    const { db } = app.services
    const client = app.as('province', 'id.33')
    const rules = { title: 'Tata tertib', url: 'https://contoh.id/tertib' }
    expect((await client.post(`${at}/materials`, rules)).status).toBe(303)
    expect((await client.get(`${at}/clone`)).status).toBe(200)
    const refused = await client.post(`${at}/clone`, { nameId: '', startsOn: '2020-13-01' })
    expect(refused.status).toBe(422)
    const made = await client.post(`${at}/clone`, { nameId: 'Rapat 2020', startsOn: '2020-02-28' })
    expect(made.status).toBe(303)
    const id = (made.headers.get('location') ?? '').replace('?done=cloned', '').split('/').at(-1) ?? ''
    const copy: MeetingKey = { workUnitId: 'id.33', id }
    expect(await meetingById(db, copy)).toMatchObject({
      state: 'draft',
      nameId: 'Rapat 2020',
      startsOn: '2020-02-28',
      endsOn: '2020-02-29',
      rosterOn: '2020-02-27',
      answerUntil: '2020-02-25',
      clonedFrom: meeting.id,
    })
    const shapeOf = async (key: MeetingKey) => ({
      venues: (await venuesOf(db, key)).map(({ id: _, ...venue }) => venue),
      hotels: (await hotelsOf(db, key)).map(({ name, rooms, beds }) => ({ name, rooms, beds })),
      rooms: (await hotelRoomsOf(db, key)).map(({ number, beds, accessible }) => ({
        number,
        beds,
        accessible,
      })),
      groups: await classGroupsOf(db, key),
      classes: (await classesOf(db, key)).map(({ code, topicId, capacity, room }) => [
        code,
        topicId,
        capacity,
        room,
      ]),
      materials: (await materialsOf(db, key)).map(({ title, fileName, size, classId }) => [
        title,
        fileName,
        size,
        classId === null,
      ]),
    })
    expect(await shapeOf(copy)).toEqual(await shapeOf(meeting))
    expect((await classesOf(db, copy)).map(({ speakers }) => speakers)).toEqual([null])
    const [session] = await sessionsOf(db, copy)
    expect(session?.startsAt.toISOString()).toBe('2020-02-29T01:00:00.000Z')
    expect(dayIn('Asia/Jakarta', session?.endsAt ?? new Date(0))).toBe('2020-02-29')
    const own = new Set((await classesOf(db, copy)).map((one) => one.id))
    expect(own.has(session?.classId ?? '')).toBe(true)
    const tasks = await db.selectFrom('meeting_delegate').selectAll().where('meeting_id', '=', id).execute()
    expect(tasks).toEqual([])
    const trail = await db
      .selectFrom('audit_entry')
      .selectAll()
      .where('action', '=', 'meetings.clone')
      .execute()
    expect(trail).toHaveLength(1)
  })
})

describe('for programs', () => {
  test('the API lists meetings of own scopes and shows one with its parts', async () => {
    const { meeting } = await meetingOf('id.33')
    const read = async (scope: string, path: string) =>
      app.as('province', scope).get(`/api/v1/meetings${path}`)
    const { meetings } = (await (await read('id.33', '')).json()) as {
      meetings: { id: string; unit: string }[]
    }
    expect(meetings.find(({ id }) => id === meeting.id)?.unit).toBe('33')
    const others = (await (await read('id.34', '')).json()) as { meetings: unknown[] }
    expect(others.meetings).toEqual([])
    expect(await (await read('id.33', `/33/${meeting.id}`)).json()).toMatchObject({
      city: 'Semarang',
      venues: [{ letter: 'A', name: 'Satu' }, { letter: 'B' }],
      hotels: [{ name: 'Hotel', rooms: 3, beds: 6 }],
      classes: [{ code: 'A1', capacity: 30, minimum: 5 }],
      sessions: [{ startsAt: '2019-09-22T01:00:00.000Z', endsAt: '2019-09-22T02:30:00.000Z' }],
    })
    expect((await read('id.34', `/33/${meeting.id}`)).status).toBe(403)
    expect((await read('id.33', '/33/tiada')).status).toBe(404)
  })

  test('the command line lists and shows meetings', async () => {
    const { meeting } = await meetingOf('id.33')
    const { slug } = (await meetingById(app.services.db, meeting)) ?? { slug: '' }
    const run = async (name: string, args: string[], options: Record<string, boolean> = {}) => {
      const command = meetingsModule.cli?.find((one: CliCommand) => one.name.startsWith(name))
      const said: string[] = []
      const say = (text: string) => said.push(text)
      const code = await command?.run(app.services, {
        actor: systemActor('test'),
        args,
        options,
        out: say,
        err: say,
        path: (typed) => typed,
        readFile: async () => new Uint8Array(),
        writeFile: async () => {},
      })
      return { code, said: said.join('\n') }
    }
    expect((await run('meetings list', [])).said).toContain(`${slug}\t33\tdraft\t2019-09-21\t2019-09-22`)
    expect(JSON.parse((await run('meetings list', [], { json: true })).said)).toContainEqual(
      expect.objectContaining({ slug }),
    )
    const shown = await run('meetings show', [slug])
    expect(shown.said).toContain('class\tA1\tTopik\t30')
    expect(JSON.parse((await run('meetings show', [slug], { json: true })).said)).toMatchObject({ slug })
    expect((await run('meetings show', ['tiada'])).code).toBe(1)
  })
})
