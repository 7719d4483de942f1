import type { PlacedPerson, PlacementClass, PlacementInstance } from './instance.ts'
import { seeded } from './random.ts'

/** What to make up. The same recipe makes the same instance on every machine. */
export interface Recipe {
  seed: number
  people: number
  units: number
  provinces: number
  classes: number
  /** Divisions that keep apart from each other; 0: none. Each has its own classes. */
  divisions?: number
  /** How many classes come into question for a person; those of the division when left out. */
  eligible?: number
  /** Seats per hundred people; 100 leaves none over. */
  seatsPerHundred?: number
  /** Different lists of wishes in a unit; each person has their own when left out. */
  profiles?: number
  onePerUnit?: boolean
  together?: number
  apart?: number
  locks?: number
  /** Breaks the instance on purpose; without it a plan exists, since one was made first. */
  broken?: 'seats' | 'unit' | 'together' | 'locks'
}

const groups = ['evaluation', 'preparation']

/** Makes up an instance around a plan that is not given away. */
export function generateInstance(recipe: Recipe): PlacementInstance {
  const random = seeded(recipe.seed)
  const { provinces, divisions = 0, onePerUnit = true } = recipe
  const sections = Math.max(1, divisions)
  const sectionOf = (at: number) => at % sections
  const filled = new Array<number>(recipe.classes).fill(0)
  const taken = new Set<number>()
  const hidden: number[] = []
  const wishes = new Map<number, [eligible: number[], benefits: number[]]>()
  const people = Array.from({ length: recipe.people }, (_, at): PlacedPerson => {
    const unit = at % recipe.units
    const turn = Math.floor(at / recipe.units)
    const section = sectionOf(turn + unit)
    const open = filled.map((_, of) => of).filter((of) => sectionOf(of) === section)
    const free = open.filter((of) => !onePerUnit || !taken.has(unit * recipe.classes + of))
    const profile = recipe.profiles === undefined ? -1 : unit * recipe.profiles + (turn % recipe.profiles)
    const known = wishes.get(profile)
    const among = known ? known[0].filter((of) => free.includes(of)) : free
    const place = leastFilled(among, filled, random)
    if (place === undefined) throw new Error('So many people of one unit do not find a class each.')
    filled[place] = (filled[place] as number) + 1
    taken.add(unit * recipe.classes + place)
    hidden.push(place)
    const [eligible, benefits] = known ?? wish(open, place, recipe.eligible ?? open.length, random)
    if (profile >= 0) wishes.set(profile, [eligible, benefits])
    return {
      id: `person-${at + 1}`,
      unitId: `unit-${unit + 1}`,
      provinceId: `province-${(unit % provinces) + 1}`,
      side: turn % 7 < 5 ? 'commissioner' : 'secretariat',
      gender: random(100) < 3 ? null : random(100) < 38 ? 'f' : 'm',
      preferences: Object.fromEntries(eligible.map((of, n) => [`class-${of + 1}`, benefits[n] as number])),
      ...(eligible.length < open.length ? { eligible: eligible.map((of) => `class-${of + 1}`) } : {}),
      ...(divisions > 0 ? { division: `division-${section + 1}` } : {}),
    }
  })
  const extra = Math.round((recipe.people * ((recipe.seatsPerHundred ?? 104) - 100)) / 100)
  for (let seat = 0; seat < extra; seat += 1) {
    const of = seat % recipe.classes
    filled[of] = (filled[of] as number) + 1
  }
  const classes = filled.map(
    (capacity, of): PlacementClass => ({
      id: `class-${of + 1}`,
      group: groups[Math.floor(of / sections) % 2] as string,
      capacity,
      ...(divisions > 0 ? { division: `division-${sectionOf(of) + 1}` } : {}),
    }),
  )
  const rules = {
    capacity: true,
    minimum: true,
    onePerUnit,
    eligible: true,
    ...pairsOf(recipe, people, hidden, random),
    locks: Array.from({ length: recipe.locks ?? 0 }, (_, n) => {
      const at = Math.floor((n * recipe.people) / (recipe.locks as number))
      return { person: people[at]?.id as string, class: `class-${(hidden[at] as number) + 1}` }
    }),
  }
  return broken(recipe, { people, classes, rules }, hidden)
}

