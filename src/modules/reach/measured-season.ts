import type { Services } from '../../platform/services.ts'
import { unitTree } from '../directory/index.ts'
import { cells, links, rollups, writeTallies } from './counted-store.ts'
import { numbersFrom } from './example-season.ts'
import { dayAfter } from './periods.ts'
import { hitIdentity } from './repeats.ts'
import {
  type CellKey,
  type Counted,
  cellName,
  linksOf,
  type RollupKey,
  rollUp,
  rollupName,
  Tallies,
} from './rollups.ts'
import type { Tally } from './tally.ts'

const bases = ['netizen', 'first-time', 'youth', 'women', 'family', 'religious', 'community']
const channels = ['whatsapp', 'facebook', 'instagram', 'telegram', 'paper']
const linksEach = 12
const firstDay = '2019-01-24'
const dates = Array.from({ length: 84 }, (_, at) => dayAfter(firstDay, at))
/** People of a province who may be met: fewer than hits, so that they come again. */
const hitsAPerson = 2.5

const bitsOf = (words: Uint32Array) => {
  let sum = 0
  for (let word of words) for (; word; word &= word - 1) sum += 1
  return sum
}

/** Base and channel of a link, and who was there: a bit a person, shared by the links of both in a province. */
interface Place {
  base: string
  channel: string
  bits: Uint32Array
}

function placeOf(
  link: number,
  salt: number,
  exact: Map<string, Uint32Array>,
  province: string,
  people: number,
): Place {
  const base = bases[link % bases.length] as string
  const channel = channels[(link * 3 + salt) % channels.length] as string
  const name = `${province} ${base} ${channel}`
  const bits = exact.get(name) ?? new Uint32Array(Math.ceil(people / 32))
  exact.set(name, bits)
  return { base, channel, bits }
}

/**
 * Loads a season of `hits` random hits on twelve links a district through the program's own sketches, rollups and
 * writing, without the journal before them; resolves to how many different people were at each province, base and
 * channel exactly, by a bit for each person. For benchmarks, on an empty installation.
 */
export async function loadMeasuredSeason(
  services: Pick<Services, 'db' | 'database'>,
  { electionId, hits }: { electionId: string; hits: number },
): Promise<Map<string, number>> {
  const tree = await unitTree(services)
  const provinces = tree.childrenOf(tree.root.id)
  const districts = provinces.reduce((sum, { id }) => sum + tree.childrenOf(id).length, 0)
  const each = Math.ceil(hits / districts)
  const exact = new Map<string, Uint32Array>()
  const whole = new Tallies<RollupKey>(rollupName)
  for (const province of provinces) {
    const own = tree.childrenOf(province.id)
    const people = Math.ceil((each * own.length) / hitsAPerson)
    const salt = Number(province.id.slice(3))
    const next = numbersFrom(`bench ${province.id} ${hits}`)
    const ofProvince = new Tallies<RollupKey>(rollupName)
    for (const { id } of own) {
      const season = new Tallies<CellKey>(cellName)
      const places = Array.from({ length: linksEach }, (_, link) =>
        placeOf(link, salt, exact, province.id, people),
      )
      const tallies: Tally[] = []
      for (let hit = 0; hit < each; hit += 1) {
        const link = Math.floor(next() ** 2 * linksEach)
        const at = Math.floor(next() * dates.length)
        const person = Math.floor(next() * people)
        const [high, low] = hitIdentity(person, person, salt, 0)
        const { base, channel, bits } = places[link] as Place
        const number = link * dates.length + at
        let tally = tallies[number]
        if (!tally) {
          const day = dates[at] as string
          const ofLink = { publicationId: '-', linkCode: `L${link}`, personId: '-' }
          const key = { workUnitId: id, electionId, base, channel, ...ofLink, day }
          tally = season.of(key, day, new Date(`${day}T13:00:00Z`))
          tallies[number] = tally
        }
        tally.counts[1] = (tally.counts[1] as number) + 1
        tally.delivered.add(high, low)
        tally.engaged.add(high, low)
        bits[person >>> 5] = (bits[person >>> 5] as number) | (1 << (person & 31))
      }
      const counted = season.values()
      const rolled = rollUp(id, counted)
      await write(services, counted, rolled)
      for (const { key, tally } of rolled) ofProvince.add({ ...key, workUnitId: province.id }, tally)
    }
    for (const { key, tally } of ofProvince.values()) whole.add({ ...key, workUnitId: tree.root.id }, tally)
    await write(services, [], ofProvince.values())
  }
  await write(services, [], whole.values())
  return new Map([...exact].map(([name, bits]) => [name, bitsOf(bits)]))
}

const write = (
  { db }: Pick<Services, 'db'>,
  own: readonly Counted<CellKey>[],
  rolled: readonly Counted<RollupKey>[],
): Promise<void> =>
  db.transaction().execute(async (tx) => {
    await writeTallies(tx, cells, own)
    await writeTallies(tx, links, linksOf(own))
    await writeTallies(tx, rollups, rolled)
  })
