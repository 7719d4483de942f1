import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../test/support/app.ts'
import { systemActor } from '../../platform/access.ts'
import { exportBytes } from '../../platform/export.ts'
import { translator } from '../../platform/i18n/catalogue.ts'
import { unitTree } from '../directory/index.ts'
import { importTurnout } from './import-turnout.ts'
import { turnoutOf } from './turnout-read-model.ts'
import { turnoutReport } from './turnout-report.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ preset: true, now: '2019-03-01T03:00:00Z' })
})
afterAll(() => app.close())

const national = () => app.as('national', 'id')
const words = async (response: Response) =>
  (await response.text())
    .replace(/<[^>]+>/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
const audited = async (action: string) =>
  (await app.services.db.selectFrom('audit_entry').selectAll().where('action', '=', action).execute()).length
const page = '/desk/elections/general-2019'

describe('reading', () => {
  test('the list shows the three elections of the preset, the latest first', async () => {
    const text = await words(await national().get('/desk/elections'))
    const places = ['Pemilihan Serentak 2020', 'Pemilu Serentak 2019', 'Pemilu 2014'].map((name) =>
      text.indexOf(name),
    )
    expect(places.every((place) => place > 0)).toBe(true)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  })

  test('the sum of registered voters on the page is the sum of the rows of the preset', async () => {
    const rows = await app.services.db
      .selectFrom('registered_voters')
      .select((e) => [e.fn.sum<number>('voters').as('sum'), e.fn.countAll<number>().as('count')])
      .executeTakeFirstOrThrow()
    const text = await words(await national().get(page))
    expect(text).toContain(`Jumlah ${rows.count} dari 34 wilayah`)
    expect(text).toContain(Number(rows.sum).toLocaleString('id-ID'))
    expect(text).toContain('per 23 Juni 2018')
  })

  test('turnout says what holds and what does not, in both languages', async () => {
    const id = await words(await national().get(`${page}/turnout`))
    expect(id).toContain('Disebut 82,53 % = 25.511.194 / 30.912.994 DPT: cocok dalam pembulatan.')
    expect(id).toContain('DPT+DPTb+DPK berjumlah tepat 3.220.479.')
    expect(id).toContain('Terhadap DPT saja (742.291) angkanya 87,22 %')
    expect(id).toContain('Presiden dan Wakil Presiden 25.511.194 suara, DPR 25.430.673 suara')
    const en = await words(await national().get('/desk/elections/regional-2020/turnout?lang=en'))
    expect(en).toContain('76.09 % is the unweighted mean of the rates of 269 areas')
  })

  test('a district may look at the figures of any province, and sees nothing to change', async () => {
    const response = await app.as('district', 'id.33.73').get(`${page}?unit=35`)
    expect(response.status).toBe(200)
    const text = await words(response)
    expect(text).toContain('30.643.550')
    expect(text).not.toContain('Tambah tahapan')
  })

  test('programs read the same figures', async () => {
    const answer = await national().get('/api/v1/elections/general-2019/turnout')
    const { turnout } = (await answer.json()) as {
      turnout: { unit: string; recomputedPercent: number; checks: { kind: string }[] }[]
    }
    const bali = turnout.find(({ unit }) => unit === '51')
    expect(bali?.recomputedPercent).toBeCloseTo((2616810 / 3220479) * 100, 8)
    expect(bali?.checks.map(({ kind }) => kind)).toEqual(['rate-cut-off', 'lists-add-up', 'against-dpt'])
    const read = async (path: string) =>
      (await (await national().get(path)).json()) as Record<string, unknown[]>
    expect((await read('/api/v1/elections/general-2019/voters')).voters).toHaveLength(34)
    expect((await read('/api/v1/elections/general-2019/stages')).stages).toHaveLength(6)
    expect((await national().get('/api/v1/elections/none/stages')).status).toBe(404)
  })
})

describe('an election', () => {
  const good = {
    id: 'general-2024',
    nameId: 'Pemilu 2024',
    nameEn: 'General elections of 2024',
    kind: 'general',
    votingOn: '2024-02-14',
    opensAt: '07:00',
    areas: '00',
    source: 'uji',
    conf: 'K',
  }

  test('its form shows', async () => {
    const response = await national().get('/desk/elections/new')
    expect(response.status).toBe(200)
    expect(await response.text()).toContain('name="votingOn"')
  })

  test('it is refused without a source, with a code that is taken, with a unit nobody knows; what was typed stays', async () => {
    for (const [change, sentence] of [
      [{ source: '' }, 'Bagian ini wajib diisi.'],
      [{ id: 'general-2019' }, 'Kode ini sudah dipakai.'],
      [{ areas: 'Atlantis' }, 'Ada satker yang tidak dikenal.'],
      [{ votingOn: '2024-02-30' }, 'Isi tanggal yang ada di kalender.'],
    ] as const) {
      const response = await national().post('/desk/elections/new', { ...good, ...change })
      expect(response.status).toBe(422)
      const html = await response.text()
      expect(html).toContain(sentence)
      expect(html).toContain('value="Pemilu 2024"')
    }
  })

  test('it is accepted, changed, and both leave a trail', async () => {
    const added = await national().post('/desk/elections/new', good)
    expect([added.status, added.headers.get('location')]).toEqual([
      303,
      '/desk/elections/general-2024?done=saved',
    ])
    const form = await (await national().get('/desk/elections/general-2024/change')).text()
    expect(form).toContain('value="2024-02-14"')
    const changed = await national().post('/desk/elections/general-2024/change', {
      ...good,
      nameId: 'Pemilu Serentak 2024',
    })
    expect(changed.status).toBe(303)
    expect(await words(await national().get('/desk/elections/general-2024'))).toContain(
      'Pemilu Serentak 2024',
    )
    expect(await audited('elections.save')).toBe(2)
  })

  test('a province cannot add one, a district cannot see the form', async () => {
    expect((await app.as('province', 'id.33').post('/desk/elections/new', good)).status).toBe(403)
    expect((await app.as('district', 'id.33.73').get('/desk/elections/new')).status).toBe(403)
  })
})

describe('a stage', () => {
  const good = {
    id: 'logistics',
    nameId: 'Distribusi logistik',
    nameEn: 'Logistics',
    kind: 'other',
    from: '2019-03-10',
    until: '2019-04-16',
    scope: '33',
    source: 'uji',
    conf: 'M',
  }

  test('its form shows', async () => {
    expect((await app.as('province', 'id.33').get(`${page}/stages/new`)).status).toBe(200)
  })

  test('it is refused when it ends before it begins', async () => {
    const response = await national().post(`${page}/stages/new`, { ...good, until: '2019-03-09' })
    expect(response.status).toBe(422)
    expect(await words(response)).toContain('Hari terakhir tidak boleh sebelum hari pertama.')
  })

  test('a province adds one for itself, not for its neighbour nor for the country', async () => {
    const province = app.as('province', 'id.33')
    expect((await province.post(`${page}/stages/new`, { ...good, scope: '34' })).status).toBe(403)
    expect((await province.post(`${page}/stages/new`, { ...good, scope: '00' })).status).toBe(403)
    expect((await province.post(`${page}/stages/new`, { ...good, scope: 'Jawa Tengah' })).status).toBe(303)
    expect((await province.post(`${page}/stages/silence`, { ...good, scope: '33' })).status).toBe(403)
  })

  test('it is removed after being asked once more', async () => {
    const ask = await national().get(`${page}/stages/logistics/remove`)
    expect(await words(ask)).toContain('Hapus tahapan Distribusi logistik?')
    expect((await national().post(`${page}/stages/logistics/remove`)).status).toBe(303)
    expect((await national().get(`${page}/stages/logistics`)).status).toBe(404)
    expect(await audited('elections.remove-stage')).toBe(1)
  })
})

describe('a contest', () => {
  const good = { code: 'dpd-2', nameId: 'DPD uji', nameEn: 'Test', source: 'uji', conf: 'K' }

  test('its form shows, it is refused without a name, it is accepted', async () => {
    expect((await national().get(`${page}/contests/new`)).status).toBe(200)
    expect((await national().post(`${page}/contests/new`, { ...good, nameEn: ' ' })).status).toBe(422)
    expect((await national().post(`${page}/contests/new`, { ...good, code: 'dpr' })).status).toBe(422)
    expect((await national().post(`${page}/contests/new`, good)).status).toBe(303)
    expect((await national().post(`${page}/contests/dpd-2`, { ...good, nameId: 'DPD' })).status).toBe(303)
  })
})

describe('registered voters', () => {
  const good = {
    scope: '35',
    list: 'DPT',
    asOn: '2019-04-02',
    voters: '30.912.994',
    source: 'uji',
    conf: 'M',
  }

  test('the form shows', async () => {
    expect(await (await national().get(`${page}/voters/new?unit=35`)).text()).toContain('value="35"')
  })

  test('a number that is none is refused and kept', async () => {
    const response = await national().post(`${page}/voters/new`, { ...good, voters: '30,9 juta' })
    expect(response.status).toBe(422)
    const html = await response.text()
    expect(html).toContain('Isi bilangan bulat')
    expect(html).toContain('value="30,9 juta"')
  })

  test('a count is accepted and shown on its own list', async () => {
    const response = await national().post(`${page}/voters/new`, good)
    expect(response.status).toBe(303)
    const text = await words(await national().get(response.headers.get('location') ?? ''))
    expect(text).toContain('Jumlah 1 dari 34 wilayah')
    expect(text).toContain('30.912.994')
  })
})

describe('a record of turnout', () => {
  const good = {
    contest: 'president',
    scope: '34',
    area: 'unit',
    method: 'pooled',
    voted: '900',
    dpt: '1.000',
    dptb: '10',
    dpk: '5',
    denominator: '1.020',
    denominatorKind: 'DPT+DPTb+DPK',
    statedPercent: '88,7',
    source: 'uji',
    conf: 'M',
  }

  test('its form shows', async () => {
    expect((await national().get(`${page}/turnout/new`)).status).toBe(200)
  })

  test('it is refused without a denominator, without its list, without a source', async () => {
    const none = { denominator: '', dpt: '', dptb: '', dpk: '' }
    for (const [change, sentence] of [
      [none, 'Suara tanpa pembagi tidak berarti apa-apa'],
      [{ denominatorKind: 'unstated' }, 'Sebutkan daftar mana yang menjadi pembagi.'],
      [{ source: '' }, 'Bagian ini wajib diisi.'],
      [{ ...none, method: 'mean-of-areas', areas: '' }, 'Sebutkan rata-rata dari berapa daerah.'],
    ] as const) {
      const response = await national().post(`${page}/turnout/new`, { ...good, ...change })
      expect(response.status).toBe(422)
      expect(await words(response)).toContain(sentence)
    }
  })

  test('figures that do not add up are accepted and shown, and are not recorded twice', async () => {
    const response = await national().post(`${page}/turnout/new`, good)
    expect(response.status).toBe(303)
    const text = await words(await national().get(`${page}/turnout`))
    expect(text).toContain('Daftar-daftarnya berjumlah 1.015, bukan 1.020: selisih 5.')
    expect(text).toContain('Disebut 88,7 %, tetapi 900 / 1.020 DPT+DPTb+DPK = 88,24 %.')
    const again = await national().post(`${page}/turnout/new`, good)
    expect(again.status).toBe(422)
    expect(await words(again)).toContain('Sumber ini sudah tercatat')
  })

  test('it is changed in place and removed after being asked', async () => {
    const find = async () =>
      (await turnoutOf(app.services.db, 'general-2019')).filter(({ scope }) => scope === 'id.34')
    const [record] = await find()
    const at = `${page}/turnout/${record?.id}`
    expect(await (await national().get(at)).text()).toContain('value="1020"')
    expect((await national().post(at, { ...good, denominator: '1015', source: 'uji lain' })).status).toBe(303)
    const [changed, ...others] = await find()
    expect([changed?.denominator, changed?.source, others]).toEqual([1015, 'uji lain', []])
    expect((await national().get(`${page}/turnout/${changed?.id}/remove`)).status).toBe(200)
    expect((await app.as('province', 'id.33').post(`${page}/turnout/${changed?.id}/remove`)).status).toBe(403)
    expect((await national().post(`${page}/turnout/${changed?.id}/remove`)).status).toBe(303)
    expect(await find()).toEqual([])
  })
})

describe('a csv of turnout', () => {
  const heading = 'contest;unit;voted;dpt;denominator;denominator_kind;stated_percent;method;source'
  const upload = (text: string) =>
    national().post(`${page}/turnout/import`, { file: new File([text], 'turnout.csv', { type: 'text/csv' }) })
  const count = async () => (await turnoutOf(app.services.db, 'general-2019')).length

  test('its form shows', async () => {
    expect(await (await national().get(`${page}/turnout/import`)).text()).toContain('type="file"')
  })

  test('every wrong cell is named with its row and column, and nothing is taken', async () => {
    const before = await count()
    const response = await upload(
      `${heading}\npresident;33;80;100;100;DPT;80;pooled;uji\nraja;33;80;100;100;DPT;80;pooled;uji\npresident;Atlantis;x;100;100;DPT;80;pooled;uji\n`,
    )
    expect(response.status).toBe(422)
    const text = await words(response)
    expect(text).toContain('Berkas ditolak: 3 hal perlu diperbaiki.')
    expect(text).toContain('Baris 3, kolom contest: Pilih jenis pemilihan dari pemilu ini.')
    expect(text).toContain('Baris 4, kolom unit: Satker ini tidak dikenal.')
    expect(text).toContain('Baris 4, kolom voted: Isi bilangan bulat')
    expect(await count()).toBe(before)
  })

  test('an empty file, a picture and a file without its columns are refused in words', async () => {
    for (const [text, sentence] of [
      ['', 'bukan csv berisi judul kolom'],
      ['\u0089PNG\r\n\u001a\n\u0000\u0000', 'bukan csv berisi judul kolom'],
      ['contest,voted\npresident,5\n', 'Kolom ini tidak ada: unit, source.'],
    ] as const) {
      const response = await upload(text)
      expect(response.status).toBe(422)
      expect(await words(response)).toContain(sentence)
    }
  })

  test('a good file is shown first, taken when confirmed, and twice makes no doubles', async () => {
    const before = await count()
    const text = `\uFEFF${heading}\r\npresident;33;8.000;10.000;10.000;DPT;80;pooled;"uji; sumber"\r\npresident;Kota Salatiga;80;100;100;DPT;80;pooled;uji\r\n`
    const preview = await upload(text)
    expect(preview.status).toBe(200)
    expect(await words(preview)).toContain('2 catatan siap diimpor')
    expect(await count()).toBe(before)
    for (const _ of ['first', 'again']) {
      const taken = await national().post(`${page}/turnout/import`, { confirmed: text })
      expect(taken.status).toBe(303)
      expect(await count()).toBe(before + 2)
    }
  })

  test('the report of the command line is taken back unchanged, however its lines end', async () => {
    const read = () => turnoutOf(app.services.db, 'general-2019')
    const before = await read()
    const tree = await unitTree(app.services)
    const table = turnoutReport(translator('en'), tree, 'general-2019', before)
    const csv = new TextDecoder().decode(await exportBytes(table, 'csv'))
    for (const text of [csv, `${csv.trimEnd()}\n`, csv.replaceAll('\r\n', '\r')]) {
      const bytes = new TextEncoder().encode(text)
      const result = await importTurnout(app.services, systemActor('test'), {
        electionId: 'general-2019',
        bytes,
      })
      expect(result.ok && result.value.length).toBe(before.length)
      expect(await read()).toEqual(before)
    }
  })
})
