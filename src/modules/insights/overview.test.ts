import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parse } from 'csv-parse/sync'
import { createQueryId, sql } from 'kysely'
import readXlsxFile from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../test/support/app.ts'
import { systemActor } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { changeMarks } from '../../platform/db/change-marks.ts'
import { unitTree } from '../directory/index.ts'
import { electionById } from '../elections/index.ts'
import { reachModule, settleReach } from '../reach/index.ts'
import { insightsModule } from './index.ts'
import { ofOverview, overviewOf } from './overview-cache.ts'

let app: TestApp
let server: Server
let stop: () => Promise<void>
let url: string

const agent =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36'

/** Links of three districts of two provinces, two bases, two channels. */
const links = [
  { code: 'AAAA2222', unit: 'id.33.73', base: 'netizen', channel: 'whatsapp' },
  { code: 'BBBB2222', unit: 'id.33.73', base: 'first-time', channel: 'paper' },
  { code: 'CCCC2222', unit: 'id.33.74', base: 'netizen', channel: 'whatsapp' },
  { code: 'DDDD2222', unit: 'id.32.73', base: 'netizen', channel: 'instagram' },
  { code: 'EEEE2222', unit: 'id.32.71', base: 'first-time', channel: 'paper' },
] as const
type Link = (typeof links)[number]

/** Who came by which link on which day, kept here by other means than sketches. */
const visits: { person: number; link: Link; week: string }[] = []
const recount = (of: (visit: (typeof visits)[number]) => boolean) =>
  new Set(visits.filter(of).map(({ person }) => person)).size

let noise = { previews: 0, bots: 0, heads: 0, repeats: 0 }

async function ask(link: Link, person: number, init: { method?: string; agent?: string } = {}) {
  const answer = await fetch(`${url}/s/${link.code}`, {
    method: init.method ?? 'GET',
    redirect: 'manual',
    headers: { 'user-agent': init.agent ?? agent, 'x-forwarded-for': `10.1.${person >> 8}.${person & 255}` },
  })
  expect(answer.status).toBe(302)
}

/** A crowd on two days three weeks apart: some on both, some by several links, some twice within the hour. */
async function crowd() {
  const [salatiga, school, semarang, bandung, bogor] = links as unknown as [Link, Link, Link, Link, Link]
  const days = [
    { at: '2019-02-06T03:00:00Z', week: '2019-02-04', from: 0 },
    { at: '2019-02-27T03:00:00Z', week: '2019-02-25', from: 20 },
  ]
  for (const { at, week, from } of days) {
    app.services.clock.now = () => new Date(at)
    const come = async (link: Link, people: readonly number[]) => {
      for (const person of people) {
        await ask(link, person)
        visits.push({ person, link, week })
      }
    }
    await come(salatiga, range(from, from + 40))
    await come(school, range(from + 30, from + 55))
    await come(semarang, range(from + 10, from + 60))
    await come(bandung, range(from + 50, from + 75))
    // Too few to be shown.
    await come(bogor, range(200, 206))
    for (const person of range(from, from + 12)) await ask(salatiga, person)
    for (const n of range(0, 9)) await ask(salatiga, 900 + n, { agent: 'WhatsApp/2.19.81 A' })
    for (const n of range(0, 4)) await ask(bandung, 950 + n, { agent: 'Googlebot/2.1' })
    await ask(semarang, 3, { method: 'HEAD' })
    noise = {
      previews: noise.previews + 9,
      bots: noise.bots + 4,
      heads: noise.heads + 1,
      repeats: noise.repeats + 12,
    }
  }
  await settleReach(app.services)
}

const range = (from: number, until: number) => Array.from({ length: until - from }, (_, at) => from + at)

