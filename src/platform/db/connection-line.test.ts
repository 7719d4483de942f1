import { expect, test } from 'vitest'
import { ConnectionLine } from './connection-line.ts'

/** Who goes in which order when one holds the connection and these come after it, each in its turn. */
async function order(line: ConnectionLine, comers: readonly { name: string; isPatient: boolean }[]) {
  const gone: string[] = []
  await line.acquire()
  const turns = comers.map(async ({ name, isPatient }) => {
    await line.acquire(isPatient)
    gone.push(name)
    line.release()
  })
  line.release()
  await Promise.all(turns)
  return gone
}

const comers = [
  { name: 'look', isPatient: true },
  { name: 'page', isPatient: false },
  { name: 'another look', isPatient: true },
  { name: 'hit', isPatient: false },
]

test('the patient let the others go first, and go themselves in the order in which they came', async () => {
  const line = new ConnectionLine()
  const expected = ['page', 'hit', 'look', 'another look']
  expect(await order(line, comers)).toEqual(expected)
  expect(await order(line, comers)).toEqual(expected)
})

test('whoever was patient long enough goes before all', async () => {
  expect(await order(new ConnectionLine(0), comers)).toEqual(['look', 'another look', 'page', 'hit'])
})
