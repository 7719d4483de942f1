import fc from 'fast-check'
import { expect, test } from 'vitest'
import { freeSlug, slugOf } from './slug.ts'

test('makes an address of a title', () => {
  expect(slugOf('Cara memilih di TPS: 5 langkah')).toBe('cara-memilih-di-tps-5-langkah')
  expect(slugOf('Pemilih Penyandang Disabilitas — “setara”')).toBe('pemilih-penyandang-disabilitas-setara')
  expect(slugOf('!!!')).toBe('pengumuman')
})

test('any title gives an address of at most 60 plain signs', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), (title) => {
      expect(slugOf(title)).toMatch(/^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/)
    }),
  )
})

test('counts on until an address is free', () => {
  expect(freeSlug('cara', new Set())).toBe('cara')
  expect(freeSlug('cara', new Set(['cara', 'cara-2']))).toBe('cara-3')
})
