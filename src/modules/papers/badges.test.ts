import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import jsQR from 'jsqr'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { attendees, hardNames, order } from '../../../test/papers/records.ts'
import { pictureOfPage, type ReadText, readPdf } from '../../../test/support/read-pdf.ts'
import type { Result } from '../../platform/result.ts'
import { type Attendee, badges, type Paper } from './index.ts'
import { mm } from './measures.ts'
import { writable } from './typeface.ts'

const badge = { width: mm(105), height: mm(148.5) }

async function bytesOf(result: Result<Paper>): Promise<Buffer> {
  if (!result.ok) throw new Error(`Refused: ${result.refusal.key}`)
  return buffer(result.value.bytes)
}

/** Texts by badge, in the order of the badges. */
const byBadge = (pages: ReadText[][]) =>
  pages.flatMap((texts) =>
    [0, 1, 2, 3].map((at) =>
      texts.filter(
        ({ x, y }) => (x < badge.width ? 0 : 1) === at % 2 && (y < badge.height ? 0 : 1) === (at < 2 ? 0 : 1),
      ),
    ),
  )

const squeezed = (text: string) => text.replace(/\s/g, '')

/** Checks that each badge holds its person, whole and within the free edge, and nothing over its code. */
async function expectEveryoneWhole(people: readonly Attendee[]): Promise<void> {
  const { pages } = await readPdf(await bytesOf(badges(order(), people)))
  expect(pages.length).toBe(Math.ceil(people.length / 4))
  const read = byBadge(pages)
  for (const [at, person] of people.entries()) {
    const texts = read[at] ?? []
    const all = squeezed(texts.map(({ text }) => text).join(''))
    for (const words of [person.name, person.position, person.unit, person.number, ...person.classes])
      expect(all).toContain(squeezed(writable(words)))
    expect(all).toContain('21–24September2019,Jakarta·CONTOH')
    const [left, top] = [at % 2 === 0 ? 0 : badge.width, at % 4 < 2 ? 0 : badge.height]
    for (const { text, x, y, width, size } of texts) {
      // The mark of the whole sheet, beneath what is cut.
      if (text === 'CONTOH') continue
      expect(x).toBeGreaterThanOrEqual(left + mm(9) - 0.5)
      expect(x + width).toBeLessThanOrEqual(left + badge.width - mm(9) + 0.5)
      expect(y - size).toBeGreaterThanOrEqual(top + mm(5))
      expect(y).toBeLessThanOrEqual(top + badge.height - mm(8))
      if (x < left + mm(9) + 1) expect(y).toBeLessThanOrEqual(top + badge.height - mm(9 + 41))
    }
  }
}

test('every person is printed once, in order, four a sheet', async () => {
  const people = attendees(30)
  const { pages } = await readPdf(await bytesOf(badges(order(), people)))
  const numbers = byBadge(pages).flatMap((texts) => texts.filter(({ text }) => /^N-\d{4}$/.test(text)))
  expect(numbers.map(({ text }) => text)).toEqual(people.map(({ number }) => number))
  expect(pages).toHaveLength(8)
})

test('names as people write them stand whole within their badge', () =>
  expectEveryoneWhole(attendees(hardNames.length)))

test('any name of up to sixty letters stands whole within its badge', async () => {
  const letters = fc.constantFrom(...'abcdefghiWMlij ABĐŁŞéñüğ\'’".,- ')
  const name = fc
    .array(letters, { minLength: 1, maxLength: 60 })
    .map((signs) => signs.join('').replace(/\s+/g, ' ').trim())
    .filter((text) => text !== '')
  await fc.assert(
    fc.asyncProperty(fc.array(name, { minLength: 16, maxLength: 16 }), (names) =>
      expectEveryoneWhole(attendees(16, names)),
    ),
    { numRuns: 5 },
  )
})

test('a letter the typeface lacks loses its mark, and what is no letter is seen as missing', () => {
  expect(writable('Nu\u02bcman  Ḁli')).toBe('Nu’man Ali')
  expect(writable('Contoh 名')).toBe('Contoh ?')
})

/**
 * What a bad phone sees of a badge from 20 cm: 640 pixels over 231 mm (see `badgeModule`), out of focus, tilted, grey
 * and crushed by compression.
 */
async function seenBadly(page: Buffer, at: number, perMillimetre: number): Promise<string | undefined> {
  const [width, height] = [Math.floor(105 * perMillimetre), Math.floor(148.5 * perMillimetre)]
  const region = { left: at % 2 === 0 ? 0 : width, top: at < 2 ? 0 : height, width, height }
  const crop = await sharp(page).extract(region).flatten({ background: '#fff' }).png().toBuffer()
  const tilted = await sharp(crop)
    .rotate(7, { background: '#d8d4cc' })
    .blur(perMillimetre * 0.3)
    .png()
    .toBuffer()
  const seen = (await sharp(tilted).metadata()).width * (640 / 231 / perMillimetre)
  const jpeg = await sharp(tilted)
    .resize(Math.round(seen))
    .linear(0.55, 50)
    .grayscale()
    .jpeg({ quality: 35 })
    .toBuffer()
  const { data, info } = await sharp(jpeg)
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return jsQR.default(new Uint8ClampedArray(data), info.width, info.height)?.data
}

test('a bad phone reads every code from 20 cm', async () => {
  const people = attendees(8).map((person, at) => ({
    ...person,
    code: at % 2 ? person.code : `${person.code}-${'x'.repeat(10)}`,
  }))
  const bytes = await bytesOf(badges(order(), people))
  const read: (string | undefined)[] = []
  for (const number of [1, 2]) {
    const page = await pictureOfPage(bytes, number, 8)
    for (const at of [0, 1, 2, 3]) read.push(await seenBadly(page, at, 8))
  }
  expect(read).toEqual(people.map(({ code }) => code))
})

test('refuses a code too long to be read from 20 cm, and names the badge', () => {
  // Signs outside ASCII take several bytes; figures pack closely, so that seventy of them are no longer than these.
  for (const code of ['x'.repeat(54), 'é'.repeat(27)]) {
    const people = attendees(3).map((person, at) => ({ ...person, code: at === 1 ? code : '7'.repeat(70) }))
    expect(badges(order(), people)).toMatchObject({
      ok: false,
      refusal: { key: 'papers.refusal.codeTooLong', params: { number: 'N-0002' } },
    })
  }
})

test('one badge alone is a reprint', async () => {
  const { pages } = await readPdf(await bytesOf(badges(order('en'), attendees(1))))
  expect(pages).toHaveLength(1)
  expect(pages[0]?.map(({ text }) => text)).toContain('COMMISSIONER')
})

test('pages are handed on while later ones are still to be drawn', async () => {
  const result = badges(order(), attendees(200))
  if (!result.ok) throw new Error('Refused.')
  const sizes: number[] = []
  for await (const chunk of result.value.bytes) sizes.push((chunk as Buffer).length)
  const whole = sizes.reduce((sum, size) => sum + size, 0)
  expect(sizes.length).toBeGreaterThan(40)
  expect(Math.max(...sizes)).toBeLessThan(whole / 4)
})
