import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { enter } from '../../../test/support/accounts.ts'
import { type TestApp, type TestClient, testApp } from '../../../test/support/app.ts'
import { type ClassMeeting, classMeeting } from '../../../test/support/class-meeting.ts'
import { formsIn } from '../../../test/support/visitor.ts'
import { systemActor } from '../../platform/access.ts'
import { newId } from '../../platform/ids.ts'
import { findingsCommand } from './evaluation-cli.ts'
import { findingsOfClass } from './findings-read-model.ts'
import { minutesOf } from './minutes-read-model.ts'

let app: TestApp
let meeting: ClassMeeting
let scribe: TestClient
let scribeElsewhere: TestClient
beforeAll(async () => {
  app = await testApp({ preset: true, now: '2019-09-03T01:00:00Z' })
  meeting = await classMeeting(app)
  const people = [await enter(app, 'volunteer', '00'), await enter(app, 'volunteer', '00')]
  for (const [index, { accountId }] of people.entries()) {
    await app.services.db
      .insertInto('meeting_delegate')
      .values({
        work_unit_id: 'id',
        meeting_id: meeting.key.id,
        id: newId(),
        account_id: accountId,
        task: 'scribe',
        venue_id: meeting.venues[index] ?? null,
        given_at: app.services.clock.now(),
      })
      .execute()
  }
  scribe = people[0]?.client as TestClient
  scribeElsewhere = people[1]?.client as TestClient
})
afterAll(() => app.close())

const words = async (response: Response) =>
  (await response.text())
    .replace(/<[^>]+>/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
const classHref = (under: string, at: 0 | 1 = 0) => `${meeting.href}/classes/${meeting.classes[at]}/${under}`
const minutes = () => minutesOf(app.services.db, meeting.key, meeting.classes[0])
const findings = () => findingsOfClass(app.services.db, meeting.key, meeting.classes[0])
const line = (fields: Record<string, string> = {}) =>
  ({ session: meeting.session, point: 'Logistik', said: 'Kotak suara terlambat.', ...fields }) as const
const finding = (fields: Record<string, string> = {}) => ({
  kind: 'problem',
  words: 'Formulir terlambat di TPS',
  session: meeting.session,
  ...fields,
})
const audited = async (subject: string) =>
  (
    await app.services.db
      .selectFrom('audit_entry')
      .select(['action', 'scope', 'after'])
      .where('subject', '=', subject)
      .orderBy('id')
      .execute()
  ).map(({ action }) => action)

describe('minutes', () => {
  test('the page shows its form, refuses with what was typed kept, and accepts', async () => {
    expect(await words(await scribe.get(classHref('minutes')))).toContain('Belum ada notulen untuk sesi ini')
    const refused = await scribe.post(classHref('minutes'), line({ point: '' }))
    expect(refused.status).toBe(422)
    const html = await refused.text()
    expect(html).toContain('Tulis pokok bahasannya.')
    expect(html).toContain('Kotak suara terlambat.')
    const saved = await scribe.post(classHref('minutes'), line({ decided: 'Kirim lebih awal.' }))
    expect(saved.status).toBe(303)
    const page = await words(await scribe.get(saved.headers.get('location') ?? ''))
    expect(page).toContain('Diputuskan: Kirim lebih awal.')
    expect(page).toContain('Butir notulen tersimpan.')
    const [one] = await minutes()
    expect(one).toMatchObject({ sessionId: meeting.session, version: 1 })
    expect(await audited(`minutes_line ${one?.id}`)).toEqual(['evaluation.save-line'])
  })

  test('a form sent twice over a bad line adds one line', async () => {
    const form = formsIn(await (await scribe.get(classHref('minutes'))).text()).find(({ fields }) =>
      fields.has('point'),
    )
    const before = (await minutes()).length
    const sent = { ...line({ point: 'Sekali saja' }), id: form?.fields.get('id') ?? '', version: '0' }
    const answers = await Promise.all([1, 2].map(() => scribe.post(classHref('minutes'), sent)))
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(await minutes()).toHaveLength(before + 1)
  })

  test('of two scribes at one line neither overwrites the other unseen', async () => {
    const added = newId()
    await scribe.post(classHref('minutes'), line({ id: added, point: 'Berdua' }))
    const href = classHref(`minutes/${added}`)
    const versionIn = async (response: Response) =>
      formsIn(await response.text())
        .find(({ fields }) => fields.has('point'))
        ?.fields.get('version') ?? ''
    const [mine, theirs] = [await versionIn(await scribe.get(href)), await versionIn(await scribe.get(href))]
    expect((await scribe.post(href, line({ said: 'Dari yang pertama', version: mine }))).status).toBe(303)
    const late = await scribe.post(href, line({ said: 'Dari yang kedua', version: theirs }))
    expect(late.status).toBe(422)
    const html = await late.clone().text()
    expect(html).toContain('Dari yang pertama')
    expect(html).toContain('Dari yang kedua')
    expect((await minutes()).find(({ id }) => id === added)?.said).toBe('Dari yang pertama')
    const again = await scribe.post(href, line({ said: 'Keduanya', version: await versionIn(late) }))
    expect(again.status).toBe(303)
    expect((await minutes()).find(({ id }) => id === added)).toMatchObject({ said: 'Keduanya', version: 3 })
    // The remover, too, must have seen what goes.
    expect((await scribe.post(`${href}/remove`, { version: '1' })).status).toBe(409)
    expect(await words(await scribe.get(`${href}/remove`))).toContain('Hapus butir')
    expect((await scribe.post(`${href}/remove`, { version: '3' })).status).toBe(303)
    expect((await minutes()).some(({ id }) => id === added)).toBe(false)
    expect(await audited(`minutes_line ${added}`)).toContain('evaluation.remove-line')
  })

  test('two at once: one is kept, the other keeps what was typed', async () => {
    const added = newId()
    await scribe.post(classHref('minutes'), line({ id: added, point: 'Serentak' }))
    const href = classHref(`minutes/${added}`)
    const answers = await Promise.all(
      ['satu', 'dua'].map((said) => scribe.post(href, line({ said, version: '1' }))),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 422])
  })
})

