import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Phone, scanWith, seedPhone } from '../../../test/doors/phone.ts'
import { answered, known, relayStage, soon, today } from '../../../test/doors/relay-stage.ts'
import { boardOf } from './board-read-model.ts'
import { codeHash } from './code-hash.ts'
import { enrolCode } from './device.ts'
import {
  type ItemAnswer,
  type News,
  type PhotographList,
  photographsAtOnce,
  type SomePhotographs,
} from './door-shapes.ts'
import { openFlags } from './flags-read-model.ts'
import { relayCode } from './relay-access.ts'
import { RelayBox } from './relay-box.ts'
import { relaysOf } from './relays-read-model.ts'

const hour = 3_600_000

const stage = relayStage()
const { key, badge, newRelay, stand, lay, stored } = stage

const shown = async () => (await relaysOf(stage.app.services.db, key()))[0]

test('phones are let in through the relay, each door hears of the other without a line, and all of it comes up once', async () => {
  const url = await stand(await newRelay())
  const direct = await seedPhone(stage.app.services.database, stage.hall, { day: today })
  const other = await seedPhone(stage.app.services.database, stage.hall, {
    venue: 1,
    name: 'Pintu B',
    day: today,
  })
  const waiting = await seedPhone(stage.app.services.database, stage.hall, {
    name: 'Pintu timur',
    day: today,
  })
  await stage.app.services.database.query(
    `update door_device set enrolled_at = null, secret_hash = null where id = '${waiting.id}'`,
  )
  const link = `/door/enrol/${enrolCode(stage.app.services.config, waiting.id)}`
  await known(url, direct)
  const entered = await fetch(url + link, { method: 'POST', redirect: 'manual', headers: { origin: url } })
  expect(entered.status).toBe(303)
  expect(
    (await fetch(url + link, { method: 'POST', redirect: 'manual', headers: { origin: url } })).status,
  ).toBe(404)
  const east: Phone = { ...waiting, cookie: entered.headers.get('set-cookie')?.split(';')[0] ?? '' }
  // A phone of another venue is not this relay's; it is not told to throw anything away.
  expect((await fetch(`${url}/door/snapshot`, { headers: { cookie: other.cookie } })).status).toBe(503)

  stage.line.set('down')
  const first = scanWith(direct, badge(0), Date.now() - 60_000)
  expect(await answered(url, direct, first)).toEqual([
    { id: first.id, status: 'new', words: 'green.arrival' },
  ])
  expect(await answered(url, direct, first)).toMatchObject([{ status: 'known' }])
  const again = scanWith(east, badge(0), Date.now() - 5_000)
  const elsewhere = scanWith(east, badge(1), Date.now() - 4_000)
  const nobody = scanWith(east, 'kartu rusak', Date.now() - 3_000)
  const items: ItemAnswer[] = await answered(url, east, again, elsewhere, nobody)
  expect(items.map(({ words }) => words)).toEqual([
    'already.arrival',
    'elsewhere.venue',
    'unknown.noSuchCode',
  ])
  const news = await fetch(`${url}/door/news?since=0`, { headers: { cookie: direct.cookie } })
  expect(((await news.json()) as News).known.map(({ id }) => id)).toContain(again.id)
  expect(await stored()).toHaveLength(0)

  stage.line.set('up')
  await soon(stored, (rows) => expect(rows).toHaveLength(4))
  await soon(shown, (relay) => expect(relay).toMatchObject({ waiting: 0, received: 4 }))
  const { flags } = await openFlags(stage.app.services.db, key(), 10)
  expect(flags.map(({ id, why }) => [id, why])).toEqual([
    [again.id, 'double'],
    [nobody.id, 'unknown'],
  ])
  expect(await boardOf(stage.app.services, key())).toMatchObject({ arrived: 2, scans: 4 })
})

test('wrong clocks of phone and relay add up, over an end of the relay in between', async () => {
  const id = await newRelay()
  const code = relayCode(stage.app.services.config, id)
  // A laptop forty minutes behind: its clock goes on from there, whatever the machine's says.
  const box = RelayBox.open(stage.folder, code)
  const boot = existsSync('/proc/sys/kernel/random/boot_id')
    ? readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    : null
  const uptime = Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]) * 1000
  box.put('clock', { boot, base: Date.now() - uptime - (40 / 60) * hour, ahead: 0 })
  box.close()
  const url = await stand(id)
  const fast = await seedPhone(stage.app.services.database, stage.hall, { day: today, ahead: hour })
  await known(url, fast)
  stage.line.set('down')
  const at = Date.now() - 600_000
  const took = Date.now()
  await answered(url, fast, scanWith(fast, badge(0), at))
  await lay()
  const again = await stand(id)
  // What doors are shown is set right too.
  const snapshot = await fetch(`${again}/door/snapshot`, { headers: { cookie: fast.cookie } })
  const { known: scans, madeAt } = (await snapshot.json()) as { known: { at: number }[]; madeAt: number }
  expect(Math.abs((scans[0]?.at ?? 0) - at)).toBeLessThan(30_000)
  expect(Math.abs(madeAt - Date.now())).toBeLessThan(30_000)
  stage.line.set('up')
  await soon(stored, (rows) => expect(rows).toHaveLength(1))
  const [row] = await stored()
  if (!row) throw new Error('No scan.')
  expect(Math.abs(row.scanned_at.getTime() + Number(row.offset_ms) - at)).toBeLessThan(30_000)
  expect(Math.abs(row.relayed_at.getTime() - took)).toBeLessThan(30_000)
  expect(row.received_at.getTime()).toBeGreaterThanOrEqual(row.relayed_at.getTime() - 1_000)
})

