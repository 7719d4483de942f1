import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestApp } from '../../../test/support/app.ts'
import { addMeeting, appWithPeople, said } from '../../../test/support/meeting-with-venues.ts'
import { addPersonNamed, appointTo } from '../../../test/support/offices.ts'
import { type Actor, systemActor } from '../../platform/access.ts'
import { newId } from '../../platform/ids.ts'
import { applyRules } from './apply-rules.ts'
import { cancelParticipant } from './cancel-participant.ts'
import { changeFacts } from './change-facts.ts'
import { addRule, type RuleInput } from './change-rules.ts'
import { currentPlan } from './current-plan.ts'
import { participantsOf } from './index.ts'
import { matchRules, planInvitations } from './invitation-plan.ts'
import { countsByState, participantById } from './participants-read-model.ts'
import { quotasOf } from './rules-read-model.ts'

let app: TestApp
beforeAll(async () => {
  app = await appWithPeople()
})
afterAll(() => app.close())

const committee = () => app.as('committee', 'id')
const everybody: RuleInput = {
  effect: 'invite',
  side: null,
  positions: [],
  divisions: [],
  levels: [],
  scope: 'id',
}
const system = systemActor('test')
const rule = async (meeting: Parameters<typeof addRule>[2], change: Partial<RuleInput> = {}) => {
  const added = await addRule(app.services, system, meeting, { ...everybody, ...change })
  if (!added.ok) throw new Error(added.refusal.key)
}
const apply = async (meeting: Parameters<typeof applyRules>[2]) => {
  const { added } = await currentPlan(app.services.db, meeting)
  return applyRules(app.services, system, meeting, { expected: added.length })
}
const audited = async (action: string, subject: string) =>
  (
    await app.services.db
      .selectFrom('audit_entry')
      .selectAll()
      .where('action', '=', action)
      .where('subject', '=', subject)
      .execute()
  ).length

const person = (name: string) => addPersonNamed(app.services.db, name)
const appoint = (personId: string, unit: string, position: string, from?: string, until?: string) =>
  appointTo(app.services.db, personId, { unit, position, from, until })

