import { isIPv6 } from 'node:net'
import type { SipHash } from './siphash.ts'

/**
 * The network a visitor comes from: an IPv4 address whole, an IPv6 address by its first 64 bits, because a device
 * changes the other 64 by itself (RFC 8981). An IPv4 address written as IPv6 is that IPv4 address.
 */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address
  const plain = address.replace(/%.*$/, '')
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain)
  if (mapped?.[1]) return mapped[1]
  if (!isIPv6(plain)) return address
  const [head = '', tail] = plain.split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const gap = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length)
  const groups = [...before, ...Array.from({ length: gap }, () => '0'), ...after]
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}

/** A network under the season's key, to tell a flood by while it lasts. */
export const networkHash = (season: SipHash, address: string): [high: number, low: number] =>
  season.hash(networkOf(address))

/**
 * Who a request comes from, as 64 bits that nobody can turn back without the season's key: SipHash of network and
 * agent. Neither is kept or logged.
 */
export const visitorHash = (season: SipHash, address: string, agent: string): [high: number, low: number] =>
  season.hash(`${networkOf(address)}\n${agent}`)
