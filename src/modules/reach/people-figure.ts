import type { PeopleFigure } from './figures.ts'
import { relativeErrorOf } from './hll-estimate.ts'
import { explicitAtMost } from './hll-storage.ts'

/** A stored estimate as a figure, before suppression: whole people, exact while every visitor was told apart. */
export const figureOf = (people: number): PeopleFigure => ({
  people: people === 0 ? null : Math.round(people),
  suppressed: false,
  relativeError: people <= explicitAtMost && Number.isInteger(people) ? 0 : relativeErrorOf(),
})

/** A figure on a line over time: nobody where nothing was counted; what is held back breaks the line. */
export const pointOf = (x: string, figure: PeopleFigure | undefined) => ({
  x,
  y: figure?.suppressed ? null : (figure?.people ?? 0),
  suppressed: figure?.suppressed ?? false,
})
