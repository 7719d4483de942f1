import { rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type Phone, scanWith, seedPhone } from '../../../test/doors/phone.ts'
import { answered, known, relayStage, soon, today } from '../../../test/doors/relay-stage.ts'
import { admissionsOf } from './admissions-read-model.ts'
import { enrolCode } from './device.ts'
import { relayCode } from './relay-access.ts'
import { revokePhone } from './revoke-phone.ts'
import { revokeRelay } from './revoke-relay.ts'
import { hashOf } from './seal.ts'

const stage = relayStage()
const { key, badge, newRelay, stand, lay, stored } = stage

/** A phone's place at a door of venue A, its code waiting; or one of another day or venue. */
async function card(name: string, options: Parameters<typeof seedPhone>[2] = {}) {
  const phone = await seedPhone(stage.app.services.database, stage.hall, { day: today, name, ...options })
  await stage.app.services.database.query(
    `update door_device set enrolled_at = null, secret_hash = null where id = '${phone.id}'`,
  )
  return { ...phone, code: enrolCode(stage.app.services.config, phone.id) }
}

/** A browser that brings a code to the relay, or (no `url`) to the server: a phone with its cookie, or the status. */
async function bring(url: string, code: string, browser: { cookie: string } = { cookie: '' }) {
  const asked = await fetch(`${url}/door/enrol`, { headers: { cookie: browser.cookie } })
  browser.cookie ||= asked.headers.get('set-cookie')?.split(';')[0] ?? ''
  const answer = await fetch(`${url}/door/enrol`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: url, cookie: browser.cookie },
    body: new URLSearchParams({ code }),
  })
  const cookie = answer.headers.get('set-cookie')?.split(';')[0]
  return answer.status === 303 && cookie ? { cookie, to: answer.headers.get('location') } : answer.status
}

const at = (url: string, cookie: string) => fetch(`${url}/door/snapshot`, { headers: { cookie } })
const device = async (id: string) =>
  (await stage.app.services.database.query(`select * from door_device where id = '${id}'`)).rows[0] as {
    enrolled_at: Date | null
    secret_hash: string | null
  }
const audited = async (action: string) =>
  (
    await stage.app.services.db
      .selectFrom('audit_entry')
      .select(['subject', 'after'])
      .where('action', '=', action)
      .execute()
  ).map(({ subject, after }) => ({ subject, ...(after as { outcome?: string } | null) }))

/** A relay that knows of these cards, its line then cut. */
async function standCutOff(id: string, ...cards: { id: string; code: string }[]): Promise<string> {
  const first = await stand(id)
  const witness = await seedPhone(stage.app.services.database, stage.hall, {
    day: today,
    name: 'Pintu saksi',
  })
  await known(first, witness)
  stage.line.set('down')
  // It has noticed that there is no line, and so decides by itself.
  await soon(
    async () => (await fetch(first)).text(),
    (page) => expect(page).toContain('putus'),
  )
  expect(cards.length).toBeGreaterThan(0)
  return first
}

test('without a line a card lets one phone in at the relay, which the desk is told of once there is one', async () => {
  const [mine, unknown] = [await card('Pintu kartu'), 'TAMN22222222']
  const id = await newRelay()
  const url = await standCutOff(id, mine)
  expect(await bring(url, unknown)).toBe(503)
  expect(await bring(url, 'bukan kode')).toBe(404)
  const browser = { cookie: '' }
  const entered = await bring(url, mine.code.toLowerCase(), browser)
  if (typeof entered === 'number') throw new Error(`It was refused with ${entered}.`)
  expect(entered.to).toBe('/door/#new')
  expect((await at(url, entered.cookie)).status).toBe(200)
  // Its answer was cut off: the same browser is let in again, another is not.
  expect(await bring(url, mine.code, browser)).toMatchObject({ cookie: entered.cookie })
  expect(await bring(url, mine.code)).toBe(404)
  const phone: Phone = { ...mine, cookie: entered.cookie }
  const scan = scanWith(phone, badge(0), Date.now())
  expect(await answered(url, phone, scan)).toMatchObject([{ status: 'new', words: 'green.arrival' }])
  // Killed and started anew without a line it still knows whom it let in.
  await lay()
  const again = await stand(id)
  expect((await at(again, entered.cookie)).status).toBe(200)
  expect(await bring(again, mine.code)).toBe(404)
  expect(await (await fetch(again)).text()).toMatch(/Ponsel masuk tanpa jaringan[\s\S]{0,80}1/)
  expect((await device(mine.id)).enrolled_at).toBeNull()

  stage.line.set('up')
  await soon(stored, (rows) =>
    expect(rows.map((row) => [row.id, row.device_id])).toEqual([[scan.id, mine.id]]),
  )
  expect((await device(mine.id)).enrolled_at).not.toBeNull()
  expect(await admissionsOf(stage.app.services.db, key())).toMatchObject([
    { phone: { id: mine.id }, relay: 'Laptop 1', outcome: 'taken', scans: 1 },
  ])
  expect((await audited('doors.enrol-phone')).at(-1)).toMatchObject({
    subject: `phone ${mine.id}`,
    hadLine: false,
  })
  const desk = await (
    await stage.app.as('committee', 'id').get(`/desk/meetings/00/${stage.hall.meetingId}/doors`)
  ).text()
  expect(desk).toContain('Ponsel yang masuk di relai tanpa jaringan')
  expect((await at(again, entered.cookie)).status).toBe(200)
})

