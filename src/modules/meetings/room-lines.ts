import { NoRange, numbered } from './numbered.ts'

export interface TypedRoom {
  number: string
  beds: number
  accessible: boolean
}

export interface WrongLine {
  line: number
  key: 'meetings.refusal.roomLine' | 'meetings.refusal.roomBeds' | 'meetings.refusal.roomTwice'
  room?: string
}

const isAccessible = (text: string) =>
  /^(akses|aksesibel|accessible|kursi roda|wheelchair|ya|yes|x|1)$/i.test(text)

/**
 * Rooms as people type or paste them from a spreadsheet, one entry a line: number or range, beds, and `akses` where a
 * wheelchair comes in: `101-120, 2`, `305; 1; akses`. A first line without a digit is a heading.
 * Beds are between 1 and 20.
 */
export function roomsOfLines(text: string): { rooms: TypedRoom[]; wrong: WrongLine[] } {
  const rooms: TypedRoom[] = []
  const wrong: WrongLine[] = []
  const seen = new Set<string>()
  text.split(/\r?\n/).forEach((typed, at) => {
    const line = at + 1
    if (typed.trim() === '' || (line === 1 && !/\d/.test(typed))) return
    const [range = '', bedsTyped = '', access = ''] = typed.split(/[,;\t]/).map((cell) => cell.trim())
    const beds = Number(/^(\d+)/.exec(bedsTyped)?.[1] ?? Number.NaN)
    if (!(beds >= 1 && beds <= 20)) {
      wrong.push({ line, key: 'meetings.refusal.roomBeds' })
      return
    }
    try {
      for (const number of numbered(range)) {
        if (seen.has(number)) wrong.push({ line, key: 'meetings.refusal.roomTwice', room: number })
        seen.add(number)
        rooms.push({ number, beds, accessible: isAccessible(access) })
      }
    } catch (error) {
      if (!(error instanceof NoRange)) throw error
      wrong.push({ line, key: 'meetings.refusal.roomLine' })
    }
  })
  return { rooms, wrong }
}
