import { distance } from '../edit-distance.ts'
import { plainWords } from '../search-words.ts'

/** The columns a roster may have, in the order of the export. */
export const rosterFields = [
  'name',
  'unit',
  'unitCode',
  'position',
  'division',
  'gender',
  'from',
  'until',
  'staffNumber',
  'phone',
  'email',
] as const
export type RosterField = (typeof rosterFields)[number]

/**
 * What a word tells: a column's head, a gender, a position, a division, a commissioner by the division he or she leads
 * (`ketua divisi`), a joining word before a division, or that a position is held for somebody else (`plt`).
 */
export type WordKind = 'column' | 'gender' | 'position' | 'division' | 'leads' | 'joining' | 'acting'

/** One way to write one thing: from the preset's `roster-words.csv` and the names in the database. */
export interface RosterWord {
  kind: WordKind
  code: string
  word: string
}

/** A text as words are compared: lower case, single spaces, no signs. */
export const plainText = (text: string) => plainWords(text).join(' ')

/** Finds what a text stands for among the words of one kind. */
export class Vocabulary {
  readonly #codes = new Map<string, string>()
  /** Texts asked before: a roster repeats the same few thousands of times. */
  readonly #asked = new Map<string, string | undefined>()

  constructor(words: readonly RosterWord[], kind: WordKind) {
    for (const { kind: of, code, word } of words) if (of === kind) this.#codes.set(plainText(word), code)
  }

  get(text: string): string | undefined {
    if (!this.#asked.has(text)) this.#asked.set(text, this.#codes.get(plainText(text)))
    return this.#asked.get(text)
  }

  /**
   * The longest word that `text` begins with, and what comes after: `anggota divisi hukum` is `anggota` and
   * `divisi hukum`.
   */
  beginning(text: string): { code: string; rest: string } | undefined {
    const words = plainWords(text)
    for (let count = words.length; count > 0; count--) {
      const code = this.#codes.get(words.slice(0, count).join(' '))
      if (code !== undefined) return { code, rest: words.slice(count).join(' ') }
    }
    return undefined
  }

  /** Codes whose nearest word is at most `share` of its length away, nearest first, three at most. */
  near(text: string, share = 0.34): string[] {
    const asked = plainText(text)
    const best = new Map<string, number>()
    for (const [word, code] of this.#codes) {
      const most = Math.floor(Math.max(word.length, asked.length) * share)
      const away = distance(asked, word, most)
      if (away <= most && away < (best.get(code) ?? Number.POSITIVE_INFINITY)) best.set(code, away)
    }
    return [...best.entries()]
      .sort((a, b) => a[1] - b[1])
      .slice(0, 3)
      .map(([code]) => code)
  }
}