describe('who may', () => {
  test('a scribe of another venue, a sibling unit and a district may not; the committee may', async () => {
    const province = app.as('province', 'id.33')
    for (const [client, what] of [
      [scribeElsewhere, 'the scribe of another venue'],
      [province, 'a province'],
      [app.as('district', 'id.33.73'), 'a district'],
    ] as const) {
      for (const path of ['minutes', 'findings/new']) {
        expect((await client.get(classHref(path))).status, what).toBe(403)
        expect((await client.post(classHref(path), { ...line(), ...finding() })).status, what).toBe(403)
      }
    }
    expect((await scribeElsewhere.get(classHref('minutes', 1))).status).toBe(200)
    expect((await scribe.get(classHref('minutes', 1))).status).toBe(403)
    const national = app.as('national', 'id')
    expect((await national.get(`${meeting.href}/minutes`)).status).toBe(200)
    expect((await national.post(classHref('minutes'), line({ point: 'Dari panitia' }))).status).toBe(303)
    const auditor = app.as('auditor', 'id')
    expect((await auditor.get(classHref('minutes'))).status).toBe(200)
    expect((await auditor.post(classHref('minutes'), line())).status).toBe(403)
    expect((await app.get(classHref('minutes'))).headers.get('location')).toContain('/in?next=')
  })
})

