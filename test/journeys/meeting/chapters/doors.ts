import { expect, test } from 'vitest'
import { board, decide } from '../board.ts'
import { RelayedHall, recordOneself, turnOnSelfCheckIn } from '../hall.ts'
import { singular } from '../invitation.ts'
import { found } from '../pages.ts'
import type { Seat } from '../placement.ts'
import { linkTo, Steward } from '../steward.ts'
import { badgeOf, mandated, type Story } from '../story.ts'

/** Everybody arrives, at doors with and without a line, and the board counts them. */
export function atTheDoors(story: Story): void {
  test('two stewards scan at two doors of one place while their lines are cut and the server is killed', async () => {
    const { scene, atC, held, cast, recount, mandate, others, ofB } = story
    const [north, south] = [await Steward.hire(scene), await Steward.hire(scene)]
    story.north = north
    await north.stand(await linkTo(atC, held, { venue: 'C', name: 'Pintu utara', purpose: 'arrival' }))
    await south.stand(await linkTo(atC, held, { venue: 'C', name: 'Pintu selatan', purpose: 'arrival' }))
    const at = (n: number) => found(others[n], 'more at C')
    const arrive = async (steward: Steward, one: Pick<Seat, 'code' | 'name'>, ...says: string[]) => {
      recount.arrival(one.code)
      await steward.scan(badgeOf(story, one), ...(says.length === 0 ? ['Silakan', one.name] : says))
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
    const { scene, committee, held, seated, recount, ofB } = story
    const atD = singular(seated.filter(({ class: of }) => of.startsWith('D')))
    const at = (n: number) => found(atD[n], 'more at D')
    const hall = await RelayedHall.open(scene, committee, held, 'D')
    story.hall = hall
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
      await steward.scan(badgeOf(story, one), ...(says.length === 0 ? ['Silakan', one.name] : says))
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
    const { scene, atC, held, recount, others } = story
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
    const { atC, held, recount } = story
    const shown = await board(atC, held)
    expect(shown.venues).toEqual(recount.board(({ venue }) => venue))
    expect(shown.provinces).toEqual(recount.board(({ office }) => office.slice(0, 2)))
    const { beyond, flags, scans } = recount
    expect(shown).toMatchObject({ beyond, flags, scans })
    expect(await decide(atC, held, 'same-person')).toBe(flags - 1)
  })
}
