import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { meetingMark } from '../../src/modules/seating/index.ts'
import { closeMeeting, docx, expenses, issueCertificates, pdf, verify } from './meeting/afterwards.ts'
import { badgesIn, seenBy } from './meeting/badges.ts'
import { dayBefore, giveTask, type Held, importRoster, makeMeeting, peopleOf2019 } from './meeting/before.ts'
import { board, decide } from './meeting/board.ts'
import { RelayedHall, recordOneself, turnOnSelfCheckIn } from './meeting/hall.ts'
import {
  answer,
  askBeforeAndAfter,
  close,
  findingsOf,
  findQuestions,
  openFor,
  type Phone,
  sendWhatWaits,
  type TakenDown,
  takeDown,
} from './meeting/in-class.ts'
import {
  answerByPhone,
  type Invited,
  inviteByRule,
  lettersOf,
  listOf,
  personalLink,
  singular,
} from './meeting/invitation.ts'
import { download, found, open, send, words } from './meeting/pages.ts'
import {
  askForFewestMoves,
  brokenRules,
  classesOf,
  placeEverybody,
  type Seat,
  seatsOf,
} from './meeting/placement.ts'
import { Recount } from './meeting/recount.ts'
import { bedsOf, brokenRooms, placeInRooms } from './meeting/rooms.ts'
import { Scene } from './meeting/scene.ts'
import { linkTo, Steward } from './meeting/steward.ts'

/** The one server and browser of the journey, and who sits at it. */
let scene: Scene
let desk: Page
/** The national committee, and those of one place each: of outreach (C), and of law (E), who reads English. */
let committee: Page
let atC: Page
let atE: Page
let scribe: Page

let held: Held
let invited: Invited[]
/** People of one province with a seat at C, by what becomes of them. */
let cast: Record<'wheels' | 'sends' | 'stays' | 'leaves', Invited>
const mandated = 'Wakil Embun Karangan'
const walkIn = 'Kenanga Senja Karangan'
/** Who comes with the mandate, who sits in class C3, who in other classes of C, and somebody of another place. */
let mandate: Invited
let members: Seat[]
let others: Seat[]
let ofB: Seat

let recount: Recount
let seated: Seat[]
let hall: RelayedHall | undefined
let north: Steward
let south: Steward
const badgeOf = ({ code }: Pick<Seat, 'code'>) => `JK1:${meetingMark(held.id)}:${code}`

const taken: TakenDown = {
  point: 'Basis warga internet',
  said: 'Dua satker menceritakan apa yang berhasil di media sosial.',
  decided: 'Dicoba di sepuluh satker.',
  finding: {
    words: 'Tautan pendek tidak terbaca di layar kecil',
    proposal: 'Cetak kode QR lebih besar',
    unit: '33.73',
    votesFor: '31',
    votesAgainst: '2',
  },
}

/** A plan may be reckoned for five minutes where the machine has other things to do. */
const slowest = 10 * 60_000

beforeAll(async () => {
  scene = await Scene.open()
  desk = await scene.signIn('national')
  committee = await scene.signIn('committee')
  scribe = await scene.signIn('steward', { device: 'phone' })
  atC = await scene.signIn('province')
  atE = await scene.signIn('district', { device: 'phone', language: 'en' })
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') console.error(await scene.seen())
})
afterAll(async () => {
  await hall?.close()
  await scene?.close()
})

test('the national desk brings the staff in with a spreadsheet', async () => {
  expect(await importRoster(desk)).toBeGreaterThan(400)
})

test('the national committee makes the meeting of 2019 and gives two places to committees of their own', async () => {
  held = await makeMeeting(committee, scene.place)
  expect(Object.keys(held.venues).join('')).toBe('ABCDEF')
  await giveTask(committee, held, { name: 'Contoh Tim Jawa Tengah', task: 'committee', venue: 'C' })
  await giveTask(committee, held, { name: 'Contoh Operator Kota Salatiga', task: 'committee', venue: 'E' })
  await giveTask(committee, held, { name: 'Contoh Petugas Registrasi', task: 'scribe', venue: 'C' })
})