test('a phone that is shut out or signed out is out at the relay too, and the server hears of the second', async () => {
  const url = await stand(await newRelay())
  const [lost, done] = [
    await seedPhone(stage.app.services.database, stage.hall, { day: today }),
    await seedPhone(stage.app.services.database, stage.hall, { name: 'Pintu timur', day: today }),
  ]
  await known(url, lost)
  await known(url, done)
  const out = (phone: Phone) => fetch(`${url}/door/snapshot`, { headers: { cookie: phone.cookie } })
  await stage.app.services.database.query(`update door_device set revoked_at = now() where id = '${lost.id}'`)
  await soon(
    () => out(lost),
    ({ status }) => expect(status).toBe(410),
  )
  const headers = { cookie: done.cookie, 'content-type': 'application/json' }
  expect((await fetch(`${url}/door/sign-out`, { method: 'POST', headers, body: '{}' })).status).toBe(200)
  expect((await out(done)).status).toBe(410)
  await soon(
    () => stage.app.services.database.query(`select signed_out_at from door_device where id = '${done.id}'`),
    ({ rows }) => expect((rows[0] as { signed_out_at: Date | null }).signed_out_at).not.toBeNull(),
  )
})

test('photographs reach phones through the relay without a line, sealed on its disk, until they are erased', async () => {
  const { database } = stage.app.services
  const face = Buffer.from('Gambar wajah yang kecil').toString('base64')
  const give = (n: number) =>
    database.query(
      `insert into participant_photograph (work_unit_id, meeting_id, participant_id, content_type, bytes, added_at)
       values ($1, $2, $3, 'image/webp', convert_to('Gambar wajah yang kecil', 'utf8'), now())`,
      [stage.hall.workUnitId, stage.hall.meetingId, stage.hall.people[n]?.id],
    )
  // More than come at once, all of venue A but one.
  const own = Array.from({ length: photographsAtOnce + 2 }, (_, n) => n * 3)
  for (const n of [...own, 1]) await give(n)
  const id = await newRelay()
  const phone = await seedPhone(database, stage.hall, { day: today })
  const hash = (n: number) => codeHash(stage.hall.meetingId, stage.hall.people[n]?.code ?? '')
  const ask = (url: string, under = '', { cookie } = phone) =>
    fetch(`${url}/door/photographs${under}`, { headers: { cookie } })
  const some = async (url: string, n: number) =>
    ((await (await ask(url, `/${hash(n)}`)).json()) as SomePhotographs).photographs
  const listed = async (url: string) =>
    ((await (await ask(url)).json()) as PhotographList).photographs.map((one) => one.hash).toSorted()

  const url = await stand(id)
  await known(url, phone)
  for (const n of own)
    await soon(
      () => some(url, n),
      (found) => expect(found).toMatchObject([{ hash: hash(n), contentType: 'image/webp', data: face }]),
    )
  expect(await some(url, 1)).toEqual([])
  expect((await ask(url, '', { ...phone, cookie: '' })).status).toBe(410)
  await lay()
  const bytes = readdirSync(stage.folder).map((name) =>
    readFileSync(join(stage.folder, name)).toString('latin1'),
  )
  for (const text of ['Gambar wajah', face]) expect(bytes.join('').includes(text)).toBe(false)

  // Started anew without a line it has them still.
  stage.line.set('down')
  const again = await stand(id)
  expect(await listed(again)).toEqual(own.map(hash).toSorted())
  expect(await some(again, 0)).toMatchObject([{ data: face }])
  await lay()
  await database.query(
    `delete from participant_photograph where participant_id = '${stage.hall.people[0]?.id}'`,
  )
  stage.line.set('up')
  const last = await stand(id)
  await soon(
    () => listed(last),
    (found) => expect(found).toEqual(own.slice(1).map(hash).toSorted()),
  )
  expect(await some(last, 0)).toEqual([])
  expect(await some(last, 3)).toMatchObject([{ data: face }])
})
