import fc from 'fast-check'
import { expect, test } from 'vitest'
import { typedCount, typedPercent } from './typed-numbers.ts'

test('a whole number is read with or without separators, whichever the language writes', () => {
  fc.assert(
    fc.property(fc.nat(2_000_000_000), fc.constantFrom('id-ID', 'en-GB', 'fr-FR'), (number, locale) => {
      expect(typedCount(String(number))).toBe(number)
      expect(typedCount(number.toLocaleString(locale))).toBe(number)
    }),
  )
})

test('what is no whole number is refused rather than guessed', () => {
  for (const text of ['', '-5', '25.5', '1.23.456', '12a', '1e6', '30,9 juta', '99999999999999'])
    expect(typedCount(text)).toBeNull()
})

test('a rate is read with comma or point and keeps the decimals it was stated with', () => {
  expect(['82,53', '82.53 %', '81.4', '80%'].map(typedPercent)).toEqual([82.53, 82.53, 81.4, 80])
  expect(['', 'about 80', '8,2,5', '1000', '-1'].map(typedPercent)).toEqual([null, null, null, null, null])
})
