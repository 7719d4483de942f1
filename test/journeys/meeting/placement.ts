import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Held } from './before.ts'
import { download, open, press, rowsOf, send, words } from './pages.ts'

/** Where somebody sits. */
export interface Seat {
  code: string
  name: string
  office: string
  /** `C4` */
  class: string
}

export interface MeetingClass {
  id: string
  seats: number
}

/** Stands before a plan that is reckoned until there is a proof, and tells all that was shown on the way. */
async function untilProven(committee: Page): Promise<string[]> {
  const seen = [await words(committee)]
  const look = async () => {
    // The page asks for itself again every few seconds; what is read in between is of no page.
    const now = await words(committee).catch(() => seen.at(-1) ?? '')
    if (now !== seen.at(-1)) seen.push(now)
    return now
  }
  await expect.poll(look, { timeout: 360_000, interval: 250 }).toMatch(/ditemukan|tidak mungkin|gagal/)
  await committee.waitForLoadState()
  expect(await words(committee)).toContain('terbukti terbaik')
  return seen
}

/** As long as the page lets a slow machine reckon; a quiet one takes a few seconds. */
const longest = { seconds: '300' }

/** Asks who sits where, waits until it is proven that nothing is better, and lets the plan hold. */
export async function placeEverybody(committee: Page, { href }: Held): Promise<string[]> {
  await open(committee, `${href}/seating/ask?round=1`)
  await send(committee, '/seating/ask', longest)
  const seen = await untilProven(committee)
  await apply(committee)
  return seen
}

/** Asks for the fewest moves after late changes; what would change is shown, and nothing has changed yet. */
export async function askForFewestMoves(committee: Page, { href }: Held): Promise<void> {
  await open(committee, `${href}/seating`)
  await send(committee, '/seating/late')
  await untilProven(committee)
  await press(committee.locator('main a[href$="/apply"]'))
}

async function apply(committee: Page): Promise<void> {
  await press(committee.locator('main a[href$="/apply"]'))
  await send(committee, '/apply')
  expect(await words(committee)).toContain('Rencana berlaku')
}

/** Who sits where as the committee downloads it. */
export async function seatsOf(committee: Page, { href }: Held): Promise<Seat[]> {
  const rows = rowsOf(await download(committee, `${href}/seating/file/classes/csv`))
  return rows
    .filter(({ Datang }) => Datang === 'ya')
    .map((row) => ({
      code: row.Kode ?? '',
      name: row.Nama ?? '',
      office: row['Kode satker'] ?? '',
      class: row.Kelas ?? '',
    }))
}

/** The classes of the meeting by their codes, with how many seats each has, as the page says. */
export async function classesOf(committee: Page, { href }: Held): Promise<Map<string, MeetingClass>> {
  await open(committee, `${href}/seating/classes`)
  const rows = await committee
    .locator('main table tbody tr')
    .evaluateAll((all) =>
      all.map((row) => [row.textContent ?? '', row.querySelector('a')?.getAttribute('href') ?? ''] as const),
    )
  return new Map(
    rows.map(([row, link]) => {
      const [, code = ''] = /([A-F]\d+)\s*$/.exec(/^\s*[A-F]\d+/.exec(row)?.[0] ?? '') ?? []
      const [, seats] = /\d+ dari (\d+)/.exec(row) ?? []
      return [code, { id: link.split('/').at(-1) ?? '', seats: Number(seats) }]
    }),
  )
}

/** What a placement must keep, recounted from nothing but the list of seats: broken rules, none where all is well. */
export function brokenRules(
  seats: readonly Seat[],
  venueOf: ReadonlyMap<string, string>,
  classes: ReadonlyMap<string, MeetingClass>,
): string[] {
  const byClass = Map.groupBy(seats, (seat) => seat.class)
  const twice = seats.length - new Set(seats.map(({ code }) => code)).size
  return [
    ...(twice > 0 ? [`${twice} people have two seats`] : []),
    ...[...byClass].flatMap(([code, some]) => [
      ...(some.length > (classes.get(code)?.seats ?? 0) ? [`${code} has ${some.length} people`] : []),
      ...(new Set(some.map(({ office }) => office)).size < some.length
        ? [`${code} has two of one office`]
        : []),
    ]),
    ...seats
      .filter((seat) => venueOf.get(seat.code) !== seat.class[0])
      .map(({ name, class: code }) => `${name} sits in ${code}`),
  ]
}
