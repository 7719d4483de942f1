// A coordination meeting of 3,806 people in 60 classes placed and proven best; with all rules; a hundred thousand;
// one late arrival; beds. Floors: HiGHS alone on the same instance, whole or as a linear relaxation, in the same run.
import {
  assignRooms,
  generateInstance,
  type PlacementInstance,
  type PlacementPlan,
  type RoomsInstance,
  replacePlacement,
  solvePlacement,
  verifyPlacement,
  verifyRooms,
  type Weights,
} from '../src/modules/placement/index.ts'
import { type Benchmark, type Figure, median } from './support/figure.ts'
import { byHighsAlone } from './support/placement-models.ts'

const base: Weights = { preference: 1, province: 2, gender: 0, side: 0, move: 0, unplaced: null }
const all: Weights = { ...base, gender: 2, side: 2 }
const size = { seed: 1, people: 3806, units: 549, provinces: 34, classes: 60 }
const timeLimitMs = 120_000

async function timed<T>(work: () => Promise<T>): Promise<[seconds: number, answer: T]> {
  const from = performance.now()
  const answer = await work()
  return [(performance.now() - from) / 1000, answer]
}

async function place(instance: PlacementInstance, weights: Weights): Promise<[number, PlacementPlan]> {
  const [seconds, answer] = await timed(() => solvePlacement(instance, { weights, timeLimitMs }))
  if (answer.status !== 'placed') throw new Error(`Not placed: ${answer.status}`)
  return [seconds, answer.plan]
}

/** Places and lets HiGHS do it, in turns; the optimum must be the same. */
async function compare(
  name: string,
  instance: PlacementInstance,
  weights: Weights,
  { rounds, floor, note }: { rounds: number; floor: () => Promise<number | null>; note: string },
): Promise<[Figure, PlacementPlan]> {
  const [ours, floors]: [number[], number[]] = [[], []]
  let [found, theirs]: [PlacementPlan | null, number | null] = [null, null]
  for (let round = 0; round < rounds; round += 1) {
    const [wait, objective] = await timed(floor)
    floors.push(wait)
    theirs = objective
    const [seconds, plan] = await place(instance, weights)
    ours.push(seconds)
    found = plan
  }
  const plan = found as PlacementPlan
  const [verifying, verified] = await timed(async () => verifyPlacement(instance, plan))
  if (!verified.isRight) throw new Error(`${name} is wrong: ${JSON.stringify(verified).slice(0, 500)}`)
  const proof = verified.isProven
    ? 'proven and re-checked by its prices'
    : `bound re-checked ${verified.bound}`
  const gap = plan.proven ? 'gap 0' : `gap ${(plan.gap * 100).toFixed(2)} %`
  const [value, bare] = [median(ours), median(floors)]
  const told = `${note}; objective ${plan.objective}, ${gap}, bound by ${plan.boundBy}, ${proof} in ${Math.round(verifying * 1000)} ms; HiGHS ${theirs === null ? 'without an optimum' : Math.round(theirs * 10) / 10}; worker thread and its start included; median of ${rounds}`
  return [{ name, value, unit: 's', floor: bare, ratio: value / bare, note: told }, plan]
}

/** All divisions one after the other, each a mixed-integer model for HiGHS alone. */
async function divisionsByHighs(instance: PlacementInstance): Promise<number | null> {
  let sum = 0
  for (const division of new Set(instance.classes.map((one) => one.division))) {
    const people = instance.people.filter((person) => person.division === division)
    const here = new Set(people.map(({ id }) => id))
    const { rules } = instance
    const part = {
      people,
      classes: instance.classes.filter((one) => one.division === division),
      rules: {
        ...rules,
        together: rules.together.filter(({ people: group }) => group.every((id) => here.has(id))),
        apart: rules.apart.filter(({ people: pair }) => pair.every((id) => here.has(id))),
        locks: rules.locks.filter(({ person }) => here.has(person)),
      },
    }
    const objective = await byHighsAlone(part, all, { isRelaxed: false })
    if (objective === null) return null
    sum += objective
  }
  return sum
}

