import { photographsAtOnce } from './door-shapes.ts'

/** Whose photographs a path asks for in its last part: hashes with commas between them, as many as are sent at once. */
export const photographsAsked = (hashes: string | undefined) =>
  (hashes ?? '').split(',').slice(0, photographsAtOnce)
