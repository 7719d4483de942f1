/** The job that reckons a plan; asked for by the command that keeps the question. */
export const solvePlanJob = 'seating.solve'
