import { createHash } from 'node:crypto'
import { codeAlphabet } from '../../platform/ids.ts'

/** Numbers between 0 and 1 that follow from a text (mulberry32 over its hash): the same on every machine. */
export function numbersFrom(text: string): () => number {
  let state = createHash('sha256').update(text).digest().readUInt32LE(0)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** An identifier that follows from a text: UUID version 8. */
export function idFrom(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** Codes of seven signs that follow from a text, none twice. */
export function codesFrom(text: string): () => string {
  const next = numbersFrom(text)
  const given = new Set<string>()
  return () => {
    for (;;) {
      let code = ''
      while (code.length < 7) code += codeAlphabet[Math.floor(next() * codeAlphabet.length)]
      if (given.has(code)) continue
      given.add(code)
      return code
    }
  }
}
