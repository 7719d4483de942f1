import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { TestApp } from '../../../test/support/app.ts'
import { addMeeting, appWithPeople, said } from '../../../test/support/meeting-with-venues.ts'
import { addPersonNamed, appointTo } from '../../../test/support/offices.ts'
import { formsIn } from '../../../test/support/visitor.ts'
import { systemActor } from '../../platform/access.ts'
import { addPerson } from './add-participant.ts'
import { answerInvitation } from './answer-invitation.ts'
import { applyRules } from './apply-rules.ts'
import { changeFacts } from './change-facts.ts'
import { addRule } from './change-rules.ts'
import { currentPlan } from './current-plan.ts'
import { followDirectory } from './follow-directory.ts'
import { choose, countOf, markOf, type Selection } from './follow-selection.ts'
import { participantsOf } from './participants-read-model.ts'
import { setQuotas } from './set-quotas.ts'

let app: TestApp
beforeAll(async () => {
  app = await appWithPeople()
})
afterAll(() => app.close())

const system = systemActor('test')
const committee = () => app.as('committee', 'id')
const db = () => app.services.db
const unit = 'id.34.71'
const none = { side: null, positions: [], divisions: [], levels: [] }
type Added = Awaited<ReturnType<typeof addMeeting>>

let place: Added
let people: Record<'moves' | 'leaves' | 'stays', string>
let offices: Record<'moves' | 'leaves', string>

beforeEach(async () => {
  place = await addMeeting(app)
  const [moves, leaves, stays] = [
    await addPersonNamed(db(), `Karangan Pindah`),
    await addPersonNamed(db(), `Karangan Berhenti`),
    await addPersonNamed(db(), `Karangan Tetap`),
  ]
  people = { moves, leaves, stays }
  offices = {
    moves: await appointTo(db(), moves, { unit, position: 'section-head' }),
    leaves: await appointTo(db(), leaves, { unit, position: 'section-head' }),
  }
  await appointTo(db(), stays, { unit, position: 'section-head' })
  const added = await addRule(app.services, system, place.meeting, {
    ...none,
    effect: 'invite',
    positions: ['section-head'],
    scope: 'id.34',
  })
  if (!added.ok) throw new Error(added.refusal.key)
})

const apply = async () => {
  const { added } = await currentPlan(db(), place.meeting)
  return applyRules(app.services, system, place.meeting, { expected: added.length })
}
const row = async (personId: string) => {
  const states = ['invited', 'coming', 'represented', 'not-coming', 'waiting', 'cancelled'] as const
  const all = await participantsOf(db(), place.meeting, { states })
  const found = all.filter((one) => one.personId === personId)
  expect(found).toHaveLength(1)
  return found[0] as (typeof all)[number]
}
const differences = async (selection: Selection = { kind: 'all', one: null }) =>
  choose(await currentPlan(db(), place.meeting), selection)
const follow = async (selection: Selection = { kind: 'all', one: null }, reason = 'tidak menjabat lagi') =>
  followDirectory(app.services, system, place.meeting, {
    ...selection,
    expected: markOf(await differences(selection)),
    reason,
  })

/** Moves to another unit and division, leaves before the roster day, and somebody new comes. */
async function directoryChanges() {
  await db()
    .updateTable('appointment')
    .set({ until_on: '2019-08-01' })
    .where('id', '=', offices.leaves)
    .execute()
  await db()
    .updateTable('appointment')
    .set({ until_on: '2019-08-01' })
    .where('id', '=', offices.moves)
    .execute()
  await appointTo(db(), people.moves, { unit: 'id.34', position: 'section-head' })
  const arrives = await addPersonNamed(db(), 'Karangan Datang')
  await appointTo(db(), arrives, { unit, position: 'section-head' })
  return arrives
}

