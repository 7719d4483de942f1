import { readText } from './qr-text.ts'

/** A key as the browser tells of it: what it means by the layout, where it lies, when it was pressed in milliseconds. */
export interface Key {
  key: string
  code: string
  shift: boolean
  at: number
}

/** A hand scanner is a keyboard that types faster than a hand; milliseconds from one key to the next at most. */
export const keysApart = 80
/** And on the whole so fast, in milliseconds a key. */
const keyTakes = 50
/** Fewer keys than this are a hand that rolls over them. */
const fewest = 6

/** What lies where on the keyboard that scanners play: plain, and with shift. */
const keys: Record<string, readonly [string, string]> = {
  Digit1: ['1', '!'],
  Digit2: ['2', '@'],
  Digit3: ['3', '#'],
  Digit4: ['4', '$'],
  Digit5: ['5', '%'],
  Digit6: ['6', '^'],
  Digit7: ['7', '&'],
  Digit8: ['8', '*'],
  Digit9: ['9', '('],
  Digit0: ['0', ')'],
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  Semicolon: [';', ':'],
  Slash: ['/', '?'],
  Period: ['.', '>'],
  Comma: [',', '<'],
}

function byPlace({ key, code, shift }: Key): string {
  const [, letter] = /^Key([A-Z])$/.exec(code) ?? []
  if (letter) return shift ? letter : letter.toLowerCase()
  const [, digit] = /^Numpad(\d)$/.exec(code) ?? []
  return digit ?? keys[code]?.[shift ? 1 : 0] ?? key
}

/** Whether keys pressed one after the other were a scanner's. */
export function isScanner(pressed: readonly Key[]): boolean {
  const [first, last] = [pressed[0], pressed.at(-1)]
  if (!first || !last || pressed.length < fewest) return false
  return last.at - first.at <= keyTakes * pressed.length
}

/**
 * The text that a scanner typed. It plays an American keyboard, and the phone may be set to another: where the text by
 * the phone's layout is no badge or link and that by the places of the keys is, the places are believed.
 */
export function scannedText(pressed: readonly Key[]): string {
  const shown = pressed.map(({ key }) => key).join('')
  const placed = pressed.map(byPlace).join('')
  return isMarked(placed) && !isMarked(shown) ? placed : shown
}

/** A text that says itself that it is ours: a badge or a link. */
const isMarked = (text: string) =>
  readText(text).as === 'badge' || (/^https?:\/\//i.test(text) && readText(text).as === 'code')

/** Signs of a participant's code. */
const codeSigns = 12

/** Whether a scanner that sends no end after a text has sent all of it: a whole code is in it. */
export function isWhole(text: string): boolean {
  const read = readText(text)
  return (read.as === 'badge' || read.as === 'code') && read.code.length >= codeSigns
}
