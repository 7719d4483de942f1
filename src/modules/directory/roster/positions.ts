import type { Side } from '../tables.ts'
import { plainText, type RosterWord, Vocabulary } from './roster-words.ts'

export interface RosterPosition {
  code: string
  side: Side
}

export type PositionReading =
  | { position: string; division: string | null; unknownDivision?: string }
  | { unknown: true; mends: string[] }

export type DivisionReading = { division: string | null } | { unknown: true; mends: string[] }

/**
 * Reads a position and, where it is named in the same cell, its division: `Anggota Divisi Sosparmas`, `Ketua Divisi
 * Hukum` (a commissioner who leads a division, not the chair of the unit), `Plt. Kasubbag Hukum`. All words are the
 * preset's.
 */
export class PositionReader {
  readonly #positions: Vocabulary
  readonly #divisions: Vocabulary
  readonly #leads: Vocabulary
  readonly #joining: Set<string>
  readonly #acting: Set<string>
  readonly #sides: Map<string, Side>
  readonly #readings = new Map<string, PositionReading>()
  readonly #divisionReadings = new Map<string, DivisionReading>()

  constructor(words: readonly RosterWord[], positions: readonly RosterPosition[]) {
    this.#positions = new Vocabulary(words, 'position')
    this.#divisions = new Vocabulary(words, 'division')
    this.#leads = new Vocabulary(words, 'leads')
    const wordsOf = (kind: string) =>
      new Set(words.filter((w) => w.kind === kind).map((w) => plainText(w.word)))
    this.#joining = wordsOf('joining')
    this.#acting = wordsOf('acting')
    this.#sides = new Map(positions.map(({ code, side }) => [code, side]))
  }

  /** A position's cell. A text that only names a division is read as the commissioner who leads it. */
  read(text: string): PositionReading {
    let reading = this.#readings.get(text)
    if (!reading) {
      reading = this.#find(text)
      this.#readings.set(text, reading)
    }
    return reading
  }

  #find(text: string): PositionReading {
    const spoken = this.#without(plainText(text), this.#acting)
    const leads = this.#leads.beginning(spoken)
    if (leads) return this.#withDivision(leads.code, leads.rest)
    const found = this.#positions.beginning(spoken)
    return found
      ? this.#withDivision(found.code, found.rest)
      : { unknown: true, mends: this.#positions.near(spoken) }
  }

  #withDivision(position: string, rest: string): PositionReading {
    const field = this.#without(rest, this.#joining)
    if (field === '') return { position, division: null }
    // A section of the secretariat has a name of its own; only commissioners lead divisions.
    if (!this.leadsDivision(position)) return { position, division: null }
    const division = this.#divisions.get(field)
    if (division !== undefined) return { position, division }
    return { position, division: null, unknownDivision: field }
  }

  /** Whether who holds the position may lead a division: commissioners do, the secretariat does not. */
  leadsDivision(position: string): boolean {
    return this.#sides.get(position) === 'commissioner'
  }

  /** A division's cell: empty cells and dashes are none. */
  division(text: string): DivisionReading {
    let reading = this.#divisionReadings.get(text)
    if (!reading) {
      reading = this.#findDivision(text)
      this.#divisionReadings.set(text, reading)
    }
    return reading
  }

  #findDivision(text: string): DivisionReading {
    const plain = this.#without(plainText(text), this.#joining)
    if (plain === '') return { division: null }
    const code = this.#divisions.get(plain) ?? this.#divisions.get(text)
    return code === undefined ? { unknown: true, mends: this.#divisions.near(plain) } : { division: code }
  }

  #without(text: string, noise: ReadonlySet<string>): string {
    const words = text.split(' ')
    const from = words.findIndex((word) => !noise.has(word))
    return from < 0 ? '' : words.slice(from).join(' ')
  }
}
