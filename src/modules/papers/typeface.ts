import { createRequire } from 'node:module'
import { type Font, openSync } from 'fontkit'

const family = '@expo-google-fonts/plus-jakarta-sans'
const at = (path: string) => createRequire(import.meta.url).resolve(`${family}/${path}`)

/** Files of the typeface, each with all its letters: the packages for screens cut them into pieces. */
export const faces = {
  regular: at('400Regular/PlusJakartaSans_400Regular.ttf'),
  bold: at('700Bold/PlusJakartaSans_700Bold.ttf'),
} as const

let font: Font | undefined

function regular(): Font {
  if (font) return font
  const opened = openSync(faces.regular)
  if (!('layout' in opened)) throw new Error('The typeface is a collection of fonts.')
  font = opened
  return opened
}

const known = new Map<string, boolean>()

function has(sign: string): boolean {
  let found = known.get(sign)
  if (found === undefined) {
    found = regular().hasGlyphForCodePoint(sign.codePointAt(0) ?? 0)
    known.set(sign, found)
  }
  return found
}

/** Signs that people type for one another. */
const likenesses: Record<string, string> = { ʼ: '’', ʻ: '‘', '\u00ad': '', '\u2011': '-', '\u200b': '' }

/**
 * A text as the typeface can write it: composed (NFC), on one line. A letter that it lacks loses its mark (ḍ → d),
 * and what is no Latin letter at all becomes a question mark, which is seen, instead of nothing.
 */
export function writable(text: string): string {
  // Nearly every text: asked for each word that is measured.
  if (/^[\x20-\x7e]*$/.test(text) && !text.includes('  ')) return text
  const plain = text.normalize('NFC').replace(/\s+/g, ' ')
  let written = ''
  for (const sign of plain) {
    if (has(sign)) written += sign
    else if (sign in likenesses) written += likenesses[sign]
    else if (/\p{M}/u.test(sign)) continue
    else
      written +=
        [...sign.normalize('NFKD')].filter((part) => !/\p{M}/u.test(part) && has(part)).join('') || '?'
  }
  return written
}
