import { expect, test } from 'vitest'
import { isScanner, isWhole, type Key, scannedText } from './hand-scanner.ts'

/** Keys of an American keyboard at their places, and what another layout makes of some of them. */
const type = (text: string, layout: Record<string, string> = {}, every = 8): Key[] =>
  [...text].map((sign, n) => {
    const shift = /[A-Z:?_]/.test(sign)
    const code = /[a-z]/i.test(sign)
      ? `Key${sign.toUpperCase()}`
      : /\d/.test(sign)
        ? `Digit${sign}`
        : { ':': 'Semicolon', '/': 'Slash', '.': 'Period', '-': 'Minus' }[sign]
    return { key: layout[sign] ?? sign, code: code ?? '', shift, at: n * every }
  })

const badge = 'JK1:A2C4E:TAMNY2Z4567A'
const german = { ':': 'Ö', Y: 'Z', Z: 'Y', '/': '-', '-': 'ß' }
const french = {
  A: 'Q',
  '1': '&',
  '2': 'é',
  '4': "'",
  '5': '(',
  '6': '-',
  '7': 'è',
  ':': 'M',
  M: '?',
  Z: 'W',
}

test('a scanner is a keyboard that types faster than a hand', () => {
  expect(isScanner(type(badge))).toBe(true)
  expect(isScanner(type(badge, {}, 49))).toBe(true)
  expect(isScanner(type(badge, {}, 120))).toBe(false)
  expect(isScanner(type('JK1:A'))).toBe(false)
  expect(isScanner([])).toBe(false)
})

test.each([
  ['American', {}],
  ['German', german],
  ['French', french],
])('what it typed is read on a phone set to a keyboard that is %s', (_, layout) => {
  expect(scannedText(type(badge, layout))).toBe(badge)
  const link = 'https://rapat.contoh/m/TAMN-Y2Z4-567A'
  expect(scannedText(type(link, layout))).toBe(link)
})

test('what makes no badge either way stays as the phone shows it', () => {
  expect(scannedText(type('Kartu 7', { ' ': ' ' }))).toBe('Kartu 7')
  expect(scannedText(type('TAMNY2Z4567A', german))).toBe('TAMNZ2Y4567A')
})

test('without an end a text is whole once all of a code is there', () => {
  expect(isWhole(badge)).toBe(true)
  expect(isWhole('https://rapat.contoh/m/TAMN-Y2Z4-567A')).toBe(true)
  for (let signs = 1; signs < badge.length; signs += 1) expect(isWhole(badge.slice(0, signs))).toBe(false)
})