test('a card that was used elsewhere or shut out meanwhile lets nobody stay, and the desk sees which', async () => {
  const [copied, lost, late, other] = [
    await card('Pintu tiruan'),
    await card('Pintu hilang'),
    await card('Pintu kemarin', { day: '2019-09-21' }),
    await card('Pintu B', { venue: 1 }),
  ]
  const url = await standCutOff(await newRelay(), copied, lost)
  // Cards of a day gone by and of another venue open nothing here.
  expect(await bring(url, late.code)).toBe(404)
  expect(await bring(url, other.code)).toBe(503)
  const [second, third] = [await bring(url, copied.code), await bring(url, lost.code)]
  if (typeof second === 'number' || typeof third === 'number') throw new Error('They were refused.')
  const phone: Phone = { ...copied, cookie: second.cookie }
  const scan = scanWith(phone, badge(3), Date.now())
  await answered(url, phone, scan)
  // Meanwhile somebody photographed the one card and uses it at the server, and the committee shuts the other out.
  const direct = `http://127.0.0.1:${stage.upstream.port}`
  const first = await bring(direct, copied.code)
  expect(first).toMatchObject({ to: '/door/#new' })
  expect(await revokePhone(stage.app.services, stage.committee, key(), lost.id)).toMatchObject({ ok: true })

  stage.line.set('up')
  await soon(
    () => admissionsOf(stage.app.services.db, key()),
    (all) =>
      expect(new Map(all.map(({ phone: { id }, outcome }) => [id, outcome]))).toEqual(
        new Map([
          [copied.id, 'used'],
          [lost.id, 'revoked'],
        ]),
      ),
  )
  for (const { cookie } of [second, third])
    await soon(
      () => at(url, cookie),
      ({ status }) => expect(status).toBe(410),
    )
  // What it took from the second stays a scan; who came first at the server goes on.
  await soon(stored, (rows) => expect(rows.map((row) => row.id)).toEqual([scan.id]))
  expect((await at(direct, typeof first === 'number' ? '' : first.cookie)).status).toBe(200)
  expect((await audited('doors.refuse-admission')).map(({ outcome }) => outcome).toSorted()).toEqual([
    'revoked',
    'used',
  ])
})

test('a relay can invent no steward: without the code itself nobody is let in, and scans of nobody are none', async () => {
  const mine = await card('Pintu kartu')
  const id = await newRelay()
  const code = relayCode(stage.app.services.config, id)
  const [secret, secretHash] = ['rahasia-relai-buatan-sendiri', hashOf('rahasia-relai-buatan-sendiri')]
  expect((await stage.app.json('POST', '/relay/enrol', { code, secretHash })).status).toBe(200)
  const ask = (path: string, body?: object) =>
    fetch(`http://127.0.0.1:${stage.upstream.port}/relay/${path}`, {
      headers: { authorization: `Bearer ${id}.${secret}`, 'content-type': 'application/json' },
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    })
  // What it is told of the card is a hash, which opens nothing.
  const { phones } = (await (await ask('news')).json()) as { phones: { id: string; codeHash: string }[] }
  const { codeHash } = phones.find((one) => one.id === mine.id) ?? { codeHash: '' }
  expect(codeHash).toBe(hashOf(mine.code))
  const now = Date.now()
  const letIn = { at: now, sentAt: now }
  for (const forged of [codeHash, codeHash.slice(0, 12).toUpperCase(), 'TAMN22222222'])
    expect((await ask('phones', { code: forged, secretHash, letIn })).status).toBe(404)
  expect((await ask('phones', { code: mine.code, secretHash: 'x', letIn })).status).toBe(422)
  const scan = scanWith(mine, badge(0), now)
  const upload = {
    sentAt: now,
    waiting: 1,
    phones: [],
    items: [{ ...scan, phone: mine.id, offset: 0, receivedAt: now }],
  }
  expect(await (await ask('scans', upload)).json()).toMatchObject({
    items: [{ id: scan.id, status: 'wrong' }],
  })
  expect(await stored()).toEqual([])
  expect((await device(mine.id)).enrolled_at).toBeNull()
  const forged = (await audited('doors.refuse-admission')).filter(({ subject }) => subject === `relay ${id}`)
  expect(forged.map(({ outcome }) => outcome)).toEqual(['forged', 'forged', 'forged'])
})

test('a relay lost with whom it let in: the same card lets the same phone in at the next, as the phone it was', async () => {
  const mine = await card('Pintu kartu')
  const id = await newRelay()
  const url = await standCutOff(id, mine)
  const browser = { cookie: '' }
  const entered = await bring(url, mine.code, browser)
  if (typeof entered === 'number') throw new Error(`It was refused with ${entered}.`)
  await lay()
  rmSync(stage.folder, { recursive: true })
  await revokeRelay(stage.app.services, stage.committee, key(), id)
  stage.line.set('up')
  const next = await stand(await newRelay())
  expect((await at(next, entered.cookie)).status).toBe(503)
  const back = await bring(next, mine.code, { cookie: `${browser.cookie}; ${entered.cookie}` })
  expect(back).toMatchObject({ to: '/door/#again' })
  await soon(
    () => at(next, typeof back === 'number' ? '' : back.cookie),
    ({ status }) => expect(status).toBe(200),
  )
})
