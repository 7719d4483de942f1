import type { PlaceNames } from './hit-names.ts'

/**
 * Where hits of a unit may be for who reads every figure of people: wherever there is somebody by base and day, by channel
 * and day, and by both in the week, since people are told in no finer cut.
 */
export class PossiblePlaces {
  readonly #names: PlaceNames
  readonly #baseDay: Uint8Array
  readonly #channelDay: Uint8Array
  readonly #week: Uint8Array

  /** @param places where somebody was */
  constructor(names: PlaceNames, places: readonly number[]) {
    this.#names = names
    const days = names.day.length
    this.#baseDay = new Uint8Array(names.base.length * days)
    this.#channelDay = new Uint8Array(names.channel.length * days)
    this.#week = new Uint8Array(names.base.length * names.channel.length * names.week.length)
    for (const place of places) {
      const [baseDay, channelDay, week] = this.#of(place)
      this.#baseDay[baseDay] = 1
      this.#channelDay[channelDay] = 1
      this.#week[week] = 1
    }
  }

  /** The cells of a place by base and day, by channel and day, and by both in the week. */
  #of(place: number): [number, number, number] {
    const names = this.#names
    const [base, channel, day] = [names.of(place, 'base'), names.of(place, 'channel'), names.of(place, 'day')]
    return [
      base * names.day.length + day,
      channel * names.day.length + day,
      (base * names.channel.length + channel) * names.week.length + (names.weekOf[day] as number),
    ]
  }

  has(place: number): boolean {
    const [baseDay, channelDay, week] = this.#of(place)
    return this.#baseDay[baseDay] === 1 && this.#channelDay[channelDay] === 1 && this.#week[week] === 1
  }
}
