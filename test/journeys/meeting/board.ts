import type { Page } from 'playwright-core'
import type { Held } from './before.ts'
import { open, press, send, words } from './pages.ts'

type Line = { arrived: number; awaited: number }

const number = (text = '') => Number(text.replaceAll('.', ''))

/** The board as whoever stands before it reads it. */
export async function board(reader: Page, { href }: Held) {
  await open(reader, `${href}/doors/board`)
  const said = await words(reader)
  const lines = (caption: string, keyOf: (row: string, link: string | null) => string) =>
    reader
      .locator('main table', { has: reader.locator('caption', { hasText: caption }) })
      .locator('tbody tr')
      .evaluateAll((rows) =>
        rows.map(
          (row) => [row.textContent ?? '', row.querySelector('a')?.getAttribute('href') ?? null] as const,
        ),
      )
      .then(
        (rows) =>
          new Map<string, Line>(
            rows.map(([row, link]) => {
              const [, arrived, awaited] = /([\d.]+) dari ([\d.]+) \(/.exec(row) ?? []
              return [keyOf(row, link), { arrived: number(arrived), awaited: number(awaited) }]
            }),
          ),
      )
  return {
    scans: number(/Pindaian ([\d.]+)/.exec(said)?.[1]),
    flags: number(/Perlu diperiksa ([\d.]+)\s*pindaian/.exec(said)?.[1]),
    beyond: number(/(\d+) orang lain tiba tanpa ditunggu/.exec(said)?.[1]),
    venues: await lines('Menurut lokasi', (row) => row.trim().slice(0, 1)),
    provinces: await lines('Menurut provinsi', (_, link) => link?.split('province=id.')[1] ?? ''),
  }
}

/** Somebody decides on the first scan of those that wait; answers with how many wait then. */
export async function decide(reader: Page, { href }: Held, decision: string): Promise<number> {
  await open(reader, `${href}/doors/flags`)
  await press(reader.locator('main a[href*="/flags/"]').first())
  const { pathname } = new URL(reader.url())
  await send(reader, pathname, { decision })
  return number(/(\d+) pindaian menunggu/.exec(await words(reader))?.[1] ?? '0')
}
