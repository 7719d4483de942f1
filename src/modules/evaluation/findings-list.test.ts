import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { classMeeting } from '../../../test/support/class-meeting.ts'
import { systemActor } from '../../platform/access.ts'
import { stagesOf } from '../elections/index.ts'
import { findingsCommand } from './evaluation-cli.ts'
import { type TakingDown, takingDown, words } from './testing.ts'

let app: TakingDown['app']
let meeting: TakingDown['meeting']
let scribe: TakingDown['scribe']
let scribeElsewhere: TakingDown['scribeElsewhere']
let classHref: TakingDown['classHref']
let findings: TakingDown['findings']
let finding: TakingDown['finding']
beforeAll(async () => {
  ;({ app, meeting, scribe, scribeElsewhere, classHref, findings, finding } = await takingDown())
})
afterAll(() => app?.close())

describe('the list of findings', () => {
  const national = () => app.as('national', 'id')
  beforeAll(async () => {
    const raised = finding({ words: 'Ditulis pertama', participant: meeting.seated[0][1]?.id ?? '' })
    const stage = (await stagesOf(app.services.db, 'general-2019'))[0]
    await scribe.post(classHref('findings/new'), { ...raised, stage: `general-2019/${stage?.id}` })
    const units = ['33.73', '33.74', '34.71', '']
    for (let number = 0; number < 60; number += 1) {
      const at = (number % 2) as 0 | 1
      const client = at === 0 ? scribe : scribeElsewhere
      const made = await client.post(classHref('findings/new', at), {
        kind: (['well', 'problem', 'idea'] as const)[number % 3] ?? 'idea',
        words: `Rekaan nomor ${number}`,
        unit: units[number % 4] ?? '',
        division: number % 5 === 0 ? 'planning-data' : '',
      })
      expect(made.status).toBe(303)
    }
  })
  const everything = async (query = '') => {
    const file = await national().get(`/desk/findings/file/findings.json${query}`)
    return ((await file.json()) as { rows: Record<string, unknown>[] }).rows
  }

  test('pages by key show each finding once, in one order, forwards and back', async () => {
    const seen: string[] = []
    let href: string | undefined = '/desk/findings'
    const first: string[] = []
    for (let page = 0; href; page += 1) {
      const html: string = await (await national().get(href)).text()
      const ids = [...html.matchAll(/href="\/desk\/findings\/([0-9a-f-]{36})"/g)].map(([, id]) => id ?? '')
      if (page === 0) first.push(...ids)
      seen.push(...ids)
      const next: string | undefined = /rel="next" href="([^"]+)"/.exec(html)?.[1]
      if (!next && page > 0) {
        const back = /rel="prev" href="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? ''
        const before = await (await national().get(back)).text()
        expect([...before.matchAll(/href="\/desk\/findings\/([0-9a-f-]{36})"/g)].map(([, id]) => id)).toEqual(
          first,
        )
      }
      href = next?.replaceAll('&amp;', '&')
    }
    expect(seen).toHaveLength(61)
    expect(seen).toEqual((await everything()).map(({ id }) => id))
    expect(seen).toEqual(seen.toSorted().toReversed())
  })

  test.each([
    ['kind=idea', (row: Record<string, unknown>) => row.kind === 'gagasan'],
    ['unit=33', (row: Record<string, unknown>) => String(row.unit ?? '').startsWith('33')],
    ['unit=34.71', (row: Record<string, unknown>) => row.unit === '34.71'],
    ['division=planning-data', (row: Record<string, unknown>) => row.division === 'planning-data'],
    ['stage=general-2019/', (row: Record<string, unknown>) => row.election === 'general-2019'],
  ])('%s lets through what a recount of all lets through', async (query, fits) => {
    const all = await everything()
    const wanted = all.filter(fits)
    expect(wanted.length).toBeGreaterThan(0)
    expect(wanted.length).toBeLessThan(all.length)
    expect(await everything(`?${query}`)).toEqual(wanted)
    expect(await words(await national().get(`/desk/findings?${query}`))).toContain(
      `Jumlah temuan: ${wanted.length}.`,
    )
  })

  test('by meeting and class', async () => {
    const other = await classMeeting(app, 1)
    await national().post(`${other.href}/classes/${other.classes[0]}/findings/new`, finding({ session: '' }))
    expect(await everything(`?meeting=${other.key.id}`)).toHaveLength(1)
    const ofClass = await everything(`?meeting=${meeting.key.id}&class=${meeting.classes[1]}`)
    expect(ofClass).toHaveLength(30)
    expect(await words(await national().get('/desk/findings?unit=tiada'))).toContain(
      'Pilihan itu tidak dikenal',
    )
  })

  test('a district reads what came from it, without the name; a steward reads nothing', async () => {
    const district = app.as('district', 'id.33.73')
    const rows = (
      (await (await district.get('/desk/findings/file/findings.json')).json()) as {
        rows: Record<string, unknown>[]
      }
    ).rows
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.every(({ unit }) => unit === '33.73')).toBe(true)
    const named = (await findings()).find(({ raisedBy }) => raisedBy !== null)
    const mine = await words(await district.get(`/desk/findings/${named?.id}`))
    expect(mine).toContain('Ditulis pertama')
    expect(mine).not.toContain(named?.raisedBy)
    expect(await words(await national().get(`/desk/findings/${named?.id}`))).toContain(named?.raisedBy)
    const foreign = (await everything('?unit=34.71'))[0]
    expect((await district.get(`/desk/findings/${foreign?.id}`)).status).toBe(404)
    expect((await app.as('steward', 'id').get('/desk/findings')).status).toBe(403)
  })

  test('files, API and command line hold the same', async () => {
    const all = await everything()
    const csv = await (await national().get('/desk/findings/file/findings.csv')).text()
    expect(csv.trim().split('\r\n')).toHaveLength(all.length + 1)
    const xlsx = new Uint8Array(
      await (await national().get('/desk/findings/file/findings.xlsx')).arrayBuffer(),
    )
    expect([...xlsx.slice(0, 2)]).toEqual([0x50, 0x4b])
    expect((await national().get('/desk/findings/file/findings.docx')).status).toBe(404)
    const ids: string[] = []
    let after: string | null = ''
    while (after !== null) {
      const answer = await national().get(`/api/v1/findings?limit=25&after=${after}`)
      expect(answer.status).toBe(200)
      const body = (await answer.json()) as { findings: { id: string }[]; next: string | null }
      ids.push(...body.findings.map(({ id }) => id))
      after = body.next
    }
    expect(ids).toEqual(all.map(({ id }) => id))
    expect((await app.as('steward', 'id').get('/api/v1/findings')).status).toBe(403)
    const told: string[] = []
    const run = (options: Record<string, string | boolean>) =>
      findingsCommand.run(app.services, {
        actor: systemActor('test'),
        args: [],
        options,
        out: (text) => told.push(text),
        err: (text) => told.push(text),
        path: (typed) => typed,
        readFile: async () => new Uint8Array(),
        writeFile: async () => {},
      })
    expect(await run({ json: true })).toBe(0)
    expect((JSON.parse(told[0] ?? '') as { rows: unknown[] }).rows).toHaveLength(all.length)
    expect(await run({ unit: 'tiada' })).toBe(1)
    expect(await run({ meeting: 'tiada' })).toBe(1)
    expect(await run({ out: 'temuan.docx' })).toBe(2)
  })
})