test('who works for one place is shown it, and refused what is not theirs', async () => {
  await open(atC, held.href)
  expect(await words(atC)).toContain('Rapat Koordinasi Nasional, Diulang')
  await open(atE, `${held.href}/people/rules`)
  expect(await words(atE)).toContain('Nobody is invited before the rules are applied')
  expect(await atE.locator('main form[method=post]').count()).toBe(0)
  const notTheirs = ['change', 'tasks/new', 'people/letters', `papers/badges.pdf?venue=${held.venues.C}`]
  for (const under of notTheirs) await open(atE, `${held.href}/${under}`, 403)
})

test('a rule invites everybody in office on the roster day: the 3,806 of the source', async () => {
  expect(await inviteByRule(committee, held)).toBe(peopleOf2019)
  invited = await listOf(committee, held)
  expect(invited).toHaveLength(peopleOf2019)
})

test('letters lead those invited to their own page, where they answer', async () => {
  const letters = await lettersOf(committee, held, '33')
  const inProvince = invited.filter(({ office }) => office.startsWith('33'))
  expect(letters).toHaveLength(inProvince.length)
  const atOutreach = singular(invited.filter(({ venue }) => venue === 'C'))
  const some = atOutreach.filter(({ office }) => office.startsWith('33'))
  const pick = (at: number) => found(some[at], 'more in this province')
  cast = { wheels: pick(0), sends: pick(1), stays: pick(2), leaves: pick(3) }
  const linkFor = ({ name, code }: Invited) =>
    found(
      letters.find(({ said, link }) => said.includes(name) && link === personalLink(code)),
      `letter for ${name}`,
    ).link
  const first = dayBefore(scene.place.today, 1)
  await answerByPhone(scene, linkFor(cast.wheels), {
    answer: 'coming',
    arrivesOn: first,
    arrivesTime: '15.00',
    leavesOn: dayBefore(first, -3),
    leavesTime: '12.00',
    needs: 'Kursi roda',
    needsAccessible: true,
    'wish-1-3': 'C3 · Evaluasi Pemilu 2019, kelas C3',
  })
  const asked = await answerByPhone(scene, linkFor(cast.sends), {
    answer: 'represented',
    representativeName: mandated,
    representativePosition: 'Kepala subbagian',
    representativeGender: 'f',
  })
  expect(await words(asked)).toContain(`Tercatat diwakili ${mandated}`)
  await answerByPhone(scene, linkFor(cast.stays), { answer: 'not-coming' }, 'en', 422)
  await answerByPhone(scene, linkFor(cast.stays), { answer: 'not-coming', reason: 'On duty at home' }, 'en')
  await answerByPhone(scene, linkFor(cast.leaves), { answer: 'coming' })
})

test(
  'everybody is placed with a proof that nothing is better, and the rules hold by a recount',
  async () => {
    const seen = await placeEverybody(committee, held)
    expect(seen[0]).toContain('dicari')
    const now = await listOf(committee, held)
    const seats = await seatsOf(committee, held)
    // All of the list but who stays at home and who sends somebody, who is on the list as well.
    expect(seats).toHaveLength(peopleOf2019 - 1)
    expect(seats.find(({ code }) => code === cast.wheels.code)?.class).toBe('C3')
    const venueOf = new Map(now.map(({ code, venue }) => [code, venue]))
    expect(brokenRules(seats, venueOf, await classesOf(committee, held))).toEqual([])
  },
  slowest,
)