describe('rules', () => {
  test('invite as many as a recount in SQL, and applied again nobody more', async () => {
    const { meeting, base } = await addMeeting(app)
    await rule(meeting, { side: 'commissioner' })
    await rule(meeting, { side: 'secretariat', positions: ['secretary'] })
    await rule(meeting, { effect: 'leave-out', levels: ['district'], scope: 'id.33' })
    const { rows } = await sql<{ count: number }>`
      select count(distinct person_id)::int as count
      from appointment a join position p on p.code = a.position_code join work_unit u on u.id = a.work_unit_id
      where a.from_on <= '2019-08-15' and coalesce(a.until_on, '9999-12-31') >= '2019-08-15'
        and (p.side = 'commissioner' or p.code = 'secretary')
        and not (u.level = 'district' and u.id like 'id.33.%')`.execute(app.services.db)
    const recount = rows[0]?.count ?? 0
    expect(recount).toBeGreaterThan(2500)
    const shown = recount.toLocaleString('id-ID')
    expect(await said(await committee().get(`${base}/rules`))).toContain(
      `Aturan menemukan ${shown} orang: ${shown} baru, 0 sudah di daftar.`,
    )
    const posted = await committee().post(`${base}/apply`, { expected: String(recount) })
    expect(posted.status).toBe(303)
    expect(await countsByState(app.services.db, meeting)).toEqual({ invited: recount })
    expect((await committee().post(`${base}/apply`, { expected: String(recount) })).status).toBe(303)
    expect((await participantsOf(app.services.db, meeting)).length).toBe(recount)
    expect(await audited('participants.apply-rules', `meeting ${meeting.id}`)).toBe(1)
    const codes = new Set((await participantsOf(app.services.db, meeting)).map(({ code }) => code))
    expect(codes.size).toBe(recount)
  })

  test('are applied to what was seen only: a count that has changed is refused', async () => {
    const { meeting, base } = await addMeeting(app)
    await rule(meeting, { scope: 'id.34' })
    expect((await committee().post(`${base}/apply`, { expected: '1' })).status).toBe(409)
    expect(await participantsOf(app.services.db, meeting)).toEqual([])
  })

  test('have the last word in their order', async () => {
    const { meeting, base } = await addMeeting(app)
    await rule(meeting, { effect: 'leave-out', positions: ['chair'], scope: 'id.34' })
    await rule(meeting, { scope: 'id.34' })
    const before = (await currentPlan(app.services.db, meeting)).matched
    const second = await app.services.db
      .selectFrom('invitation_rule')
      .select('id')
      .where('meeting_id', '=', meeting.id)
      .where('rank', '=', 2)
      .executeTakeFirstOrThrow()
    expect((await committee().post(`${base}/rules/${second.id}/raise`)).status).toBe(303)
    const after = (await currentPlan(app.services.db, meeting)).matched
    const { chairs } = await app.services.db
      .selectFrom('appointment')
      .select((e) => e.fn.countAll<number>().as('chairs'))
      .where('position_code', '=', 'chair')
      .where('from_on', '<=', '2019-08-15')
      .where(sql<boolean>`coalesce(until_on, '9999-12-31') >= '2019-08-15'`)
      .where(sql<boolean>`(work_unit_id = 'id.34' or work_unit_id like 'id.34.%')`)
      .executeTakeFirstOrThrow()
    expect(before - after).toBe(Number(chairs))
  })

  test('a person in two roles stands once, with the higher position; the other is named', async () => {
    const { meeting, base } = await addMeeting(app)
    const id = await person('Karangan Rangkap Dua')
    await appoint(id, 'id.34', 'secretary')
    await appoint(id, 'id.34.71', 'section-head')
    await rule(meeting, { scope: 'id.34', side: 'secretariat' })
    await apply(meeting)
    const found = (await participantsOf(app.services.db, meeting)).filter(({ personId }) => personId === id)
    expect(found.map(({ position, alsoHeld }) => ({ position, alsoHeld }))).toEqual([
      { position: 'secretary', alsoHeld: [{ position: 'section-head', unitId: 'id.34.71' }] },
    ])
    expect(await said(await committee().get(`${base}/${found[0]?.id}`))).toContain(
      'Juga menjabat Kepala subbagian',
    )
  })

  test('who is found no more stays until somebody cancels or keeps them', async () => {
    const { meeting, base } = await addMeeting(app)
    await rule(meeting, { scope: 'id.34.71' })
    await apply(meeting)
    const rules = await app.services.db
      .selectFrom('invitation_rule')
      .select('id')
      .where('meeting_id', '=', meeting.id)
      .execute()
    expect((await committee().post(`${base}/rules/${rules[0]?.id}/remove`)).status).toBe(303)
    const there = await participantsOf(app.services.db, meeting)
    const [first, second] = there
    expect((await currentPlan(app.services.db, meeting)).noLonger).toHaveLength(there.length)
    expect((await committee().post(`${base}/${first?.id}/keep`)).status).toBe(303)
    expect((await committee().post(`${base}/${second?.id}/cancel`, { reason: '' })).status).toBe(422)
    expect((await committee().post(`${base}/${second?.id}/cancel`, { reason: 'pindah tugas' })).status).toBe(
      303,
    )
    expect((await currentPlan(app.services.db, meeting)).noLonger).toHaveLength(there.length - 2)
    // Taken off by hand, no rule takes on again.
    await rule(meeting, { scope: 'id.34.71' })
    const plan = await currentPlan(app.services.db, meeting)
    expect([plan.added.length, plan.leftOut]).toEqual([0, 1])
  })

  test('refuse an unknown unit and a position of the other side; what was typed stays', async () => {
    const { base } = await addMeeting(app)
    const unit = await committee().post(`${base}/rules`, { effect: 'invite', side: '', scope: '99.99' })
    expect(unit.status).toBe(422)
    expect(await unit.text()).toContain('value="99.99"')
    const side = await committee().post(`${base}/rules`, {
      effect: 'invite',
      side: 'commissioner',
      'positions-secretary': 'on',
    })
    expect(side.status).toBe(422)
    expect(await said(side)).toContain('Jabatan ini bukan dari sisi yang dipilih.')
  })

  test('matching is the same whichever way appointments of a person are listed', () => {
    const held = (id: string, unitId: string, rank: number) => ({
      id,
      personId: 'p',
      name: 'Karangan',
      gender: null,
      unitId,
      position: `r${rank}`,
      rank,
      side: 'secretariat' as const,
      division: null,
      example: false,
    })
    const both = [held('a', 'id.33.73', 3), held('b', 'id.33', 3), held('c', 'id.33', 4)]
    const found = (list: typeof both) => matchRules([{ rule: { id: 'r', effect: 'invite' }, held: list }])
    expect(found(both)[0]?.id).toBe('b')
    expect(found(both.toReversed())[0]?.id).toBe('b')
    expect(
      planInvitations(found(both), [], { every: { secretariat: 0 }, own: new Map() }).added[0]?.state,
    ).toBe('waiting')
  })
})