describe('the list follows the directory', () => {
  test('by choice: unit changed, withdrawn with a reason, newly invited; a second time nothing is left', async () => {
    await apply()
    expect(countOf(await differences()).all).toBe(0)
    const before = await row(people.moves)
    const arrives = await directoryChanges()
    expect(countOf(await differences())).toEqual({ added: 1, changed: 1, gone: 1, all: 3 })
    const listed = await said(await committee().get(place.base))
    expect(listed).toContain('Direktori berubah: 1 baru, 1 berubah, 1 tidak ada lagi.')
    const shown = await said(await committee().get(`${place.base}/changes`))
    expect(shown).toMatch(/Satker: .*(Kota Yogyakarta|KOTA YOGYAKARTA).* → /i)
    expect(shown).toContain('Karangan Berhenti')
    expect(await row(people.moves)).toEqual(before)

    expect(await follow()).toMatchObject({ ok: true, value: { added: 1, changed: 1, gone: 1 } })
    const moved = await row(people.moves)
    expect(moved).toMatchObject({ unitId: 'id.34', provinceId: 'id.34', state: 'invited', code: before.code })
    expect(await row(people.leaves)).toMatchObject({
      state: 'cancelled',
      withdrawn: true,
      reason: 'tidak menjabat lagi',
    })
    expect(await row(arrives)).toMatchObject({ state: 'invited', unitId: unit, origin: 'rule' })
    expect(countOf(await differences()).all).toBe(0)
    expect(await follow()).toMatchObject({ ok: true, value: { all: 0 } })
    const audited = await db()
      .selectFrom('audit_entry')
      .select('after')
      .where('action', '=', 'participants.follow')
      .where('subject', '=', `meeting ${place.meeting.id}`)
      .execute()
    expect(audited).toEqual([{ after: { added: 1, changed: 1, withdrawn: 1 } }])
  })

  test('one at a time through the page that asks first, and only what it showed', async () => {
    await apply()
    await directoryChanges()
    const one = await row(people.leaves)
    const address = `${place.base}/changes/apply?kind=gone&one=${one.id}`
    const html = await (await committee().get(address)).text()
    expect(html).toContain('1 undangan ditarik')
    const form = formsIn(html).find(({ action }) => action.endsWith('/changes/apply'))
    const fields = Object.fromEntries(form?.fields ?? [])
    expect(fields).toMatchObject({ kind: 'gone', one: one.id })
    const post = (change: Record<string, string>) =>
      committee().post(`${place.base}/changes/apply`, { ...fields, ...change })
    expect((await post({ reason: '' })).status).toBe(422)
    expect((await post({ kind: 'all', one: '' })).status).toBe(409)
    expect((await post({})).status).toBe(303)
    expect((await row(people.leaves)).state).toBe('cancelled')
    expect(countOf(await differences())).toEqual({ added: 1, changed: 1, gone: 0, all: 2 })
    expect((await app.as('reader', 'id').post(`${place.base}/changes/apply`, fields)).status).toBe(403)
  })

  test('withdraws the representative with the principal, keeps the answer, and brings the same row back', async () => {
    await apply()
    const { id, code } = await row(people.leaves)
    const answer = {
      answer: 'represented' as const,
      reason: null,
      representative: { name: 'Karangan Wakil', position: 'Staf', gender: null },
      arrivesAt: null,
      leavesAt: null,
      travel: null,
      needs: null,
      needsAccessible: false,
      wishes: {},
    }
    await answerInvitation(app.services, { kind: 'committee', actor: system }, place.meeting, { id, answer })
    await directoryChanges()
    const page = await said(await committee().get(`${place.base}/changes`))
    expect(page).toContain('diwakili')
    expect((await follow({ kind: 'gone', one: null })).ok).toBe(true)
    const representative = (
      await participantsOf(db(), place.meeting, { states: ['cancelled'], words: 'Karangan Wakil' })
    ).map(({ state }) => state)
    expect(representative).toEqual(['cancelled'])
    expect((await row(people.leaves)).answeredAt).not.toBeNull()
    await db().updateTable('appointment').set({ until_on: null }).where('id', '=', offices.leaves).execute()
    const { returning } = await differences()
    expect(returning).toHaveLength(1)
    expect((await follow({ kind: 'new', one: id })).ok).toBe(true)
    expect(await row(people.leaves)).toMatchObject({
      id,
      code,
      state: 'invited',
      withdrawn: false,
      reason: null,
    })
  })

  test('leaves exceptions by hand alone: kept, taken off, added, a venue of their own; of who was added only the name follows', async () => {
    await apply()
    const stays = await row(people.stays)
    const facts = {
      name: stays.name,
      gender: stays.gender,
      title: 'Kepala regu',
      division: null,
      venueId: place.venues.rest,
      venueReason: 'membantu panitia',
      sharesRoomWith: null,
    }
    await changeFacts(app.services, system, place.meeting, { id: stays.id, facts })
    const byHand = await addPersonNamed(db(), 'Karangan Tangan')
    const office = await appointTo(db(), byHand, { unit: 'id.33', position: 'section-head' })
    await addPerson(app.services, system, place.meeting, { personId: byHand, leaveOut: null })
    await directoryChanges()
    await committee().post(`${place.base}/${(await row(people.leaves)).id}/keep`)
    await db().updateTable('appointment').set({ until_on: '2019-08-01' }).where('id', '=', office).execute()
    await db().updateTable('person').set({ name: 'Karangan Tangan Dua' }).where('id', '=', byHand).execute()
    await db()
      .updateTable('person')
      .set({ name: 'Karangan Tetap Dua' })
      .where('id', '=', people.stays)
      .execute()
    const { changed, gone } = await differences()
    expect(gone).toEqual([])
    expect(changed.find(({ after }) => after.name === 'Karangan Tangan Dua')?.facts).toEqual(['name'])
    expect((await follow()).ok).toBe(true)
    expect(await row(people.leaves)).toMatchObject({ state: 'invited', kept: true, unitId: unit })
    expect(await row(byHand)).toMatchObject({
      name: 'Karangan Tangan Dua',
      unitId: 'id.33',
      state: 'invited',
    })
    expect(await row(people.stays)).toMatchObject({
      name: 'Karangan Tetap Dua',
      searchWords: 'karangan tetap dua',
      title: 'Kepala regu',
      venueId: place.venues.rest,
    })
  })

  test('gives a place that gets free to who waits before somebody new takes it', async () => {
    const quota = 3
    const set = await setQuotas(app.services, system, place.meeting, {
      commissioner: null,
      secretariat: quota,
    })
    expect(set.ok).toBe(true)
    const late = await addPersonNamed(db(), 'Karangan Antre')
    await appointTo(db(), late, { unit, position: 'section-head' })
    await apply()
    const inUnit = async (state: 'invited' | 'waiting') =>
      (await participantsOf(db(), place.meeting, { states: [state], scopes: [unit] })).length
    expect(await inUnit('invited')).toBe(quota)
    const waiting = await inUnit('waiting')
    expect(waiting).toBeGreaterThan(0)
    const listed = await participantsOf(db(), place.meeting, { states: ['invited'], scopes: [unit] })
    const leaving = listed[0]
    await db()
      .updateTable('appointment')
      .set({ until_on: '2019-08-01' })
      .where('person_id', '=', leaving?.personId ?? '')
      .execute()
    const arrives = await addPersonNamed(db(), 'Karangan Terakhir')
    await appointTo(db(), arrives, { unit, position: 'section-head' })
    expect((await follow()).ok).toBe(true)
    expect(await inUnit('invited')).toBe(quota)
    expect((await row(arrives)).state).toBe('waiting')
    expect(await inUnit('waiting')).toBe(waiting)
  })

  test('marks who has a letter, and hands out the differences as a file', async () => {
    await apply()
    const letters = await committee().post(`${place.base}/letters`, {
      unit: '34',
      number: '{n}/Und',
      writtenIn: 'Jakarta',
      signerName: 'Karangan Penanda',
      signerPosition: 'Ketua',
    })
    expect([letters.status, letters.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    await letters.arrayBuffer()
    await directoryChanges()
    expect(await said(await committee().get(`${place.base}/changes`))).toContain('ada surat')
    const asked = await said(await committee().get(`${place.base}/changes/apply`))
    expect(asked).toContain('2 orang di antaranya sudah dibuatkan surat undangan')
    const file = (await (await committee().get(`${place.base}/changes/file/json`)).json()) as {
      rows: Record<string, unknown>[]
    }
    expect(file.rows.map(({ kind }) => kind).toSorted()).toEqual(['Baru', 'Berubah', 'Tidak ada lagi'])
  })
})
