import { randomInt } from 'node:crypto'

/** The same in an order of chance, another one at each asking (Fisher and Yates). */
export function shuffled<T>(list: readonly T[]): T[] {
  const cards = [...list]
  for (let at = cards.length - 1; at > 0; at -= 1) {
    const other = randomInt(at + 1)
    const [a, b] = [cards[at] as T, cards[other] as T]
    cards[at] = b
    cards[other] = a
  }
  return cards
}
