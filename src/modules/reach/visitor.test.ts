import { expect, test } from 'vitest'
import { SipHash } from './siphash.ts'
import { networkOf, visitorHash } from './visitor.ts'

test('a device that changes its own half of an IPv6 address stays one visitor', () => {
  expect(networkOf('2001:db8:1:2:aaaa:bbbb:cccc:dddd')).toBe('2001:db8:1:2::/64')
  expect(networkOf('2001:db8:1:2::7')).toBe('2001:db8:1:2::/64')
  expect(networkOf('2001:0db8:0001:0002::7')).toBe('2001:db8:1:2::/64')
  expect(networkOf('2001:db8::1')).toBe('2001:db8:0:0::/64')
  expect(networkOf('fe80::1%eth0')).toBe('fe80:0:0:0::/64')
  expect(networkOf('::1')).toBe('0:0:0:0::/64')
})

test('an IPv4 address is taken whole, however it is written', () => {
  expect(networkOf('203.0.113.7')).toBe('203.0.113.7')
  expect(networkOf('::ffff:203.0.113.7')).toBe('203.0.113.7')
  expect(networkOf('unknown')).toBe('unknown')
})

test('address, agent and key each make another visitor; the same three make the same', () => {
  const key = new SipHash(new Uint8Array(32).fill(1))
  const other = new SipHash(new Uint8Array(32).fill(2))
  const hashes = [
    visitorHash(key, '203.0.113.7', 'A'),
    visitorHash(key, '203.0.113.8', 'A'),
    visitorHash(key, '203.0.113.7', 'B'),
    visitorHash(other, '203.0.113.7', 'A'),
  ].map(String)
  expect(new Set(hashes).size).toBe(4)
  expect(String(visitorHash(key, '203.0.113.7', 'A'))).toBe(hashes[0])
})
