import { readFileSync } from 'node:fs'
import { isIPv4, isIPv6 } from 'node:net'
import { ConfigProblem } from '../../platform/config.ts'

/** Who sits behind a network that the commission has listed, and is no voter. */
export const networkKinds = ['staff', 'scanner', 'bot'] as const
export type NetworkKind = (typeof networkKinds)[number]

/**
 * Networks by who is behind them: the commission's own offices, security scanners that dress as browsers,
 * datacentres. Found by one look-up for each length of prefix in the list, whatever the number of networks.
 */
export class NetworkList {
  /** Length of prefix, and for it the kind of each network: IPv4 in 32 bits, IPv6 in its first 64. */
  readonly #v4 = new Map<number, Map<number, NetworkKind>>()
  readonly #v6 = new Map<number, Map<bigint, NetworkKind>>()

  /** @param prefix of 0 to 32 bits for IPv4, 0 to 64 for IPv6; false when this is no network */
  add(kind: NetworkKind, address: string, prefix: number): boolean {
    if (!Number.isInteger(prefix) || prefix < 0) return false
    if (isIPv4(address) && prefix <= 32) put(this.#v4, prefix, maskedV4(wordOf(address), prefix), kind)
    else if (isIPv6(address) && prefix <= 64) put(this.#v6, prefix, maskedV6(halfOf(address), prefix), kind)
    else return false
    return true
  }

  /** The kind of the narrowest listed network that holds the address; null for all others. */
  find(address: string): NetworkKind | null {
    const plain = address.startsWith('::ffff:') ? address.slice('::ffff:'.length) : address
    if (this.#v4.size > 0 && isIPv4(plain)) {
      const word = wordOf(plain)
      return narrowest(this.#v4, (prefix) => maskedV4(word, prefix))
    }
    if (this.#v6.size > 0 && isIPv6(plain)) {
      const half = halfOf(plain)
      return narrowest(this.#v6, (prefix) => maskedV6(half, prefix))
    }
    return null
  }
}

function put<K>(list: Map<number, Map<K, NetworkKind>>, prefix: number, network: K, kind: NetworkKind): void {
  const same = list.get(prefix) ?? new Map<K, NetworkKind>()
  list.set(prefix, same.set(network, kind))
}

function narrowest<K>(
  list: Map<number, Map<K, NetworkKind>>,
  masked: (prefix: number) => K,
): NetworkKind | null {
  let found: NetworkKind | null = null
  let bits = -1
  for (const [prefix, networks] of list) {
    if (prefix < bits) continue
    const kind = networks.get(masked(prefix))
    if (kind !== undefined) [found, bits] = [kind, prefix]
  }
  return found
}

const wordOf = (address: string) =>
  address.split('.').reduce((word, part) => ((word << 8) | Number(part)) >>> 0, 0)
const maskedV4 = (word: number, prefix: number) =>
  prefix === 0 ? 0 : ((word >>> (32 - prefix)) << (32 - prefix)) >>> 0

/** The first 64 bits of an IPv6 address. */
function halfOf(address: string): bigint {
  const [head = '', tail] = address.replace(/%.*$/, '').split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const missing = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length)
  const groups = [...before, ...Array.from({ length: missing }, () => '0'), ...after].slice(0, 4)
  return groups.reduce((half, group) => (half << 16n) | BigInt(Number.parseInt(group, 16) || 0), 0n)
}
const maskedV6 = (half: bigint, prefix: number) => (half >> BigInt(64 - prefix)) << BigInt(64 - prefix)

/**
 * Reads a list: one network a line, `staff 103.0.2.0/24`, `scanner 2001:db8::/32`, `bot 198.51.100.7`; what follows a
 * `#` is a remark. Throws `ConfigProblem` with the first line that is none.
 */
export function parseNetworks(text: string, name: string): NetworkList {
  const list = new NetworkList()
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    const words = line.replace(/#.*$/, '').trim().split(/\s+/)
    if (words[0] === '') continue
    const kind = networkKinds.find((one) => one === words[0])
    const [address = '', bits] = words[1]?.split('/') ?? []
    const prefix =
      bits === undefined ? (isIPv4(address) ? 32 : 64) : /^\d{1,2}$/.test(bits) ? Number(bits) : -1
    if (kind === undefined || words.length !== 2 || !list.add(kind, address, prefix)) {
      throw new ConfigProblem(
        `${name}, line ${at + 1}: a network is ${networkKinds.join(', ')} and its address, like "staff 103.0.2.0/24" (IPv6 up to /64).`,
      )
    }
  }
  return list
}

/** The list in a file; none without one. Throws `ConfigProblem` when it cannot be read. */
export function readNetworks(file: string | null): NetworkList {
  if (file === null) return new NetworkList()
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    throw new ConfigProblem(`NETWORKS_FILE cannot be read: ${file}`)
  }
  return parseNetworks(text, file)
}
