import { randomUUID } from 'node:crypto'
import type { Database } from '../../src/platform/db/database.ts'

/** A made-up meeting for tests and benchmarks of the doors. */
export interface Hall {
  workUnitId: string
  meetingId: string
  /** In the order of their letters. */
  venues: string[]
  /** Classes `A1`, `B1`, ... one a venue, in round 1. */
  classes: string[]
  /** One session a venue, of its class. */
  sessions: string[]
  people: { id: string; code: string; venue: number; name: string }[]
}

const divisions = [
  'finance-general-logistics',
  'technical',
  'outreach-hr',
  'planning-data',
  'law-supervision',
]
const division = (at: number) => divisions[at % divisions.length]

const signs = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/** The code of the nth participant: twelve signs as the program makes them, counted in them. */
export function codeOf(n: number): string {
  let code = ''
  for (let rest = n; code.length < 8; rest = Math.floor(rest / signs.length))
    code = signs[rest % signs.length] + code
  return `TAMN${code}`
}

const text = (value: unknown) => (value === null ? 'null' : `'${String(value).replaceAll("'", "''")}'`)

async function rows(database: Database, table: string, columns: string, values: readonly unknown[][]) {
  for (let at = 0; at < values.length; at += 500) {
    const lines = values.slice(at, at + 500).map((row) => `(${row.map(text).join()})`)
    await database.query(`insert into ${table} (${columns}) values ${lines.join()}`)
  }
}

/**
 * A meeting of `people` participants, spread evenly over `venues` and the provinces that are there, on the days given.
 * Written past the rooms that own the tables, as the doors only read them.
 */
export async function seedHall(
  database: Database,
  {
    people = 60,
    venues = 3,
    startsOn = '2019-09-21',
    endsOn = '2019-09-24',
    workUnitId = 'id',
    slug = 'rakor-contoh',
  } = {},
): Promise<Hall> {
  const meetingId = randomUUID()
  const of = [workUnitId, meetingId]
  const at = `${startsOn}T00:00:00Z`
  await rows(
    database,
    'meeting',
    'work_unit_id, id, slug, state, name_id, name_en, purpose_id, city, time_zone, starts_on, ends_on, roster_on, created_at, changed_at',
    [
      [
        ...of,
        slug,
        'open',
        'Rakor contoh',
        'Example meeting',
        'Menguji pintu',
        'Jakarta',
        'Asia/Jakarta',
        startsOn,
        endsOn,
        startsOn,
        at,
        at,
      ],
    ],
  )
  const part = 'work_unit_id, meeting_id'
  const ids = (count: number) => Array.from({ length: count }, () => randomUUID())
  const [venueIds, classIds, sessionIds] = [ids(venues), ids(venues), ids(venues)]
  const letter = (n: number) => String.fromCharCode(65 + n)
  await rows(
    database,
    'venue',
    `${part}, id, rank, name`,
    venueIds.map((id, n) => [...of, id, n + 1, `Hotel ${letter(n)} Contoh`]),
  )
  await rows(database, 'class_group', `${part}, code, rank, round, name_id`, [
    [...of, 'eval', 1, 1, 'Evaluasi'],
  ])
  await rows(
    database,
    'meeting_class',
    `${part}, id, venue_id, group_code, code, topic_id, capacity`,
    classIds.map((id, n) => [...of, id, venueIds[n], 'eval', `${letter(n)}1`, 'Basis warga internet', 5_000]),
  )
  await rows(
    database,
    'meeting_session',
    `${part}, id, class_id, title_id, starts_at, ends_at`,
    sessionIds.map((id, n) => [
      ...of,
      id,
      classIds[n],
      'Sesi pagi',
      `${startsOn}T02:00:00Z`,
      `${startsOn}T05:00:00Z`,
    ]),
  )
  const provinces = (await database.query(
    `select id from work_unit where level = 'province' order by id`,
  )) as { rows: { id: string }[] }
  const made = Array.from({ length: people }, (_, n) => ({
    id: randomUUID(),
    code: codeOf(n),
    venue: n % venues,
    name: `Peserta ${n + 1} Contoh`,
    unit: provinces.rows[n % Math.max(1, provinces.rows.length)]?.id ?? workUnitId,
  }))
  await rows(
    database,
    'participant',
    `${part}, id, code, name, search_words, unit_id, province_id, side, division_code, origin, state, venue_id, created_at, changed_at`,
    made.map(({ id, code, venue, name, unit }, n) => [
      ...of,
      id,
      code,
      name,
      name.toLowerCase(),
      unit,
      unit === workUnitId ? null : unit,
      n % 3 === 0 ? 'secretariat' : 'commissioner',
      division(n),
      'hand',
      n % 2 === 0 ? 'coming' : 'invited',
      venueIds[venue],
      at,
      at,
    ]),
  )
  await rows(
    database,
    'class_place',
    `${part}, participant_id, round, class_id, placed_at`,
    made.map(({ id, venue }) => [...of, id, 1, classIds[venue], at]),
  )
  return { workUnitId, meetingId, venues: venueIds, classes: classIds, sessions: sessionIds, people: made }
}