test(
  'a late change is shown before it is made, and moves nobody else',
  async () => {
    const before = await seatsOf(committee, held)
    await answerByPhone(scene, personalLink(cast.leaves.code), { answer: 'not-coming', reason: 'Sakit' })
    await open(committee, `${held.href}/people/add`)
    await send(committee, '/people/add', {
      name: walkIn,
      unit: cast.leaves.office,
      side: 'commissioner',
      division: 'outreach-hr',
      isWalkIn: true,
    })
    await askForFewestMoves(committee, held)
    const shown = await words(committee)
    expect(shown).toContain(walkIn)
    expect(shown).toContain('0 pindah kelas, 1 mendapat kelas pertama')
    expect(await seatsOf(committee, held)).toHaveLength(before.length - 1)
    await send(committee, '/apply')
    const after = await seatsOf(committee, held)
    const same = new Map(before.map(({ code, class: of }) => [code, of]))
    expect(after.filter(({ code, class: of }) => same.get(code) !== of).map(({ name }) => name)).toEqual([
      walkIn,
    ])
    expect(after).toHaveLength(before.length)
  },
  slowest,
)

test(
  'the people of one place sleep in two hotels, as a plan says that was checked again',
  async () => {
    const shown = await placeInRooms(committee, held)
    expect(shown).toContain('Diperiksa ulang oleh pemeriksa yang terpisah')
    expect(shown).not.toContain('gagal diperiksa')
    const beds = await bedsOf(committee, held)
    const atC = (await seatsOf(committee, held)).filter(({ class: of }) => of.startsWith('C'))
    expect(beds.map(({ name }) => name).toSorted()).toEqual(atC.map(({ name }) => name).toSorted())
    expect(new Set(beds.map(({ hotel }) => hotel)).size).toBe(2)
    expect(brokenRooms(beds)).toEqual([])
    // Rooms for wheelchairs are the first two of each floor.
    expect(beds.find(({ name }) => name === cast.wheels.name)?.room).toMatch(/^\d0[12]$/)
    const printed = (await pdf(committee, `${held.href}/papers/rooms.pdf`)).join(' ')
    for (const { name } of beds) expect(printed).toContain(name)
  },
  slowest,
)

test('the committee of a place prints its badges, and a camera reads them', async () => {
  const now = await listOf(committee, held)
  const seats = await seatsOf(committee, held)
  seated = seats
  recount = new Recount(now, seats, new Set([cast.sends, cast.stays, cast.leaves].map(({ code }) => code)))
  const sheet = await download(atC, `${held.href}/papers/badges.pdf?venue=${held.venues.C}`)
  const badges = await badgesIn(sheet)
  expect(badges).toHaveLength(seats.filter(({ class: of }) => of.startsWith('C')).length)
  mandate = found(
    now.find(({ name }) => name === mandated),
    'representative',
  )
  ofB = found(
    seats.find(({ class: of }) => of === 'B1'),
    'class B1',
  )
  const played = new Set([cast.wheels.name, mandated, walkIn])
  const seatedAtC = singular(seats.filter(({ class: of }) => of.startsWith('C'))).filter(
    ({ name }) => !played.has(name),
  )
  members = seatedAtC.filter(({ class: of }) => of === 'C3')
  others = seatedAtC.filter(({ class: of }) => of !== 'C3')
  const badge = badges.find(({ words: said }) => said.includes(cast.wheels.name))
  expect(await seenBy(sheet, found(badge, `badge of ${cast.wheels.name}`))).toBe(badgeOf(cast.wheels))
})