describe('a quota', () => {
  test('makes those after it wait, chairs first; a freed place goes to who waits', async () => {
    const { meeting, base } = await addMeeting(app)
    expect((await committee().post(`${base}/quotas`, { commissioner: '2', secretariat: '' })).status).toBe(
      303,
    )
    expect((await committee().post(`${base}/quotas`, { commissioner: 'dua', secretariat: '' })).status).toBe(
      422,
    )
    await rule(meeting, { scope: 'id.34.71', side: 'commissioner' })
    await apply(meeting)
    expect(await countsByState(app.services.db, meeting)).toEqual({ invited: 2, waiting: 3 })
    const invited = await participantsOf(app.services.db, meeting, { states: ['invited'] })
    expect(invited.map(({ position }) => position)).toContain('chair')
    const member = invited.find(({ position }) => position !== 'chair')
    await committee().post(`${base}/${member?.id}/cancel`, { reason: 'sakit' })
    expect(await countsByState(app.services.db, meeting)).toEqual({ invited: 2, waiting: 2, cancelled: 1 })
    const [waits] = await participantsOf(app.services.db, meeting, { states: ['waiting'] })
    expect(await said(await committee().get(`${base}/waiting`))).toContain(waits?.name)
    // By hand the committee goes over the quota.
    expect((await committee().post(`${base}/${waits?.id}/move-up`)).status).toBe(303)
    expect(await countsByState(app.services.db, meeting)).toEqual({ invited: 3, waiting: 1, cancelled: 1 })
    expect(await audited('participants.move-up', `participant ${waits?.id}`)).toBe(1)
  })

  test('may be a unit’s own, which goes before that of all and lets in who waits', async () => {
    const { meeting, base } = await addMeeting(app)
    await committee().post(`${base}/quotas`, { commissioner: '2', secretariat: '' })
    const own = (unit: string, commissioner: string) =>
      committee().post(`${base}/own-quotas`, { unit, commissioner, secretariat: '' })
    expect((await own('99.99', '3')).status).toBe(422)
    expect((await own('34.71', 'tiga')).status).toBe(422)
    await rule(meeting, { scope: 'id.34.71', side: 'commissioner' })
    await rule(meeting, { scope: 'id.33.73', side: 'commissioner' })
    await own('33.73', '1')
    await apply(meeting)
    const invited = async (unit: string) =>
      (await countsByState(app.services.db, meeting, { scopes: [unit] })).invited
    expect([await invited('id.34.71'), await invited('id.33.73')]).toEqual([2, 1])
    expect((await own('33.73', '4')).status).toBe(303)
    expect([await invited('id.34.71'), await invited('id.33.73')]).toEqual([2, 4])
    expect(await said(await committee().get(`${base}/rules`))).toContain('33.73')
    expect((await own('33.73', '')).status).toBe(303)
    expect((await quotasOf(app.services.db, meeting)).own.size).toBe(0)
  })

  test('does not turn away a walk-in, and makes a guest by hand wait', async () => {
    const { meeting, base } = await addMeeting(app)
    await committee().post(`${base}/quotas`, { commissioner: '', secretariat: '0' })
    const fields = { name: 'Tamu Karangan', unit: '34.71', side: 'secretariat', title: 'Staf ahli' }
    const waits = await committee().post(`${base}/add`, fields)
    expect(waits.headers.get('location')).toContain('done=waiting')
    const same = await committee().post(`${base}/add`, fields)
    expect(same.status).toBe(422)
    expect(await said(same)).toContain('Nama ini sudah ada di daftar')
    const came = await committee().post(`${base}/add`, { ...fields, isOther: 'on', isWalkIn: 'on' })
    expect(came.status).toBe(303)
    expect(await countsByState(app.services.db, meeting)).toEqual({ waiting: 1, coming: 1 })
  })
})

