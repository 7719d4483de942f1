import fc from 'fast-check'
import loadHighs, { type Highs } from 'highs'
import { expect, test } from 'vitest'
import { type Measure, measures } from './figures.ts'
import { isSmall, type Member } from './held-back.ts'
import { isOwnPart, isSpine, type LatticeCell, nameOfCell, ownPart } from './lattice.ts'
import { hitsIn, type Judged, judged, namesOf, placesIn } from './testing-judged.ts'
import { attacks, type Crowd, type Hit, hitsOfCrowd, minCell, seasons } from './testing-seasons.ts'

/** All that somebody knows who reads every figure of people and of hits, as linear conditions. */
function knowledge(all: readonly Hit[], { lattice, told }: Judged) {
  const places = placesIn(lattice)
  const inCell = Map.groupBy(
    places.flatMap((place, at) => namesOf(place).map((name) => ({ text: nameOfCell(name), at }))),
    ({ text }) => text,
  )
  const sum = (cell: LatticeCell, what: 'h' | 'e') =>
    (inCell.get(nameOfCell(cell)) ?? []).map(({ at }) => `${what}${at}`).join(' + ')
  const variables = new Map<Member, string>()
  const variable = (member: Member) => {
    const name = variables.get(member) ?? `p${variables.size}`
    variables.set(member, name)
    return name
  }
  const conditions = places.map((_, at) => `h${at} - e${at} >= 0`)
  for (const cell of lattice.cells) {
    const hits = hitsIn(all, cell)
    if (told.isTold(cell)) conditions.push(`${sum(cell, 'h')} = ${hits.length}`)
    if (isSpine(cell) && told.areKindsTold(cell.workUnitId)) {
      conditions.push(`${sum(cell, 'e')} = ${hits.filter(({ isEngaged }) => isEngaged).length}`)
    }
    for (const measure of measures) {
      const member = cell.members[measure]
      const own = variable(member)
      if (!member.isHeld || member.people === 0) conditions.push(`${own} = ${member.people}`)
      if (member.people === 0) {
        if (measure === 'engaged') conditions.push(`${sum(cell, 'e')} = 0`)
        continue
      }
      conditions.push(`${own} >= 1`, `${sum(cell, measure === 'delivered' ? 'h' : 'e')} - ${own} >= 0`)
      for (const above of member.within) conditions.push(`${variable(above)} - ${own} >= 0`)
      for (const { parts } of member.lines) {
        conditions.push(`${parts.map(variable).join(' + ')} - ${own} >= 0`)
      }
    }
  }
  // Whatever the lattice has for lines: all of a unit is its publications together.
  for (const [unit, parts] of Map.groupBy(lattice.cells, ({ workUnitId }) => workUnitId)) {
    const whole = lattice.at({
      workUnitId: unit,
      period: 'season',
      base: '*',
      channel: '*',
      publication: '*',
    })
    for (const measure of measures) {
      const published = parts
        .filter((cell) => cell.publication !== '*' && cell.members[measure].people > 0)
        .map((cell) => variable(cell.members[measure]))
      if (!whole || published.length === 0) continue
      const all = variable(whole.members[measure])
      conditions.push(`${published.join(' + ')} - ${all} >= 0`)
      for (const part of published) conditions.push(`${all} - ${part} >= 0`)
    }
  }
  return { conditions, sum, variable }
}

let highs: Promise<Highs> | undefined
// Its types say where it stands in CommonJS.
const load = loadHighs as unknown as typeof loadHighs.default

/** The least or most that a sum of variables can be under some linear conditions; infinity without a bound. */
async function extreme(
  sense: 'Minimize' | 'Maximize',
  sum: string,
  conditions: readonly string[],
): Promise<number> {
  highs ??= load()
  const model = `${sense}\n obj: ${sum}\nSubject To\n${conditions.map((one, at) => ` c${at}: ${one}`).join('\n')}\nEnd`
  const solved = (await highs).solve(model)
  if (solved.Status === 'Unbounded') return Number.POSITIVE_INFINITY
  if (solved.Status !== 'Optimal') throw new Error(`HiGHS says ${solved.Status}.`)
  return solved.ObjectiveValue
}

