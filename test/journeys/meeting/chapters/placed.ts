import { expect, test } from 'vitest'
import { pdf } from '../afterwards.ts'
import { badgesIn, seenBy } from '../badges.ts'
import { peopleOf2019 } from '../before.ts'
import { answerByPhone, listOf, personalLink, singular } from '../invitation.ts'
import { download, found, open, send, words } from '../pages.ts'
import { askForFewestMoves, brokenRules, classesOf, placeEverybody, seatsOf } from '../placement.ts'
import { Recount } from '../recount.ts'
import { bedsOf, brokenRooms, placeInRooms } from '../rooms.ts'
import { badgeOf, mandated, type Story, walkIn } from '../story.ts'

/** A plan may be reckoned for five minutes where the machine has other things to do. */
const slowest = 10 * 60_000

/** Everybody has a class and a bed, and a badge that says so. */
export function everybodyPlaced(story: Story): void {
  test(
    'everybody is placed with a proof that nothing is better, and the rules hold by a recount',
    async () => {
      const { committee, held, cast } = story
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
      const { scene, committee, held, cast } = story
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
      const { committee, held, cast } = story
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
    const { committee, atC, held, cast } = story
    const now = await listOf(committee, held)
    const seats = await seatsOf(committee, held)
    story.seated = seats
    story.recount = new Recount(
      now,
      seats,
      new Set([cast.sends, cast.stays, cast.leaves].map(({ code }) => code)),
    )
    const sheet = await download(atC, `${held.href}/papers/badges.pdf?venue=${held.venues.C}`)
    const badges = await badgesIn(sheet)
    expect(badges).toHaveLength(seats.filter(({ class: of }) => of.startsWith('C')).length)
    story.mandate = found(
      now.find(({ name }) => name === mandated),
      'representative',
    )
    story.ofB = found(
      seats.find(({ class: of }) => of === 'B1'),
      'class B1',
    )
    const played = new Set([cast.wheels.name, mandated, walkIn])
    const seatedAtC = singular(seats.filter(({ class: of }) => of.startsWith('C'))).filter(
      ({ name }) => !played.has(name),
    )
    story.members = seatedAtC.filter(({ class: of }) => of === 'C3')
    story.others = seatedAtC.filter(({ class: of }) => of !== 'C3')
    const badge = badges.find(({ words: said }) => said.includes(cast.wheels.name))
    expect(await seenBy(sheet, found(badge, `badge of ${cast.wheels.name}`))).toBe(
      badgeOf(story, cast.wheels),
    )
  })
}
