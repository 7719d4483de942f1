import { expect, test } from 'vitest'
import { KeptAnswers } from './kept-answers.ts'

/** Something that can be read slowly, and counts how often it was. */
function slowly() {
  const source = { value: 0, begun: 0, ends: [] as (() => void)[] }
  const reading = {
    state: async () => String(source.value),
    read: async () => {
      const { value } = source
      source.begun += 1
      await new Promise<void>((resolve) => source.ends.push(resolve))
      return { value }
    },
  }
  /** Ends the reading under way, once it has begun. */
  const end = async () => {
    while (source.ends.length === 0) await new Promise((resolve) => setImmediate(resolve))
    source.ends.shift()?.()
  }
  return { source, reading, end }
}

test('an answer is read once as long as nothing changes, and anew after that', async () => {
  const { source, reading, end } = slowly()
  const kept = new KeptAnswers<{ value: number }>(2)
  const first = kept.get('a', reading)
  await end()
  expect(await kept.get('a', reading)).toBe(await first)
  source.value = 1
  const second = kept.get('a', reading)
  await end()
  expect(await second).toEqual({ value: 1 })
  expect(source.begun).toBe(2)
})

test('who asks while it is read shares the reading, or where something changed meanwhile, the next one', async () => {
  const { source, reading, end } = slowly()
  const kept = new KeptAnswers<{ value: number }>(2)
  const early = [kept.get('a', reading), kept.get('a', reading)]
  while (source.begun === 0) await new Promise((resolve) => setImmediate(resolve))
  source.value = 1
  const late = Array.from({ length: 50 }, () => kept.get('a', reading))
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect(source.begun).toBe(1)
  source.value = 2
  await end()
  await end()
  expect(await Promise.all(early)).toEqual([{ value: 0 }, { value: 0 }])
  // They knew of 1; what the shared reading found is newer still.
  for (const answer of await Promise.all(late)) expect(answer).toEqual({ value: 2 })
  expect(source.begun).toBe(2)
})

test('a reading that fails is not kept, and those who wait for the next one get theirs', async () => {
  const { source, reading, end } = slowly()
  const kept = new KeptAnswers<{ value: number }>(2)
  let fails = true
  const failing = {
    ...reading,
    read: async () => {
      const answer = await reading.read()
      if (fails) throw new Error('The database is away.')
      return answer
    },
  }
  const first = kept.get('a', failing)
  const refused = expect(first).rejects.toThrow('away')
  while (source.begun === 0) await new Promise((resolve) => setImmediate(resolve))
  source.value = 1
  const second = kept.get('a', failing)
  await new Promise((resolve) => setTimeout(resolve, 5))
  await end()
  await refused
  fails = false
  await end()
  expect(await second).toEqual({ value: 1 })
  expect(await kept.get('a', failing)).toBe(await second)
})

test('no more are kept than were meant to be: those nobody asked for lately go', async () => {
  const kept = new KeptAnswers<string>(2)
  const read: string[] = []
  const ask = (name: string) =>
    kept.get(name, {
      state: async () => 'same',
      read: async () => {
        read.push(name)
        return name
      },
    })
  for (const name of ['a', 'b', 'a', 'c', 'a', 'b']) expect(await ask(name)).toBe(name)
  expect(read).toEqual(['a', 'b', 'c', 'b'])
})
