import { expect, test } from 'vitest'
import { dayBefore, giveTask, importRoster, makeMeeting, peopleOf2019 } from '../before.ts'
import {
  answerByPhone,
  type Invited,
  inviteByRule,
  lettersOf,
  listOf,
  personalLink,
  singular,
} from '../invitation.ts'
import { found, open, words } from '../pages.ts'
import { mandated, type Story } from '../story.ts'

/** The meeting is made, and those invited answer. */
export function beforeTheMeeting(story: Story): void {
  test('the national desk brings the staff in with a spreadsheet', async () => {
    const { desk } = story
    expect(await importRoster(desk)).toBeGreaterThan(400)
  })

  test('the national committee makes the meeting of 2019 and gives two places to committees of their own', async () => {
    const { scene, committee } = story
    const held = await makeMeeting(committee, scene.place)
    story.held = held
    expect(Object.keys(held.venues).join('')).toBe('ABCDEF')
    await giveTask(committee, held, { name: 'Contoh Tim Jawa Tengah', task: 'committee', venue: 'C' })
    await giveTask(committee, held, { name: 'Contoh Operator Kota Salatiga', task: 'committee', venue: 'E' })
    await giveTask(committee, held, { name: 'Contoh Petugas Registrasi', task: 'scribe', venue: 'C' })
  })

  test('who works for one place is shown it, and refused what is not theirs', async () => {
    const { atC, atE, held } = story
    await open(atC, held.href)
    expect(await words(atC)).toContain('Rapat Koordinasi Nasional, Diulang')
    await open(atE, `${held.href}/people/rules`)
    expect(await words(atE)).toContain('Nobody is invited before the rules are applied')
    expect(await atE.locator('main form[method=post]').count()).toBe(0)
    const notTheirs = ['change', 'tasks/new', 'people/letters', `papers/badges.pdf?venue=${held.venues.C}`]
    for (const under of notTheirs) await open(atE, `${held.href}/${under}`, 403)
  })

  test('a rule invites everybody in office on the roster day: the 3,806 of the source', async () => {
    const { committee, held } = story
    expect(await inviteByRule(committee, held)).toBe(peopleOf2019)
    story.invited = await listOf(committee, held)
    expect(story.invited).toHaveLength(peopleOf2019)
  })

  test('letters lead those invited to their own page, where they answer', async () => {
    const { scene, committee, held, invited } = story
    const letters = await lettersOf(committee, held, '33')
    const inProvince = invited.filter(({ office }) => office.startsWith('33'))
    expect(letters).toHaveLength(inProvince.length)
    const atOutreach = singular(invited.filter(({ venue }) => venue === 'C'))
    const some = atOutreach.filter(({ office }) => office.startsWith('33'))
    const pick = (at: number) => found(some[at], 'more in this province')
    const cast = { wheels: pick(0), sends: pick(1), stays: pick(2), leaves: pick(3) }
    story.cast = cast
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
}
