import { createHash } from 'node:crypto'

/** A short mark of a part as it was shown: a form that carries an older one would undo what somebody else changed. */
export const markOf = (part: unknown): string =>
  createHash('sha256').update(JSON.stringify(part)).digest('base64url').slice(0, 12)