const kindOf = (measure: Measure) => (measure === 'delivered' ? 'h' : 'e')

const seen = { few: 0, figures: 0, told: 0 }

/** Reads everything that is shown of a season, and fails where it tells too much of a small cell. */
async function attack(all: readonly Hit[]): Promise<void> {
  const season = judged(all)
  const { conditions, sum, variable } = knowledge(all, season)
  const small = season.lattice.cells.flatMap((cell) =>
    measures.flatMap((measure) => {
      const member = cell.members[measure]
      return isSmall(member.people, minCell) ? { cell, measure, member } : []
    }),
  )
  const withSmallParts = new Set(small.flatMap(({ member }) => member.within))
  for (const cell of season.lattice.cells) {
    if (isOwnPart(cell.workUnitId) || cell.members.delivered.isHeld) continue
    seen.figures += 1
    if (season.told.isTold(cell)) seen.told += 1
  }
  for (const { cell, measure, member } of small) {
    seen.few += 1
    const what = `${nameOfCell(cell)} ${measure}`
    expect(measure === 'delivered' && season.told.isTold(cell), what).toBe(false)
    // What holds of a part from below holds of the whole, and of the whole from above, of the part.
    if (!member.within.some(({ people }) => isSmall(people, minCell))) {
      expect(await extreme('Minimize', variable(member), conditions), what).toBeLessThan(1.001)
    }
    if (withSmallParts.has(member)) continue
    expect(await extreme('Maximize', variable(member), conditions), what).toBeGreaterThan(minCell - 0.001)
    const hits = sum(cell, kindOf(measure))
    const most = await extreme('Maximize', hits, conditions)
    expect(most, what).toBeGreaterThan(minCell - 0.001)
    const least = await extreme('Minimize', hits, conditions)
    expect(most - least, what).toBeGreaterThan(minCell - 1.001)
  }
}

test(
  'neither people nor hits of few can be bounded by all the figures that are shown together',
  async () => {
    await fc.assert(fc.asyncProperty(seasons, attack), attacks(3))
    // Who tells nothing gives nothing away.
    expect(seen.told).toBeGreaterThan(seen.figures / 20)
  },
  (10 + Number(process.env.ATTACKS ?? 0)) * 60_000,
)

/** What some people did at one place; unless said, a view each of a netizen on paper on the 4th of March. */
const crowd = (
  unit: string,
  publication: string,
  from: number,
  size: number,
  other: Partial<Crowd> = {},
): Hit[] =>
  hitsOfCrowd({
    unit,
    base: 'netizen',
    channel: 'paper',
    publication,
    day: '2019-03-04',
    from,
    size,
    engaged: 0,
    views: 1,
    ...other,
  })

test('all of a unit less its other publications does not tell of few people of one', async () => {
  await attack([
    ...crowd('id.11.01', 'poster', 0, 3, { views: 9 }),
    ...crowd('id.11.01', 'invitation', 100, 20, { views: 9 }),
  ])
})

test('hits of a unit do not tell of few people of one publication where everybody came once', async () => {
  const all = [
    ...crowd('id.11.01', 'poster', 0, 3),
    ...crowd('id.11.01', 'invitation', 100, 20),
    ...crowd('id.11.02', 'poster', 200, 30),
    ...crowd('id.11.02', 'invitation', 300, 20),
    ...crowd('id.12.01', 'poster', 400, 30),
    ...crowd('id.12.01', 'invitation', 500, 40),
  ]
  await attack(all)
  const { lattice, told } = judged(all)
  const shown = (workUnitId: string, publication: string) => {
    const cell = lattice.at({ workUnitId, period: 'season', base: '*', channel: '*', publication })
    return cell !== undefined && !cell.members.delivered.isHeld
  }
  // It costs figures of publications, in as few units as it takes, and none of hits.
  expect(
    ['id', 'id.11', 'id.11.01', 'id.11.02', 'id.12', 'id.12.01'].map((unit) => shown(unit, 'invitation')),
  ).toEqual([true, true, false, false, true, true])
  expect(
    told.isTold({ workUnitId: 'id.11.01', period: 'season', base: '*', channel: '*', publication: '*' }),
  ).toBe(true)
})

