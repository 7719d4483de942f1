import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ConfigProblem } from '../../platform/config.ts'
import { parseNetworks, readNetworks } from './network-list.ts'

const list = parseNetworks(
  `# offices
staff 203.0.113.0/24   # Salatiga
staff 2001:db8:1::/48
scanner 198.51.100.0/25
bot 203.0.113.77
bot 192.0.2.0/23`,
  'networks',
)

test.each([
  ['203.0.113.7', 'staff'],
  ['::ffff:203.0.113.7', 'staff'],
  ['203.0.113.77', 'bot'],
  ['203.0.114.7', null],
  ['198.51.100.127', 'scanner'],
  ['198.51.100.128', null],
  ['192.0.3.255', 'bot'],
  ['192.0.4.0', null],
  ['2001:db8:1:ffff::9', 'staff'],
  ['2001:db8:2::9', null],
  ['not an address', null],
  ['', null],
])('%s: %s', (address, kind) => expect(list.find(address)).toBe(kind))

test.each([
  'staff',
  'voter 203.0.113.0/24',
  'staff 203.0.113.0/33',
  'staff 2001:db8::/65',
  'bot 203.0.113.0/x',
  'bot here',
])('"%s" is refused with its line', (line) => {
  expect(() => parseNetworks(`staff 203.0.113.0/24\n${line}`, 'networks')).toThrow(ConfigProblem)
  expect(() => parseNetworks(`staff 203.0.113.0/24\n${line}`, 'networks')).toThrow('networks, line 2')
})

test('a file is read; one that is not there is said so', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jangkau-networks-'))
  const file = join(folder, 'networks.txt')
  writeFileSync(file, 'staff 203.0.113.0/24\r\n')
  expect(readNetworks(file).find('203.0.113.9')).toBe('staff')
  rmSync(folder, { recursive: true })
  expect(() => readNetworks(file)).toThrow('cannot be read')
  expect(readNetworks(null).find('203.0.113.9')).toBeNull()
})
