import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Held } from './before.ts'
import { download, open, press, rowsOf, send, words } from './pages.ts'

/** Somebody's bed as the committee downloads it. */
export interface Bed {
  hotel: string
  room: string
  beds: number
  name: string
  gender: string
}

/** Asks who sleeps where, waits for a plan that the verifier has checked again, and lets it hold; what was shown of it. */
export async function placeInRooms(committee: Page, { href }: Held): Promise<string> {
  await open(committee, `${href}/seating/rooms`)
  await send(committee, '/rooms/ask', { seconds: '60' })
  // The page asks for itself again every few seconds; what is read in between is of no page.
  const look = () => words(committee).catch(() => '')
  await expect.poll(look, { timeout: 240_000, interval: 250 }).toMatch(/ditemukan|tidak mungkin|gagal/)
  await committee.waitForLoadState()
  const shown = await words(committee)
  await press(committee.locator('main a[href$="/apply"]'))
  await send(committee, '/apply')
  expect(await words(committee)).toContain('Rencana berlaku')
  return shown
}

/** Who sleeps where, by hotel and room. */
export async function bedsOf(committee: Page, { href }: Held): Promise<Bed[]> {
  return rowsOf(await download(committee, `${href}/seating/file/rooms/csv`)).map((row) => ({
    hotel: row.Hotel ?? '',
    room: row.Kamar ?? '',
    beds: Number(row['Tempat tidur']),
    name: row.Nama ?? '',
    gender: row['Jenis kelamin'] ?? '',
  }))
}

/** What rooms must keep, recounted from nothing but the list of beds: broken rules, none where all is well. */
export function brokenRooms(beds: readonly Bed[]): string[] {
  return [...Map.groupBy(beds, ({ hotel, room }) => `${hotel} ${room}`)].flatMap(([room, some]) => [
    ...(some.length > (some[0]?.beds ?? 0) ? [`${room} has ${some.length} people`] : []),
    ...(new Set(some.map(({ gender }) => gender)).size > 1 ? [`${room} mixes women and men`] : []),
    ...(some.length > 1 && some[0]?.gender === '' ? [`${room} is shared by somebody of unknown gender`] : []),
  ])
}