function leastFilled(among: readonly number[], filled: readonly number[], random: (below: number) => number) {
  const least = Math.min(...among.map((of) => filled[of] as number))
  const candidates = among.filter((of) => filled[of] === least)
  return candidates[random(candidates.length)]
}

/** So many classes, the one of the hidden plan among them, each with a benefit of 0 to 9. */
function wish(
  open: readonly number[],
  place: number,
  count: number,
  random: (below: number) => number,
): [number[], number[]] {
  const others = open.filter((of) => of !== place)
  for (let at = others.length - 1; at > 0; at -= 1) {
    const with_ = random(at + 1)
    const held = others[at] as number
    others[at] = others[with_] as number
    others[with_] = held
  }
  const eligible = [place, ...others.slice(0, count - 1)].sort((a, b) => a - b)
  return [eligible, eligible.map(() => random(10))]
}

/** Pairs together that sit together in the hidden plan and share their classes, and pairs apart that do not. */
function pairsOf(
  { together = 0, apart = 0 }: Recipe,
  people: readonly PlacedPerson[],
  hidden: readonly number[],
  random: (below: number) => number,
) {
  const used = new Set<number>()
  const draw = (fits: (a: number, b: number) => boolean): [string, string] | null => {
    for (let tries = 0; tries < 2000; tries += 1) {
      const [a, b] = [random(people.length), random(people.length)]
      if (a === b || used.has(a) || used.has(b) || !fits(a, b)) continue
      used.add(a).add(b)
      return [people[a]?.id as string, people[b]?.id as string]
    }
    return null
  }
  const pairs = (count: number, name: string, fits: (a: number, b: number) => boolean) =>
    Array.from({ length: count }, (_, n) => ({ id: `${name}-${n + 1}`, people: draw(fits) })).flatMap(
      ({ id, people }) => (people ? [{ id, people }] : []),
    )
  return {
    together: pairs(together, 'together', (a, b) => hidden[a] === hidden[b]),
    apart: pairs(
      apart,
      'apart',
      (a, b) => hidden[a] !== hidden[b] && people[a]?.division === people[b]?.division,
    ),
  }
}

/** Takes away what a plan needs. */
function broken(
  { broken }: Recipe,
  instance: PlacementInstance,
  hidden: readonly number[],
): PlacementInstance {
  const { people, classes, rules } = instance
  if (broken === undefined) return instance
  if (broken === 'seats') {
    let over = classes.reduce((sum, { capacity }) => sum + capacity, 0) - people.length + 1
    const smaller = classes.map((one) => {
      const less = Math.min(over, one.capacity)
      over -= less
      return { ...one, capacity: one.capacity - less }
    })
    return { ...instance, classes: smaller }
  }
  const [first] = people
  if (!first) return instance
  const classId = `class-${(hidden[0] as number) + 1}`
  const colleague = people.find((one) => one !== first && one.unitId === first.unitId) ?? first
  const another = classes.find(({ id }) => id !== classId)?.id ?? classId
  if (broken === 'unit') {
    const pair = people.map((one) =>
      one === first || one === colleague ? { ...one, eligible: [classId], division: first.division } : one,
    )
    return { ...instance, people: pair }
  }
  if (broken === 'locks') {
    const locks = [first, colleague].map(({ id }) => ({ person: id, class: classId }))
    return { ...instance, rules: { ...rules, locks: [...rules.locks, ...locks] } }
  }
  const stranger = people.find((one) => one.unitId !== first.unitId) ?? colleague
  return {
    ...instance,
    rules: {
      ...rules,
      together: [...rules.together, { id: 'torn', people: [first.id, stranger.id] }],
      locks: [...rules.locks, { person: first.id, class: classId }, { person: stranger.id, class: another }],
    },
  }
}