beforeAll(async () => {
  app = await testApp({ preset: true, now: '2019-03-01T03:00:00Z' })
  stop = (await reachModule.start?.(app.services)) ?? (async () => {})
  const take = reachModule.rawHandler?.(app.services)
  server = createServer((request, response) => {
    if (!take?.(request, response)) response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(async () => {
  await new Promise((resolve) => {
    server.close(resolve)
    server.closeAllConnections()
  })
  await stop()
  await app.close()
})

const page = async (path: string, role = 'national', scope = 'id') => {
  const response = await app.as(role, scope).get(path)
  expect(response.status).toBe(200)
  return response.text()
}

/** The words of a part of a page, without its tags. */
const words = (html: string) =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

/** The row of a region as words. */
const rowOf = (html: string, unit: string) =>
  words(new RegExp(`<tr[^>]*id="region-${unit}"[^>]*>([\\s\\S]*?)</tr>`).exec(html)?.[1] ?? '')

/** The figure tiles as words. */
const tiles = (html: string) =>
  [...html.matchAll(/<div class="figure [^"]*">([\s\S]*?)<\/div>/g)].map(([, part]) => words(part ?? ''))

const section = (html: string, id: string) =>
  words(new RegExp(`<section[^>]*id="${id}"[^>]*>([\\s\\S]*?)</section>`).exec(html)?.[1] ?? '')

const json = async (path: string, role = 'national', scope = 'id') => {
  const response = await app.as(role, scope).get(path)
  expect(response.status).toBe(200)
  return (await response.json()) as {
    asOf: string | null
    leftOut: Record<string, number>
    rows: Record<string, string | number | null>[]
  }
}

test('a fresh installation says what to do first, and shows no made-up figure', async () => {
  const html = await page('/desk')
  expect(html).toContain('Belum ada program di sini')
  expect(tiles(html).join(' ')).toContain('Belum ada yang tercatat untuk pilihan ini.')
  expect(html).not.toMatch(/NaN|undefined|Infinity/)
  const own = await page('/desk', 'district', 'id.33.73')
  expect(section(own, 'next')).toContain('Langkah berikutnya: buka program')
})

describe('after two days of hits', () => {
  beforeAll(async () => {
    for (const link of links) {
      await sql`insert into tracked_link (work_unit_id, code, election_id, base, channel, target_path, created_at)
        values (${link.unit}, ${link.code}, 'general-2019', ${link.base}, ${link.channel}, '/kota-salatiga', now())`.execute(
        app.services.db,
      )
    }
    await crowd()
    app.services.clock.now = () => new Date('2019-02-27T03:05:00Z')
  })

  test('the people on the page are those of a recount, each once, whatever they came by', async () => {
    const html = await page('/desk?election=general-2019')
    const [first, second] = tiles(html)
    const all = recount(() => true)
    expect(all).toBe(101)
    expect(first).toContain(`Orang terjangkau ${all} orang `)
    // So few hits beyond one a person would tell those of the six people in Bogor.
    expect(first).not.toContain('sentuhan')
    expect(first).toContain('data 5 menit lalu')
    expect(second).toContain(`Orang berinteraksi ${all} orang `)
    expect(rowOf(html, '33')).toContain(
      `Orang terjangkau ${recount(({ link }) => link.unit.startsWith('id.33'))} `,
    )
    expect(rowOf(html, '33')).toContain('27 Feb 2019')
    expect(section(html, 'left-out')).toContain(`(WhatsApp, Facebook, dan lainnya) ${noise.previews}`)
    for (const [label, count] of [
      ['Robot', noise.bots],
      ['Permintaan HEAD', noise.heads],
      ['Ulangan dalam satu jam', noise.repeats],
    ] as const)
      expect(section(html, 'left-out')).toContain(`${label} ${count}`)
  })

  test('a share names the list and the day of its voters, and is people over them', async () => {
    const html = await page('/desk?unit=33&election=general-2019')
    const people = recount(({ link }) => link.unit.startsWith('id.33'))
    const { rows } = await json('/api/v1/reports/reach?election=general-2019&by=region')
    const java = rows.find(({ region }) => region === '33')
    expect(java).toMatchObject({
      delivered: people,
      voters: 27_506_020,
      share_of_voters: people / 27_506_020,
    })
    expect(java?.list).toContain('DPS')
    expect(tiles(html)[0]).toContain('27.506.020 pemilih terdaftar (DPS, 23 Juni 2018)')
    expect(section(html, 'provenance')).toContain('bulatin.com 2018')
    // No source states the voters of districts, so no share of theirs is made up.
    expect(section(await page('/desk?unit=33.73&election=general-2019'), 'provenance')).toContain(
      'Belum tercatat',
    )
  })

  test('base by week is a recount of each week, its last column one of the season', async () => {
    const { rows } = await json('/api/v1/reports/reach?election=general-2019&by=base,week')
    const html = await page('/desk?election=general-2019')
    for (const base of ['netizen', 'first-time']) {
      for (const week of ['2019-02-04', '2019-02-25']) {
        const people = recount((visit) => visit.link.base === base && visit.week === week)
        expect(rows.find((row) => row.base === base && row.week === week)?.delivered).toBe(people)
      }
    }
    const strip = section(html, 'bases')
    const season = recount(({ link }) => link.base === 'netizen')
    const weekly = ['2019-02-04', '2019-02-25'].map((week) =>
      recount((visit) => visit.link.base === 'netizen' && visit.week === week),
    )
    expect(season).toBeLessThan((weekly[0] ?? 0) + (weekly[1] ?? 0))
    expect(strip).toMatch(
      new RegExp(`Warga internet \\(netizen\\) 4 Feb ${weekly[0]} .* 25 Feb ${weekly[1]} ${season} `),
    )
  })

  test('base, channel and measure narrow every figure to the same recount', async () => {
    const html = await page('/desk?election=general-2019&base=netizen&channel=whatsapp&measure=engaged')
    const people = recount(({ link }) => link.base === 'netizen' && link.channel === 'whatsapp')
    expect(html).toContain('Berapa orang berbeda yang dijangkau basis Warga internet (netizen)?')
    expect(tiles(html)[0]).toContain(`Orang berinteraksi ${people} orang `)
    const { rows } = await json('/api/v1/reports/reach?election=general-2019&by=base,region,channel')
    const cell = rows.find(
      (row) => row.base === 'netizen' && row.region === '33' && row.channel === 'whatsapp',
    )
    expect(cell?.engaged).toBe(people)
  })

  test('files hold the rows of the page, held back figures held back', async () => {
    const path = '/desk/reports/reach'
    const query = '?unit=32&election=general-2019'
    const html = await page(`/desk${query}`)
    const csv: Record<string, string>[] = parse(await page(`${path}.csv${query}`), {
      bom: true,
      columns: true,
    })
    const bytes = await (await app.as('national', 'id').get(`${path}.xlsx${query}`)).arrayBuffer()
    const [sheet, notes] = await readXlsxFile(Buffer.from(bytes))
    const head = sheet?.data[0]?.map(String) ?? []
    const inXlsx = new Map(sheet?.data.map((row) => [row[head.indexOf('Kode wilayah')], row]))
    const { rows } = await json(`/api/v1/reports/reach${query}`)
    expect(rows.length).toBe(csv.length)
    for (const row of rows.filter(({ row: kind }) => kind === 'cell')) {
      const line = csv.find((one) => one['Kode wilayah'] === row.region)
      expect(line?.['Orang terjangkau']).toBe(row.delivered === null ? '' : String(row.delivered))
      expect(inXlsx.get(String(row.region))?.[head.indexOf('Orang terjangkau')] ?? null).toBe(row.delivered)
    }
    // Bogor has six people; with Bandung the only other, the province's total would tell them.
    for (const region of ['32.71', '32.73']) {
      expect(rows.find((row) => row.region === region)).toMatchObject({ delivered: null, hits: null })
      expect(csv.find((one) => one['Kode wilayah'] === region)?.ditahan).toContain('Orang terjangkau')
    }
    expect(html).not.toMatch(/\b6 orang/)
    expect(rowOf(await page(`/desk${query}&rows=all`), '32.71')).toContain('Orang terjangkau ditahan')
    expect(notes?.data.flat().join(' ')).toContain('kurang dari 20 orang')
    // The whole is in every file, so that nobody adds regions up.
    expect(csv.at(-1)?.['Orang terjangkau']).toBe(
      String(recount(({ link }) => link.unit.startsWith('id.32'))),
    )
  })

  test('no address shows a figure below the threshold, whatever it is cut by', async () => {
    const few = recount(({ link }) => link.code === 'EEEE2222')
    expect(few).toBeLessThan(20)
    for (const by of [
      'unit',
      'region',
      'base,region',
      'channel,region',
      'base,channel,region',
      'unit,week',
      'region,day',
    ]) {
      const { rows } = await json(`/api/v1/reports/reach?unit=32&election=general-2019&by=${by}`)
      for (const { delivered, engaged } of rows) {
        for (const people of [delivered, engaged]) expect(people === null || Number(people) >= 20).toBe(true)
      }
    }
    const one = await page('/desk?unit=32.71&election=general-2019')
    expect(tiles(one)[0]).toContain('ditahan')
  })

  test('a desk sees its own part of the tree and is refused any other', async () => {
    const province = app.as('province', 'id.33')
    expect((await province.get('/desk?unit=33.73&election=general-2019')).status).toBe(200)
    for (const path of [
      '/desk',
      '/desk/reports/reach.csv',
      '/desk/reports/coverage.xlsx',
      '/api/v1/reports/reach',
    ]) {
      expect((await province.get(`${path}?unit=32&election=general-2019`)).status, path).toBe(403)
      expect((await province.get(`${path}?unit=00&election=general-2019`)).status, path).toBe(403)
      expect((await app.as('volunteer', 'id.33.73').get(path)).status, path).toBe(403)
    }
    expect((await app.get('/api/v1/reports/reach')).status).toBe(401)
    expect(await page('/desk', 'province', 'id.33')).toContain('Jawa Tengah')
  })

  test('what is unknown is refused with a sentence', async () => {
    const national = app.as('national', 'id')
    expect((await national.get('/desk?unit=99')).status).toBe(404)
    expect((await national.get('/desk?election=nothing')).status).toBe(404)
    expect((await national.get('/desk?base=nothing')).status).toBe(404)
    expect((await national.get('/desk/reports/reach.csv?by=colour')).status).toBe(422)
    expect((await national.get('/api/v1/reports/reach?by=unit,week,day')).status).toBe(422)
  })

  test('regions are sorted by any column, what is held back or unknown last', async () => {
    const order = async (query: string) =>
      [
        ...(await page(`/desk?unit=32&election=general-2019&rows=all&${query}`)).matchAll(
          /id="region-([\d.]+)"/g,
        ),
      ].map(([, unit]) => unit)
    const names = await order('sort=region&dir=asc')
    expect(await order('sort=region&dir=desc')).toEqual(names.toReversed())
    expect((await order('sort=last&dir=desc')).slice(0, 2).sort()).toEqual(['32.71', '32.73'])
  })

  test('the coverage file names every unit of the scope', async () => {
    const { rows } = await json('/api/v1/reports/coverage?unit=33&election=general-2019')
    expect(rows.length).toBe(36)
    expect(rows.find(({ unit }) => unit === '33.73')).toMatchObject({
      delivered: recount(({ link }) => link.unit === 'id.33.73'),
      // Nearly as many hits as people, some of few: who subtracts would know how many hits those few had.
      hits: null,
      last_hit: '2019-02-27',
    })
  })

  test('a page asked for again shows what was written in between, whoever wrote it', async () => {
    const before = tiles(await page('/desk?unit=33.74&election=general-2019'))[0]
    const people = recount(({ link }) => link.unit === 'id.33.74')
    expect(before).toContain(`Orang terjangkau ${people} orang`)
    await ask(links[2], 700)
    await settleReach(app.services)
    expect(tiles(await page('/desk?unit=33.74&election=general-2019'))[0]).toContain(
      `Orang terjangkau ${people + 1} orang`,
    )
  })

  test('an overview is kept until something it is read from is written, and every such table says so', async () => {
    const { db, database } = app.services
    const queries: string[] = []
    const noted = db.withPlugin({
      transformQuery: ({ node }) => {
        queries.push(db.getExecutor().compileQuery(node, createQueryId()).sql)
        return node
      },
      transformResult: async ({ result }) => result,
    })
    // A database of its own to whatever is kept in memory: units too are read anew.
    const services = { ...app.services, db: noted, database: { ...database } }
    const unit = (await unitTree(services)).root
    const election = await electionById(db, 'general-2019')
    if (!election) throw new Error('The preset holds no election of 2019.')
    const ask = () => overviewOf(services, { unit, election })
    await ask()
    const overview = await ask()
    const { rows: tables } = await sql<{ name: string; is_column: boolean; watched: number | null }>`
      select c.relname as name, exists (
        select from pg_attribute where attname = c.relname and attrelid::regclass::text !~ '^pg_' and attnum > 0
      ) as is_column, (
        select max(tgtype & 60) from pg_trigger where tgrelid = c.oid and tgname = 'raise_change_mark' and tgenabled = 'O'
      ) as watched
      from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1`.execute(
      db,
    )
    // Every word that is the name of a table; of one that is a column as well, only where it is read from.
    const read = tables.filter(({ name, is_column }) =>
      queries.some((text) => new RegExp(is_column ? `(from|join) "?${name}\\b` : `\\b${name}\\b`).test(text)),
    )
    // Who adds a table to what the overview reads: give it the trigger in a migration and name it in `ofOverview`.
    expect(read.map(({ name }) => name).filter((name) => name !== 'change_mark')).toEqual(
      [...ofOverview].sort(),
    )
    for (const { name, watched } of tables) {
      if (ofOverview.some((table) => table === name)) expect([name, watched]).toEqual([name, 4 + 8 + 16 + 32])
    }

    await audit(db, systemActor('test'), { action: 'accounts.grant', subject: 'somebody', scope: 'id' })
    expect(await ask()).toBe(overview)
    let state = await changeMarks(db, ofOverview)
    for (const table of ofOverview) {
      await sql`delete from ${sql.table(table)} where false`.execute(db)
      const after = await changeMarks(db, ofOverview)
      expect(after, table).not.toBe(state)
      state = after
    }
    const anew = await Promise.all([ask(), ask(), ask()])
    expect(anew[0]).not.toBe(overview)
    expect(new Set(anew).size).toBe(1)
  })

  test('the command line prints and writes the same figures, and says what is wrong', async () => {
    const command = (name: string) => insightsModule.cli?.find((one) => one.name === name)
    const run = async (name: string, options: Record<string, string>) => {
      const said: string[] = []
      const files = new Map<string, Uint8Array | string>()
      const code = await command(name)?.run(app.services, {
        actor: systemActor('test'),
        path: (given) => given,
        args: [],
        options: { election: 'general-2019', ...options },
        out: (text) => said.push(text),
        err: (text) => said.push(text),
        readFile: async () => new Uint8Array(),
        writeFile: async (path, bytes) => void files.set(path, bytes),
      })
      return { code, said: said.join('\n'), files }
    }
    const { rows } = await json('/api/v1/reports/reach?election=general-2019&by=base,week')
    const asJson = await run('report reach', { by: 'base,week', format: 'json' })
    expect(JSON.parse(asJson.said).rows).toEqual(rows)
    const table = await run('report reach', { by: 'region', lang: 'en' })
    expect(table.said).toContain('The whole, nobody counted twice')
    const file = await run('report reach', { out: 'reach.xlsx' })
    const [sheet] = await readXlsxFile(Buffer.from(file.files.get('reach.xlsx') as Uint8Array))
    expect(sheet?.data.length).toBe(36)
    const whole = JSON.parse((await run('report overview', { unit: '33' })).said)
    expect(whole.delivered.people).toBe(
      recount(({ link }) => link.unit.startsWith('id.33')) + 1, // the one who came in between
    )
    expect(await run('report reach', { unit: '99' })).toMatchObject({ code: 1, said: 'There is no unit 99.' })
    expect((await run('report reach', { by: 'unit,week,day' })).code).toBe(2)
    expect((await run('report reach', { format: 'xlsx' })).code).toBe(2)
  })
})