test('two stewards scan at two doors of one place while their lines are cut and the server is killed', async () => {
  ;[north, south] = [await Steward.hire(scene), await Steward.hire(scene)]
  await north.stand(await linkTo(atC, held, { venue: 'C', name: 'Pintu utara', purpose: 'arrival' }))
  await south.stand(await linkTo(atC, held, { venue: 'C', name: 'Pintu selatan', purpose: 'arrival' }))
  const at = (n: number) => found(others[n], 'more at C')
  const arrive = async (steward: Steward, one: Pick<Seat, 'code' | 'name'>, ...says: string[]) => {
    recount.arrival(one.code)
    await steward.scan(badgeOf(one), ...(says.length === 0 ? ['Silakan', one.name] : says))
  }
  await arrive(north, cast.wheels, 'Silakan', cast.wheels.name, 'C3')
  await arrive(south, at(1))
  await north.hasUnsent(0)

  await north.cutTheLine()
  await arrive(north, at(2))
  recount.arrival(at(3).code)
  await north.find(at(3), 'Silakan', at(3).name)
  await arrive(north, at(2), 'Sudah di sini', 'Pintu utara')
  await arrive(north, ofB, 'Tempat lain', 'lokasi B')
  recount.arrival('of another meeting')
  await north.scan(`JK1:ZZZZZ:${at(4).code}`, 'Tidak dikenal', 'rapat lain')
  await north.hasNoLine()

  await scene.pullThePlug()
  await arrive(south, at(4))
  // Neither phone can know of the other: somebody who walks round the house is green at both doors.
  await arrive(south, at(2))
  await arrive(south, cast.stays, 'Silakan', cast.stays.name)
  recount.arrival(mandate.code)
  await south.find(mandate, 'Silakan', mandated)
  await south.hasNoLine()
  await south.page.reload()
  await south.page.locator('#where').waitFor()
  await south.hasUnsent(4)

  await scene.plugIn()
  await north.mendTheLine()
  await arrive(north, at(5))
  await arrive(south, at(6))
  for (const steward of [north, south]) await steward.hasUnsent(0)
})

test('a place without a line agrees over its relay, which hands on everything', async () => {
  const atD = singular(seated.filter(({ class: of }) => of.startsWith('D')))
  const at = (n: number) => found(atD[n], 'more at D')
  hall = await RelayedHall.open(scene, committee, held, 'D')
  const [first, second] = [await Steward.hire(scene), await Steward.hire(scene)]
  const door = { venue: 'D', purpose: 'arrival' } as const
  await first.stand(hall.here(await linkTo(committee, held, { ...door, name: 'Pintu depan' })))
  const card = hall.here(await linkTo(committee, held, { ...door, name: 'Pintu belakang' }))
  await hall.says('Kartu ponsel yang belum dipakai', 1)
  hall.cutTheLine()
  // A steward who was never here before is let in by the card alone.
  await second.stand(card)
  const arrive = async (steward: Steward, one: Seat, ...says: string[]) => {
    recount.arrival(one.code)
    await steward.scan(badgeOf(one), ...(says.length === 0 ? ['Silakan', one.name] : says))
    await steward.hasUnsent(0)
  }
  await arrive(first, at(0))
  await arrive(first, at(1))
  await second.hearsOthers()
  await arrive(second, at(0), 'Sudah di sini', 'Pintu depan')
  await arrive(second, at(2))
  await arrive(second, ofB, 'Tempat lain', 'lokasi B')
  await hall.says('Pindaian belum diteruskan', 5)
  hall.mendTheLine()
  await hall.says('Pindaian belum diteruskan', 0)
  await hall.says('Ponsel masuk tanpa jaringan, belum dilaporkan', 0)
})

test('some record themselves with their own phones at the screen of a door', async () => {
  const link = await linkTo(atC, held, { venue: 'C', name: 'Pintu mandiri', purpose: 'arrival' })
  await turnOnSelfCheckIn(atC, held, 'Pintu mandiri')
  const screen = await Steward.hire(scene, 'laptop')
  await screen.stand(link)
  await screen.page.goto(`${scene.url}/door/screen`)
  const record = async (n: number, says: string) => {
    const one = found(others[n], 'more at C')
    recount.arrival(one.code)
    await recordOneself(scene, screen.page, one, says)
  }
  await record(7, 'Tercatat tiba di lokasi C')
  await record(8, 'Tercatat tiba di lokasi C')
  await record(1, 'Sudah tiba sejak')
})

