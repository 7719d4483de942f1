import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Hall, seedHall } from '../../../test/doors/hall.ts'
import { type Phone, seedPhone } from '../../../test/doors/phone.ts'
import { type TestApp, testApp } from '../../../test/support/app.ts'
import { personalPath } from '../participants/index.ts'
import { codeHash } from './code-hash.ts'
import { forgetDevices } from './device.ts'
import { type PhotographList, photographsAtOnce, type SomePhotographs } from './door-shapes.ts'

let app: TestApp
let hall: Hall
let phone: Phone
let now: Date

beforeAll(async () => {
  app = await testApp({ preset: true })
  app.services.clock = { now: () => now }
})
afterAll(() => app?.close())

let halls = 0
beforeEach(async () => {
  now = new Date('2019-09-21T01:00:00Z')
  await app.services.database.query('delete from meeting')
  halls += 1
  hall = await seedHall(app.services.database, { slug: `rakor-${halls}` })
  phone = await seedPhone(app.services.database, hall)
  await ask('on')
})

/** Has the committee ask for photographs, or for none. */
async function ask(takes: 'on' | 'off') {
  const form = { keepDays: '90', ...(takes === 'on' ? { takesPhotographs: 'on' } : {}) }
  const path = `/desk/meetings/00/${hall.meetingId}/people/keeping`
  expect((await app.as('committee', 'id').post(path, form)).status).toBe(303)
}

/** As the nth participant gives a photograph of one colour by the personal link. */
async function give(n: number, background = '#884422') {
  const bytes = await sharp({ create: { width: 160, height: 200, channels: 3, background } })
    .png()
    .toBuffer()
  const photograph = new File([new Uint8Array(bytes)], 'aku.png', { type: 'image/png' })
  const path = `${personalPath(hall.people[n]?.code ?? '')}/photograph`
  expect((await app.post(path, { photograph })).status).toBe(303)
  return Buffer.from(await (await app.get(`${path}.webp`)).arrayBuffer()).toString('base64')
}

const hash = (n: number) => codeHash(hall.meetingId, hall.people[n]?.code ?? '')
const asked = (path: string, { cookie }: Pick<Phone, 'cookie'> = phone) => app.get(path, { cookie })
const listed = async (at = phone) =>
  ((await (await asked('/door/photographs', at)).json()) as PhotographList).photographs
const hashes = async (at = phone) => (await listed(at)).map((one) => one.hash).toSorted()
const some = async (people: readonly number[], at = phone) =>
  ((await (await asked(`/door/photographs/${people.map(hash).join()}`, at)).json()) as SomePhotographs)
    .photographs

test('a phone gets photographs of who comes to its own venue and gave one, and nobody’s code', async () => {
  const picture = await give(0)
  await give(1)
  await give(3)
  await app.services.database.query(
    `update participant set state = 'not-coming' where id = '${hall.people[3]?.id}'`,
  )
  expect(await hashes()).toEqual([hash(0)])
  // Asked for by somebody who made up the question: another venue's, one who does not come, one who gave none.
  expect(await some([0, 1, 3, 6])).toEqual([
    { hash: hash(0), version: now.getTime(), contentType: 'image/webp', data: picture },
  ])
  const other = await seedPhone(app.services.database, hall, { venue: 1, name: 'Pintu B' })
  expect(await hashes(other)).toEqual([hash(1)])
  expect(await some([0], other)).toEqual([])
  const list = await asked('/door/photographs')
  expect(list.headers.get('cache-control')).toBe('no-store')
  expect(await list.text()).not.toContain(hall.people[0]?.code)
  // The list of people comes without them.
  expect(await (await asked('/door/snapshot')).text()).not.toContain(picture)
})

test('many come a few at a time', async () => {
  const people = Array.from({ length: photographsAtOnce + 1 }, (_, n) => n * 3)
  for (const n of people) await give(n)
  expect(await hashes()).toEqual(people.map(hash).toSorted())
  expect((await some(people)).map((one) => one.hash)).toEqual(people.slice(0, photographsAtOnce).map(hash))
})

test('another photograph of somebody is another version, and an erased one is there no more', async () => {
  const first = await give(0)
  await give(3)
  const [before] = (await listed()).filter((one) => one.hash === hash(0))
  now = new Date(now.getTime() + 60_000)
  const second = await give(0, '#2255aa')
  expect(second).not.toBe(first)
  const [after] = (await listed()).filter((one) => one.hash === hash(0))
  expect(after?.version).not.toBe(before?.version)
  expect(await some([0])).toMatchObject([{ version: after?.version, data: second }])
  await app.post(`${personalPath(hall.people[0]?.code ?? '')}/photograph/remove`)
  expect(await hashes()).toEqual([hash(3)])
  expect(await some([0])).toEqual([])
  // The meeting asks for none any more.
  await ask('off')
  expect(await listed()).toEqual([])
  expect(await some([3])).toEqual([])
})

test('nobody but a phone that is let in gets them, on its own day alone', async () => {
  await give(0)
  const paths = ['/door/photographs', `/door/photographs/${hash(0)}`]
  const statuses = (at?: Pick<Phone, 'cookie'>) =>
    Promise.all(paths.map(async (path) => (await asked(path, at)).status))
  expect(await statuses()).toEqual([200, 200])
  expect(await statuses({ cookie: '' })).toEqual([410, 410])
  expect(await statuses({ cookie: `${phone.cookie}x` })).toEqual([410, 410])
  now = new Date('2019-09-21T17:00:00Z')
  expect(await statuses()).toEqual([404, 404])
  now = new Date('2019-09-21T01:00:00Z')
  await app.services.database.query(`update door_device set revoked_at = now() where id = '${phone.id}'`)
  forgetDevices(app.services)
  expect(await statuses()).toEqual([410, 410])
  for (const path of ['/relay/photographs', `/relay/photographs/${hash(0)}`])
    expect((await app.get(path)).status).toBe(410)
})
