import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServices, testServices } from '../../../test/support/services.ts'
import { directoryModule } from '../directory/index.ts'
import { electionsModule } from '../elections/index.ts'
import { outreachModule } from '../outreach/index.ts'
import { publicationsModule } from '../publications/index.ts'
import { LinkIndex } from './link-index.ts'
import { SeasonKeys } from './season-keys.ts'

let services: TestServices
let index: LinkIndex

beforeAll(async () => {
  services = await testServices({
    modules: [directoryModule, electionsModule, outreachModule, publicationsModule],
    preset: true,
  })
  await add('AAAA111', 'id.33.73', '/kota-salatiga?s=AAAA111')
  await add('BBBB111', 'id.33.74', '/kota-semarang/p/hari-pemilu')
  index = new LinkIndex(services, new SeasonKeys(services))
  await index.load()
})
afterAll(() => services.close())

const add = (code: string, unit: string, path: string) =>
  sql`insert into tracked_link (work_unit_id, code, election_id, base, channel, target_path, person_id, created_at)
    values (${unit}, ${code}, 'general-2019', 'netizen', 'whatsapp', ${path}, gen_random_uuid(), now())`.execute(
    services.db,
  )
const revoke = (code: string) =>
  sql`update tracked_link set revoked_at = now() where code = ${code}`.execute(services.db)

test('a link leads where it was made to, with its code in the address, and knows where its hits count', () => {
  expect(index.size).toBe(2)
  expect(index.get('AAAA111')).toMatchObject({
    location: '/kota-salatiga?s=AAAA111',
    origin: {
      workUnitId: 'id.33.73',
      timeZone: 'Asia/Jakarta',
      electionId: 'general-2019',
      base: 'netizen',
      channel: 'whatsapp',
      publicationId: '-',
      linkCode: 'AAAA111',
      personId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    },
  })
  expect(index.get('BBBB111')?.location).toBe('/kota-semarang/p/hari-pemilu?s=BBBB111')
  expect(index.get('AAAA111')?.origin).toBe(index.get('AAAA111')?.origin)
  expect(index.get('AAAA11')).toBeUndefined()
})

test('what another process minted or revoked holds as soon as it is announced, in that unit alone', async () => {
  await add('CCCC111', 'id.33.73', '/kota-salatiga')
  expect(await index.find('DDDD111')).toBe('unknown')
  await add('DDDD111', 'id.33.73', '/kota-salatiga')
  await revoke('AAAA111')
  const untouched = index.get('BBBB111')
  await index.change({ unit: 'id.33.73' })
  expect(index.get('AAAA111')).toBeUndefined()
  expect(await index.find('AAAA111')).toBe('revoked')
  expect(await index.find('CCCC111')).toMatchObject({ location: '/kota-salatiga?s=CCCC111' })
  expect(await index.find('DDDD111')).toMatchObject({ location: '/kota-salatiga?s=DDDD111' })
  expect(index.get('DDDD111')).toMatchObject({ location: '/kota-salatiga?s=DDDD111' })
  expect(index.get('BBBB111')).toBe(untouched)
})

test('a full reading finds what was missed, keeps what is known meanwhile, and brings back nothing revoked', async () => {
  await add('EEEE111', 'id.33.74', '/kota-semarang')
  await revoke('CCCC111')
  const reading = index.load()
  expect(index.get('DDDD111')).toBeDefined()
  // The reading has begun and may have read the link before it was revoked.
  await new Promise((resolve) => setImmediate(resolve))
  await Promise.all([index.change({ minted: [], revoked: ['DDDD111'] }), reading])
  expect(index.get('DDDD111')).toBeUndefined()
  expect(index.get('CCCC111')).toBeUndefined()
  expect(index.get('EEEE111')).toBeDefined()
  expect(index.get('BBBB111')).toBeDefined()
})

test('many who ask for the same unknown link ask the database once; too many different ones are put off', async () => {
  const same = Array.from({ length: 50 }, () => index.find('NOSUCH1'))
  expect(new Set(same).size).toBe(1)
  expect(await Promise.all(same)).toEqual(Array.from({ length: 50 }, () => 'unknown'))
  const different = await Promise.all(Array.from({ length: 300 }, (_, n) => index.find(`TRIED${n}`)))
  expect(different.filter((found) => found === 'unknown')).toHaveLength(200)
  expect(different.filter((found) => found === 'busy')).toHaveLength(100)
  expect(await index.find('TRIED299')).toBe('unknown')
  expect(await services.metrics.registry.getSingleMetricAsString('reach_lookups_refused_total')).toContain(
    '100',
  )
})
