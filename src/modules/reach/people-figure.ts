import type { PeopleFigure } from './figures.ts'
import { relativeErrorOf } from './hll-estimate.ts'
import { explicitAtMost } from './hll-storage.ts'

/** A stored estimate as a figure, before suppression: whole people, exact while every visitor was told apart. */
export const figureOf = (people: number): PeopleFigure => ({
  people: people === 0 ? null : Math.round(people),
  suppressed: false,
  relativeError: people <= explicitAtMost && Number.isInteger(people) ? 0 : relativeErrorOf(),
})