test('a publication nobody engaged with does not tell of few who engaged on a day', async () => {
  const sixth = { day: '2019-03-06' }
  const clicks = { engaged: 1, views: 0 }
  const thin = [
    ...crowd('id.11.01', 'poster', 0, 30),
    ...crowd('id.11.01', 'invitation', 100, 30, clicks),
    ...crowd('id.11.01', 'poster', 200, 10, sixth),
    ...crowd('id.11.01', 'invitation', 300, 1, { ...clicks, ...sixth }),
  ]
  await attack(thin)
  // Elsewhere it is made up for, and where many looked twice nothing is lost.
  const shown = (all: readonly Hit[], workUnitId: string) =>
    judged(all).lattice.at({
      workUnitId,
      period: 'season',
      base: '*',
      channel: '*',
      publication: 'poster',
    })?.members.delivered.isHeld === false
  const wide = [
    ...thin,
    ...crowd('id.11.02', 'poster', 400, 30),
    ...crowd('id.11.02', 'invitation', 500, 30),
    ...crowd('id.11.02', 'invitation', 600, 30, clicks),
  ]
  await attack(wide)
  expect(['id', 'id.11', 'id.11.01'].map((unit) => shown(wide, unit))).toEqual([true, true, false])
  expect(shown([...thin, ...crowd('id.11.01', 'poster', 0, 30)], 'id.11.01')).toBe(true)
})

test('whole tables of hits do not tell of few people whom no other figure tells of', async () => {
  const sixth = { day: '2019-03-06' }
  const twelfth = { day: '2019-03-12' }
  const channel = 'whatsapp'
  // In this order: of what is lost alike the first goes.
  await attack([
    ...crowd('id.11.02', 'invitation', 13, 5, { ...sixth, engaged: 1, views: 3 }),
    ...crowd('id.12.02', 'poster', 21, 5, { ...sixth, engaged: 2, views: 2 }),
    ...crowd('id.11.02', 'answer', 16, 2, { ...twelfth, channel, views: 2 }),
    ...crowd('id.11.02', 'poster', 8, 5, { ...sixth, views: 3 }),
    ...crowd('id.12.01', 'invitation', 5, 5, { ...sixth, channel, views: 3 }),
    ...crowd('id.12.03', 'poster', 38, 1, { views: 2 }),
    ...crowd('id.11.01', 'poster', 18, 4, { ...sixth, channel, engaged: 1 }),
    ...crowd('id.12.02', 'answer', 37, 3, { engaged: 2 }),
    ...crowd(ownPart('id.12'), 'answer', 35, 8, { ...twelfth, channel, engaged: 1, views: 2 }),
    ...crowd('id.11.02', 'poster', 13, 29, { ...twelfth, engaged: 1 }),
    ...crowd('id.12.03', 'answer', 13, 3, { channel, engaged: 1, views: 2 }),
  ])
})

test('delivered less engaged does not tell of a part where all others engaged', () => {
  // Two bases share half of their people, who all engaged; too few others saw a page.
  const { lattice } = judged([
    ...crowd('id.11.01', 'poster', 0, 60, { engaged: 1, views: 0 }),
    ...crowd('id.11.01', 'poster', 30, 60, { base: 'women', engaged: 1, views: 0 }),
    ...crowd('id.11.01', 'poster', 200, minCell - 1, { base: 'youth' }),
  ])
  const cell = (workUnitId: string, base = '*') => {
    const found = lattice.at({ workUnitId, period: 'season', base, channel: '*', publication: '*' })
    if (!found) throw new Error('no such cell')
    return found.members
  }
  for (const unit of ['id', 'id.11', 'id.11.01']) {
    // Told together, all who did not engage would be of the third base.
    const { delivered, engaged } = cell(unit)
    expect([delivered.people, engaged.people]).toEqual([90 + minCell - 1, 90])
    expect(delivered.isHeld || engaged.isHeld).toBe(true)
    expect(cell(unit, 'youth').delivered.isHeld).toBe(true)
  }
})