describe('a finding', () => {
  test('the form shows, refuses each wrong field with what was typed kept, and accepts with its origin', async () => {
    const form = await (await scribe.get(`${classHref('findings/new')}?session=${meeting.session}`)).text()
    expect(form).toContain(meeting.seated[0][0]?.name)
    expect(form).not.toContain(meeting.seated[1][0]?.name)
    for (const [fields, sentence] of [
      [{ kind: '' }, 'Pilih jenis temuan.'],
      [{ words: ' ' }, 'Tulis apa temuannya.'],
      [{ unit: 'Kota Yang Tidak Ada' }, 'Satker itu tidak dikenal'],
      [{ stage: 'general-2019/tiada' }, 'Tahapan itu bukan dari pemilu'],
      [{ votesFor: 'banyak' }, 'Tulis jumlah suara dengan angka'],
      [{ participant: meeting.seated[1][0]?.id ?? '' }, 'Peserta itu tidak duduk di kelas ini'],
      [{ division: 'tiada' }, 'Divisi itu tidak ada'],
      [{ session: newId() }, 'Sesi itu tidak ada di kelas ini'],
    ] as const) {
      const refused = await scribe.post(
        classHref('findings/new'),
        finding({ proposal: 'Usul utuh', ...fields }),
      )
      expect(refused.status, sentence).toBe(422)
      const html = await refused.text()
      expect(html).toContain(sentence)
      expect(html).toContain('Usul utuh')
    }
    expect(await findings()).toEqual([])
    const raiser = meeting.seated[0][1]
    const [stage] = await app.services.db
      .selectFrom('stage')
      .select('id')
      .where('election_id', '=', 'general-2019')
      .orderBy('id')
      .execute()
    const saved = await scribe.post(
      classHref('findings/new'),
      finding({
        proposal: 'Cetak lebih awal',
        participant: raiser?.id ?? '',
        stage: `general-2019/${stage?.id}`,
        votesFor: '21',
        votesAgainst: '3',
      }),
    )
    expect(saved.status).toBe(303)
    const [one] = await findings()
    expect(one).toMatchObject({
      kind: 'problem',
      proposal: 'Cetak lebih awal',
      raisedBy: raiser?.name,
      unitId: raiser?.unitId,
      division: 'outreach-hr',
      electionId: 'general-2019',
      stageId: stage?.id,
      votesFor: 21,
      votesAgainst: 3,
      votesAbstained: 0,
      state: 'recorded',
      version: 1,
    })
    expect(await audited(`finding ${one?.id}`)).toEqual(['evaluation.record-finding'])
  })

  test('of two who change one, the second is shown what the first wrote', async () => {
    const [one] = await findings()
    const href = classHref(`findings/${one?.id}`)
    const shown = formsIn(await (await scribe.get(href)).text()).find(({ fields }) => fields.has('words'))
    const typed = Object.fromEntries(shown?.fields ?? [])
    expect((await scribe.post(href, { ...typed, words: 'Ditulis pertama' })).status).toBe(303)
    const late = await scribe.post(href, { ...typed, words: 'Ditulis kedua' })
    expect(late.status).toBe(422)
    const html = await late.text()
    expect(html).toContain('Ditulis pertama')
    expect(html).toContain('Ditulis kedua')
    expect((await findings())[0]).toMatchObject({ words: 'Ditulis pertama', version: 2, votesFor: 21 })
  })

  test('sent twice it is recorded once, and can be taken out again', async () => {
    const id = newId()
    const before = (await findings()).length
    for (let times = 0; times < 2; times += 1) {
      const answer = await scribe.post(classHref('findings/new'), finding({ id, words: 'Dua kali kirim' }))
      expect(answer.status).toBe(303)
    }
    expect(await findings()).toHaveLength(before + 1)
    expect((await scribe.post(classHref(`findings/${id}/remove`), { version: '1' })).status).toBe(303)
    expect(await findings()).toHaveLength(before)
    // The clock of the test stands still, so their order is one of chance.
    expect((await audited(`finding ${id}`)).toSorted()).toEqual([
      'evaluation.record-finding',
      'evaluation.remove-finding',
    ])
  })
})

describe('the list of findings', () => {
  const national = () => app.as('national', 'id')
  beforeAll(async () => {
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

test('a class of which something was taken down stays; a meeting goes with all of it', async () => {
  const other = await classMeeting(app, 1)
  const committee = app.as('national', 'id')
  const of = `${other.href}/classes/${other.classes[0]}`
  const raiser = other.seated[0][0]?.id ?? ''
  await committee.post(`${of}/minutes`, line({ session: other.session }))
  await committee.post(`${of}/findings/new`, finding({ session: other.session, participant: raiser }))
  const { db } = app.services
  await db.deleteFrom('class_place').where('meeting_id', '=', other.key.id).execute()
  await expect(
    db.deleteFrom('meeting_class').where('id', '=', other.classes[0]).execute(),
  ).rejects.toMatchObject({ code: '23503' })
  // What was found outlives the session's place on the agenda, and the person's row.
  await db.deleteFrom('meeting_session').where('id', '=', other.session).execute()
  await db.deleteFrom('participant').where('id', '=', raiser).execute()
  const [kept] = await findingsOfClass(db, other.key, other.classes[0])
  expect(kept).toMatchObject({ sessionId: null, participantId: null, unitId: 'id.33.74' })
  await db.deleteFrom('meeting').where('id', '=', other.key.id).execute()
  expect(await findingsOfClass(db, other.key, other.classes[0])).toEqual([])
})