test('the board equals the recount, and a person decides what was odd', async () => {
  const shown = await board(atC, held)
  expect(shown.venues).toEqual(recount.board(({ venue }) => venue))
  expect(shown.provinces).toEqual(recount.board(({ office }) => office.slice(0, 2)))
  const { beyond, flags, scans } = recount
  expect(shown).toMatchObject({ beyond, flags, scans })
  expect(await decide(atC, held, 'same-person')).toBe(flags - 1)
})

test('a class counts who comes in, and sends elsewhere whose class it is not', async () => {
  await north.leave()
  await north.stand(await linkTo(atC, held, { venue: 'C', name: 'Pintu kelas', purpose: 'session' }))
  await north.choose('Masuk C3')
  const enter = async (one: Pick<Seat, 'code' | 'name'>, ...says: string[]) => {
    recount.entry(one.code, 'C3')
    await north.scan(badgeOf(one), ...(says.length === 0 ? ['Silakan', one.name] : says))
  }
  await enter(cast.wheels)
  await north.cutTheLine()
  for (const one of members.slice(0, 3)) await enter(one)
  const own = recount.classOf(mandate)
  await enter(mandate, ...(own === 'C3' ? [] : ['Tempat lain', `Kelasnya ${own}`]))
  const stranger = found(others[0], 'other class')
  await enter(stranger, 'Tempat lain', `Kelasnya ${stranger.class}`)
  await enter(cast.wheels, 'Sudah di sini')
  await north.mendTheLine()
  await north.hasUnsent(0)
})

test('those in class answer what they know before and after, and the result is there when it ends', async () => {
  const { id } = found((await classesOf(committee, held)).get('C3'), 'class C3')
  const questionnaire = await askBeforeAndAfter(atC, held, id)
  const phoneOf = async ({ code }: Pick<Seat, 'code'>): Promise<Phone> => ({
    page: await (await scene.newcomer('phone')).newPage(),
    link: scene.url + personalLink(code),
  })
  const [one, two] = [found(members[0], 'one in C3'), found(members[1], 'second in C3')]
  const [wheels, other, third] = [await phoneOf(cast.wheels), await phoneOf(one), await phoneOf(two)]
  const phones = [wheels, other, third]
  await openFor(atC, questionnaire, 'Buka untuk sebelum kelas')
  await Promise.all(phones.map(findQuestions))
  await Promise.all([answer(wheels, 'Rabu'), answer(other, 'Minggu'), answer(third, 'Minggu')])
  await close(atC, questionnaire)
  await openFor(atC, questionnaire, 'Buka untuk sesudah kelas')
  await Promise.all(phones.map(findQuestions))
  await Promise.all([
    answer(wheels, 'Rabu'),
    answer(other, 'Sabtu'),
    // What was answered before the class ended counts, though it comes after.
    answer(third, 'Rabu', { isCut: true }),
  ])
  await close(atC, questionnaire)
  await sendWhatWaits(third)
  await open(atC, `${questionnaire}/results`)
  const result = await words(atC)
  expect(result).toContain('33% (1 dari 3)')
  expect(result).toContain('67% (2 dari 3)')
})

test('a scribe takes down minutes and a finding, and the desk has it in its list', async () => {
  const { id } = found((await classesOf(committee, held)).get('C3'), 'class C3')
  await takeDown(scribe, held, { classId: id, taken })
  const mine = (await findingsOf(desk)).filter(({ Temuan }) => Temuan === taken.finding.words)
  expect(mine).toHaveLength(1)
  expect(mine[0]).toMatchObject({
    Usul: taken.finding.proposal,
    'Kode satker': '33.73',
    Setuju: '31',
    'Tidak setuju': '2',
  })
  expect(mine[0]?.Kelas).toContain('C3')
})

