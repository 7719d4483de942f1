import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { scanWith, seedPhone, send, uploadOf } from '../../../test/doors/phone.ts'
import { answered, known, relayStage, soon, today } from '../../../test/doors/relay-stage.ts'
import { ConfigProblem } from '../../platform/config.ts'
import { relayCode } from './relay-access.ts'
import { relaysOf } from './relays-read-model.ts'
import { revokeRelay } from './revoke-relay.ts'

const stage = relayStage()
const { key, badge, newRelay, stand, lay, stored } = stage

const shown = async () => (await relaysOf(stage.app.services.db, key()))[0]

test('a relay is let in once by its code, and its disk is opened by no other', async () => {
  const id = await newRelay()
  await stand(id)
  await soon(shown, (relay) => expect(relay).toMatchObject({ id, waiting: 0 }))
  await lay()
  await expect(stand(id, `${id}.x`)).rejects.toThrow(ConfigProblem)
  // Without a line it starts again by itself.
  stage.line.set('down')
  await stand(id)
  await lay()
  // In another folder it is another relay, which the code does not let in.
  stage.line.set('up')
  rmSync(stage.folder, { recursive: true })
  await expect(stand(id)).rejects.toThrow('lets nobody in')
  await expect(stand(id, 'nonsense')).rejects.toThrow(ConfigProblem)
})

test('a code that was used is used again only with the same secret, so that a cut answer locks nobody out', async () => {
  const code = relayCode(stage.app.services.config, await newRelay())
  const enrol = (secretHash: string) => stage.app.json('POST', '/relay/enrol', { code, secretHash })
  expect((await enrol('a'.repeat(64))).status).toBe(200)
  expect((await enrol('a'.repeat(64))).status).toBe(200)
  expect((await enrol('b'.repeat(64))).status).toBe(404)
  expect((await stage.app.json('POST', '/relay/enrol', { code })).status).toBe(422)
  expect((await stage.app.get('/relay/snapshot')).status).toBe(410)
})

test('the committee sets up one relay a venue, at an address that phones trust', async () => {
  const desk = `/desk/meetings/00/${stage.hall.meetingId}/doors`
  const form = { venue: stage.hall.venues[0] ?? '', label: 'Laptop 1', address: 'http://relai.contoh' }
  const stewards = stage.app.as('committee', 'id')
  expect((await stewards.get(`${desk}/relays/new`)).status).toBe(200)
  const refused = await stewards.post(`${desk}/relays/new`, form)
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('value="http://relai.contoh"')
  const right = { ...form, address: 'https://relai.contoh:3443/' }
  const made = await stewards.post(`${desk}/relays/new`, right)
  expect(made.status).toBe(303)
  expect((await stewards.post(`${desk}/relays/new`, right)).status).toBe(422)
  const page = await (await stewards.get(made.headers.get('location') ?? '')).text()
  expect(page).toContain(relayCode(stage.app.services.config, (await shown())?.id ?? ''))
  expect((await stage.app.as('district', 'id.33.73').post(`${desk}/relays/new`, right)).status).toBe(403)
  // A phone of that venue is sent to the relay, one of another venue is not.
  const list = await (await stewards.get(desk)).text()
  expect(list).toContain('Laptop 1')
})

test('nothing that a relay keeps can be read on its disk', async () => {
  const id = await newRelay()
  const url = await stand(id)
  const phone = await seedPhone(stage.app.services.database, stage.hall, { day: today })
  await known(url, phone)
  stage.line.set('down')
  await answered(url, phone, scanWith(phone, badge(0), Date.now()))
  const bytes = readdirSync(stage.folder).map((name) =>
    readFileSync(join(stage.folder, name)).toString('latin1'),
  )
  expect(bytes.join('').length).toBeGreaterThan(10_000)
  for (const text of [
    'Peserta',
    'Hotel A',
    'JK1:',
    stage.hall.people[0]?.code ?? '',
    relayCode(stage.app.services.config, id),
  ])
    expect(bytes.join('').includes(text)).toBe(false)
})

test('a relay that is shut out throws everything away, and its phones nothing', async () => {
  const id = await newRelay()
  const url = await stand(id)
  const phone = await seedPhone(stage.app.services.database, stage.hall, { day: today })
  await known(url, phone)
  expect(
    await revokeRelay(stage.app.services, stage.app.actor('district', 'id.33.73'), key(), id),
  ).toMatchObject({
    refusal: { kind: 'forbidden' },
  })
  expect(await revokeRelay(stage.app.services, stage.committee, key(), id)).toMatchObject({ ok: true })
  await soon(
    () => readdirSync(stage.folder),
    (files) => expect(files).toEqual([]),
  )
  const scan = scanWith(phone, badge(0), Date.now())
  expect(await send(url, phone, uploadOf(phone, [scan], Date.now()))).toBe(503)
  expect(await revokeRelay(stage.app.services, stage.committee, key(), id)).toMatchObject({
    refusal: { kind: 'conflict' },
  })
})

test('who stands at the relay sees how far it is behind, and ends its work with the code once all is handed on', async () => {
  const id = await newRelay()
  const url = await stand(id)
  const phone = await seedPhone(stage.app.services.database, stage.hall, { day: today })
  await known(url, phone)
  stage.line.set('down')
  await answered(url, phone, scanWith(phone, badge(0), Date.now()))
  const look = async () => (await fetch(url)).text()
  await soon(look, (page) => expect(page).toContain('putus; ponsel tetap terlayani'))
  const end = (code: string) =>
    fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: url },
      body: new URLSearchParams({ code }),
    })
  expect((await end('nonsense')).status).toBe(422)
  expect((await end(relayCode(stage.app.services.config, id))).status).toBe(422)
  stage.line.set('up')
  await soon(stored, (rows) => expect(rows).toHaveLength(1))
  await soon(
    () => end(relayCode(stage.app.services.config, id)),
    ({ status }) => expect(status).toBe(303),
  )
  expect(await look()).toContain('Relai ini selesai bertugas')
  expect(readdirSync(stage.folder)).toEqual([])
  expect(await shown()).toMatchObject({ signedOutAt: expect.any(Date) })
})
