import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { meetingMark } from '../../../src/modules/seating/index.ts'
import type { Held } from './before.ts'
import type { RelayedHall } from './hall.ts'
import type { TakenDown } from './in-class.ts'
import type { Invited } from './invitation.ts'
import type { Seat } from './placement.ts'
import type { Recount } from './recount.ts'
import { Scene } from './scene.ts'
import type { Steward } from './steward.ts'

/** What the chapters of the journey hand on; each part is there once the chapter that makes it was told. */
export interface Story {
  /** The one server and browser of the journey, and who sits at it. */
  scene: Scene
  desk: Page
  /** The national committee, and those of one place each: of outreach (C), and of law (E), who reads English. */
  committee: Page
  atC: Page
  atE: Page
  scribe: Page
  held: Held
  invited: Invited[]
  /** People of one province with a seat at C, by what becomes of them. */
  cast: Record<'wheels' | 'sends' | 'stays' | 'leaves', Invited>
  seated: Seat[]
  recount: Recount
  /** Who comes with the mandate, who sits in class C3, who in other classes of C, and somebody of another place. */
  mandate: Invited
  members: Seat[]
  others: Seat[]
  ofB: Seat
  /** A steward at a door of C. */
  north: Steward
  /** The place without a line. */
  hall: RelayedHall
}

/** Who is sent in somebody's place, and who comes without having been invited. */
export const mandated = 'Wakil Embun Karangan'
export const walkIn = 'Kenanga Senja Karangan'

/** What the scribe takes down in class C3. */
export const taken: TakenDown = {
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

/** What a badge says to who scans it. */
export const badgeOf = ({ held }: Story, { code }: Pick<Seat, 'code'>) =>
  `JK1:${meetingMark(held.id)}:${code}`

/** Opens the scene before the tests of a file, with everybody signed in, and closes it after them. */
export function meetingStory(): Story {
  const story = {} as Story
  beforeAll(async () => {
    const scene = await Scene.open()
    story.scene = scene
    story.desk = await scene.signIn('national')
    story.committee = await scene.signIn('committee')
    story.scribe = await scene.signIn('steward', { device: 'phone' })
    story.atC = await scene.signIn('province')
    story.atE = await scene.signIn('district', { device: 'phone', language: 'en' })
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') console.error(await story.scene.seen())
  })
  afterAll(async () => {
    await story.hall?.close()
    await story.scene?.close()
  })
  return story
}