test('certificates go to those who were in class, and anybody can verify one', async () => {
  await closeMeeting(committee, held)
  const said = await issueCertificates(committee, held)
  const { attended } = recount
  expect(said).toContain(`Sertifikat berlaku ${attended.size}`)
  const printed = await pdf(committee, `${held.href}/evidence/file/certificates.pdf`)
  expect(printed).toHaveLength(attended.size)
  const [one = ''] = printed.filter((page) => page.includes(cast.wheels.name))
  const code = /\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b/.exec(one)?.[0] ?? ''
  const anybody = await (await scene.newcomer('phone')).newPage()
  await anybody.goto(scene.url)
  const verified = await verify(anybody, code)
  expect(verified).toContain('Sertifikat ini berlaku')
  expect(verified).toContain(cast.wheels.name)
  // The code of the invitation and the badge is another one, and verifies nothing.
  const ofBadge = personalLink(cast.wheels.code).replace('/m/', '')
  expect(await verify(anybody, ofBadge, 404)).not.toContain(cast.wheels.name)
})

test('pack and expense sheet rest on the same evidence', async () => {
  const { name, office } = cast.wheels
  const [cover = '', ...sheets] = await pdf(committee, `${held.href}/evidence/file/packs.pdf?of=${office}`)
  const ofOffice = invited.filter((one) => one.office === office).length
  expect(cover).toContain(`Hari perjalanan 1 dari ${ofOffice} orang`)
  expect(cover).toContain(`1 kali hadir dari ${4 * ofOffice} sesi yang dijadwalkan`)
  expect(sheets.join(' ')).toContain(name)
  const people = (await expenses(committee, held)).filter(({ Nama }) => Nama !== 'Jumlah satker')
  expect(people).toHaveLength(recount.figures.counted)
  expect(people.find((row) => row.Nama === name && row['Kode satker'] === office)).toMatchObject({
    'Hari perjalanan': '4',
    'Hari hadir': '1',
    'Sesi diikuti': '1',
    'Sesi berkursi': '4',
  })
  const sum = (column: string) => people.reduce((all, row) => all + Number(row[column]), 0)
  expect(sum('Sesi diikuti')).toBe(recount.attended.size)
  expect(sum('Sesi berkursi')).toBe(recount.figures.seats)
})

test('the report says in two languages what was counted', async () => {
  const { listed, counted, arrived, seats, filled, reached } = recount.figures
  const n = (value: number, language = 'id-ID') => new Intl.NumberFormat(language).format(value)
  const indonesian = (await pdf(committee, `${held.href}/evidence/file/report.pdf`)).join(' ')
  const inProvince = recount.people(({ office }) => office.startsWith('33'))
  for (const said of [
    `${n(arrived)} dari ${n(counted)} orang yang dipertanggungjawabkan hadir`,
    `Tercatat di daftar ${n(listed)} orang`,
    `Dipertanggungjawabkan ${n(counted)} orang ${n(listed)} orang di daftar peserta`,
    `Hadir di rapat ${n(arrived)} orang ${n(counted)} orang`,
    `Kursi sesi terisi ${n(filled)} kursi sesi ${n(seats)} kursi menurut kelas dan lokasi`,
    `Hari perjalanan diketahui 1 orang ${n(counted)} orang`,
    `Hadir paling sedikit 1 sesi ${n(reached)} orang`,
    `Sertifikat berlaku ${n(reached)} orang ${n(reached)} orang yang memenuhi syarat`,
    `KPU Provinsi Jawa Tengah ${n(inProvince.arrived)} ${n(inProvince.counted)}`,
    taken.finding.words,
  ]) {
    expect(indonesian).toContain(said)
  }
  const english = await docx(atE, `${held.href}/evidence/file/report.docx`)
  for (const said of [
    `${n(arrived, 'en')} of ${n(counted, 'en')} people accounted for were there`,
    `Seats in sessions filled ${n(filled, 'en')}`,
    `${n(seats, 'en')} seats by class and venue`,
    taken.finding.words,
  ]) {
    expect(english).toContain(said)
  }
})