describe('exceptions by hand', () => {
  test('a person of the directory is invited or left out with a reason, once', async () => {
    const { meeting, base } = await addMeeting(app)
    const id = await person('Karangan Sendiri')
    await appoint(id, 'id.34', 'staff')
    expect(await said(await committee().get(`${base}/add?q=karangan+sendiri`))).toContain('Karangan Sendiri')
    expect(
      (await committee().post(`${base}/add-person`, { person: id, leaveOut: 'on', reason: '' })).status,
    ).toBe(422)
    const left = await committee().post(`${base}/add-person`, { person: id, leaveOut: 'on', reason: 'cuti' })
    expect(left.headers.get('location')).toContain('done=leftOut')
    await rule(meeting, { scope: 'id.34', positions: ['staff'] })
    expect((await currentPlan(app.services.db, meeting)).leftOut).toBe(1)
    const listed = left.headers.get('location')?.split('/').at(-1)?.split('?')[0] ?? ''
    await committee().post(`${base}/${listed}/restore`)
    expect((await participantById(app.services.db, meeting, listed))?.state).toBe('invited')
    expect((await committee().post(`${base}/add-person`, { person: id })).status).toBe(422)
  })

  test('who held nothing on the roster day is refused', async () => {
    const { base } = await addMeeting(app)
    const id = await person('Karangan Pensiun')
    await appoint(id, 'id.34', 'staff', '2015-01-01', '2018-12-31')
    const refused = await committee().post(`${base}/add-person`, { person: id })
    expect(refused.status).toBe(422)
    expect(await said(refused)).toContain('tidak menjabat pada hari yang menentukan')
  })
})

describe('permissions', () => {
  test('a sibling district sees nothing of a meeting another unit hosts, readers change nothing', async () => {
    const { meeting, base } = await addMeeting(app, { host: 'id.33.73' })
    await rule(meeting, { scope: 'id.33.73' })
    await apply(meeting)
    const pages = [
      '',
      '/rules',
      '/waiting',
      '/duplicates',
      '/file/csv',
      '/links/csv',
      '/letters',
      '/add',
      '/import',
    ]
    for (const page of pages) {
      expect((await app.as('district', 'id.33.74').get(base + page)).status).toBe(403)
      expect((await app.as('district', 'id.33.73').get(base + page)).status).toBe(200)
    }
    expect((await app.as('auditor', 'id').get(base)).status).toBe(200)
    expect((await app.as('auditor', 'id').get(`${base}/links/csv`)).status).toBe(403)
    expect((await app.as('auditor', 'id').post(`${base}/apply`, { expected: '0' })).status).toBe(403)
    const [one] = await participantsOf(app.services.db, meeting)
    const seen = await (await app.as('auditor', 'id').get(`${base}/${one?.id}`)).text()
    expect(seen).not.toContain(one?.code.slice(0, 4))
    const file = await (await app.as('auditor', 'id').get(`${base}/file/json`)).text()
    expect(file).not.toContain(one?.code)
    // The id of somebody on another list opens nothing here.
    const other = await addMeeting(app, { host: 'id.33.74' })
    expect((await app.as('district', 'id.33.74').get(`${other.base}/${one?.id}`)).status).toBe(404)
  })

  test('a committee of one venue changes its own people only, and may not touch rules or links', async () => {
    const { meeting, base, venues } = await addMeeting(app, { host: 'id.33' })
    await rule(meeting, { scope: 'id.33.73' })
    await apply(meeting)
    const account = newId()
    const delegate: Actor = { kind: 'person', id: account, name: 'Contoh', personId: null, grants: [] }
    await app.services.db
      .insertInto('meeting_delegate')
      .values({
        work_unit_id: 'id.33',
        meeting_id: meeting.id,
        id: newId(),
        account_id: account,
        task: 'committee',
        venue_id: venues.outreach,
        given_at: app.services.clock.now(),
      })
      .execute()
    const all = await participantsOf(app.services.db, meeting)
    const own = all.find(({ venueId }) => venueId === venues.outreach)
    const other = all.find(({ venueId }) => venueId === venues.rest)
    const cancel = (id = '') => cancelParticipant(app.services, delegate, meeting, { id, reason: 'uji coba' })
    expect((await cancel(own?.id)).ok).toBe(true)
    expect(await cancel(other?.id)).toMatchObject({ refusal: { kind: 'forbidden' } })
    expect(await addRule(app.services, delegate, meeting, everybody)).toMatchObject({
      refusal: { kind: 'forbidden' },
    })
    const moved = await changeFacts(app.services, delegate, meeting, {
      id: all.find(({ venueId, id }) => venueId === venues.outreach && id !== own?.id)?.id ?? '',
      facts: {
        name: '',
        gender: null,
        title: null,
        division: null,
        venueId: venues.rest,
        venueReason: 'x',
        sharesRoomWith: null,
      },
    })
    expect(moved).toMatchObject({ refusal: { kind: 'forbidden' } })
    expect((await app.get(base)).status).toBe(303)
  })
})