/** Beds for the meeting in six hotels, one room in three with three beds. */
function beds({ people }: PlacementInstance): RoomsInstance {
  const hotel = (at: number) => `hotel ${at % 6}`
  return {
    guests: people.map(({ id, provinceId, gender }, at) => ({
      id,
      provinceId,
      gender,
      hotel: hotel(at),
      needsAccessible: at % 50 === 0,
    })),
    rooms: Array.from({ length: 1980 }, (_, at) => ({
      id: `room ${at}`,
      hotel: hotel(at),
      beds: at % 18 < 6 ? 3 : 2,
      isAccessible: at % 120 < 6,
    })),
    unknownGender: 'alone',
    together: [],
    locks: [],
  }
}

const bench: Benchmark = async (report) => {
  const meeting = generateInstance({ ...size, eligible: 10 })
  const [figure, plan] = await compare('placement-base', meeting, base, {
    rounds: 5,
    floor: () => byHighsAlone(meeting, base, { isRelaxed: true }),
    note: '3,806 people x 60 classes, 10 eligible each, one of a unit in a class, province balance; floor: HiGHS LP',
  })
  report(figure)

  const wide = generateInstance(size)
  const [widest] = await compare('placement-base-all-eligible', wide, base, {
    rounds: 3,
    floor: () => byHighsAlone(wide, base, { isRelaxed: true }),
    note: 'the same with all 60 classes eligible; floor: HiGHS LP',
  })
  report(widest)

  const rules = generateInstance({ ...size, divisions: 6, together: 60, apart: 60, locks: 40 })
  const [full] = await compare('placement-all-rules', rules, all, {
    rounds: 5,
    floor: () => divisionsByHighs(rules),
    note: 'six divisions, 60 pairs together, 60 apart, 40 locks, province, gender and side balance; floor: HiGHS MILP, division by division',
  })
  report(full)

  const many = generateInstance({ ...size, people: 100_000, eligible: 10, profiles: 6, onePerUnit: false })
  const [merged] = await compare('placement-100k', many, base, {
    rounds: 3,
    floor: () => byHighsAlone(many, base, { isRelaxed: true }),
    note: '100,000 people, alike ones merged (3,294 kinds); floor: HiGHS LP, merged as well',
  })
  report(merged)

  const late: number[] = []
  const used: number[] = []
  for (let round = 0; round < 10; round += 1) {
    const like = meeting.people[round * 300] as (typeof meeting.people)[number]
    const people = [...meeting.people, { ...like, id: 'late', unitId: 'unit of its own' }]
    const before = process.cpuUsage()
    const [seconds, answer] = await timed(() =>
      replacePlacement({ ...meeting, people }, plan.seats, { weights: base, timeLimitMs }),
    )
    const { user, system } = process.cpuUsage(before)
    used.push((user + system) / 1000)
    if (answer.status !== 'placed' || answer.moved !== 0) throw new Error('Not placed, or somebody moved.')
    if (!verifyPlacement(answer.instance, answer.plan).isProven) throw new Error('Not proven.')
    late.push(seconds * 1000)
  }
  const [cold, ...warm] = late as [number, ...number[]]
  const anew = figure.value * 1000
  report({
    name: 'placement-late',
    value: median(warm),
    unit: 'ms',
    floor: anew,
    ratio: median(warm) / anew,
    note: `one late arrival at 3,806 x 60, fewest moves proven, proof included; ${Math.round(median(used.slice(1)))} CPU ms; median of ${warm.length}, the first call in the process ${Math.round(cold)} ms; floor: the whole meeting placed anew`,
  })

  const hotels = beds(meeting)
  const nights: number[] = []
  let told = ''
  for (let round = 0; round < 3; round += 1) {
    const [seconds, answer] = await timed(() =>
      assignRooms(hotels, { weights: { room: 10, mixed: 1 }, timeLimitMs }),
    )
    if (answer.status !== 'placed' || !verifyRooms(hotels, answer.plan).isRight) throw new Error('No beds.')
    nights.push(seconds)
    told = `${answer.plan.roomsUsed} rooms, objective ${answer.plan.objective}, bound ${answer.plan.bound}`
  }
  report({
    name: 'placement-rooms',
    value: median(nights),
    unit: 's',
    note: `3,806 guests in six hotels, by gender, accessible rooms, provinces together: ${told}, stated by HiGHS; median of 3; no floor`,
  })
}

export default bench
