import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { download, open, press, rowsOf, send, words } from './pages.ts'
import type { Place } from './scene.ts'
import { rosterOf, staffOf } from './staff-roster.ts'

/** So many the source counts at the meeting of 2019. */
export const peopleOf2019 = 3_806
/** The day on which it was decided who was in office. */
const rosterDay = '2019-09-21'

/**
 * The national desk reads the roster of the staff from a spreadsheet into the directory: as many as its examples lack to
 * the number of 2019, one from each office in turn. Answers with how many that were.
 */
export async function importRoster(desk: Page): Promise<number> {
  const known = rowsOf(await download(desk, `/desk/people/export.csv?unit=00&day=${rosterDay}`))
  const inRegions = known.filter((row) => row['Kode satker'] !== '00')
  const codes = [...new Set(inRegions.map((row) => row['Kode satker'] ?? ''))]
  const staff = staffOf(codes, peopleOf2019 - new Set(inRegions.map(({ Telepon }) => Telepon)).size)
  await open(desk, '/desk/people/import?unit=00')
  const file = { name: 'staf.xlsx', mimeType: 'application/octet-stream', buffer: await rosterOf(staff) }
  await desk.locator('input[type=file]').setInputFiles(file)
  await press(desk.locator('form[enctype] button[type=submit]'))
  await send(desk, '/columns')
  await send(desk, '/confirm')
  await expect.poll(() => words(desk)).toContain('Daftar sudah diimpor')
  expect(await words(desk)).toContain(`${staff.length} orang baru, ${staff.length} pengangkatan`)
  return staff.length
}

/** The meeting as the committee holds it: its address and its places by their letters. */
export interface Held {
  /** `/desk/meetings/00/ID` */
  href: string
  id: string
  /** Ids by letter, A to F. */
  venues: Record<string, string>
}

/** A day so many days earlier, YYYY-MM-DD. */
export const dayBefore = (day: string, days: number) =>
  new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10)

/**
 * The national committee makes the meeting of 2019 anew so that its second day is today, with the roster day of then,
 * and opens it.
 */
export async function makeMeeting(committee: Page, place: Place): Promise<Held> {
  await open(committee, '/desk/meetings')
  await press(committee.locator('main table a').first())
  await press(committee.locator('main a[href$="/clone"]'))
  await send(committee, '/clone', {
    nameId: 'Rapat Koordinasi Nasional, Diulang',
    nameEn: 'National Coordination Meeting, Held Again',
    startsOn: dayBefore(place.today, 1),
  })
  const { pathname: href } = new URL(committee.url())
  await open(committee, `${href}/change`)
  await send(committee, '/change', { timeZone: place.zone, rosterOn: rosterDay, answerUntil: place.today })
  await open(committee, `${href}/open`)
  await send(committee, '/open')
  const hrefs = await committee
    .locator('main a[href*="agenda?venue="]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  const venues = Object.fromEntries(
    hrefs.map((link, at) => [String.fromCharCode(65 + at), link.split('venue=')[1] ?? '']),
  )
  return { href, id: href.split('/').at(-1) ?? '', venues }
}

/** Gives somebody with an account a task in the meeting, at one place. */
export async function giveTask(
  committee: Page,
  { href, venues }: Held,
  { name, task, venue }: { name: string; task: 'committee' | 'scribe'; venue: string },
): Promise<void> {
  await open(committee, `${href}/tasks/new?q=${encodeURIComponent(name)}`)
  await committee.getByLabel(name).check()
  await send(committee, '/tasks/new', { task, venueId: venues[venue] ?? '' })
  expect(await words(committee)).toContain(name)
}
