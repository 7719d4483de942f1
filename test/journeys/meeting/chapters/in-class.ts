import { expect, test } from 'vitest'
import {
  answer,
  askBeforeAndAfter,
  close,
  findingsOf,
  findQuestions,
  openFor,
  type Phone,
  sendWhatWaits,
  takeDown,
} from '../in-class.ts'
import { personalLink } from '../invitation.ts'
import { found, open, words } from '../pages.ts'
import { classesOf, type Seat } from '../placement.ts'
import { linkTo } from '../steward.ts'
import { badgeOf, type Story, taken } from '../story.ts'

/** One class: who is in it, what they know, and what is found. */
export function inClass(story: Story): void {
  test('a class counts who comes in, and sends elsewhere whose class it is not', async () => {
    const { atC, held, cast, recount, mandate, members, others, north } = story
    await north.leave()
    await north.stand(await linkTo(atC, held, { venue: 'C', name: 'Pintu kelas', purpose: 'session' }))
    await north.choose('Masuk C3')
    const enter = async (one: Pick<Seat, 'code' | 'name'>, ...says: string[]) => {
      recount.entry(one.code, 'C3')
      await north.scan(badgeOf(story, one), ...(says.length === 0 ? ['Silakan', one.name] : says))
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
    const { scene, committee, atC, held, cast, members } = story
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
    const { desk, committee, scribe, held } = story
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
}
