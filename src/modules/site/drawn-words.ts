import { createRequire } from 'node:module'
import { type Font, openSync } from 'fontkit'

const file = '@fontsource-variable/plus-jakarta-sans/files/plus-jakarta-sans-latin-wght-normal.woff2'
let font: Font | undefined

/** Our own typeface, so that a picture looks the same on a machine without any fonts. */
function typeface(): Font {
  if (font) return font
  const opened = openSync(createRequire(import.meta.url).resolve(file))
  if (!('layout' in opened)) throw new Error('The typeface is a collection of fonts.')
  font = opened
  return opened
}

/** How wide words are at a size, in pixels. */
export const widthOf = (words: string, size: number) =>
  (typeface().layout(words).advanceWidth * size) / typeface().unitsPerEm

/** Words as SVG paths whose baseline begins at `x`, `y`; `bold` thickens the strokes. */
export function drawWords(
  words: string,
  { x, y, size, fill, bold = false }: { x: number; y: number; size: number; fill: string; bold?: boolean },
): string {
  const { glyphs, positions } = typeface().layout(words)
  const scale = size / typeface().unitsPerEm
  let at = 0
  let path = ''
  for (const [index, glyph] of glyphs.entries()) {
    path += glyph.path.scale(scale, -scale).translate(at, 0).toSVG()
    at += (positions[index]?.xAdvance ?? 0) * scale
  }
  const stroke = bold ? ` stroke="${fill}" stroke-width="${size * 0.045}" stroke-linejoin="round"` : ''
  return `<path transform="translate(${x} ${y})" fill="${fill}"${stroke} d="${path}"/>`
}

/** Words broken into lines no wider than `width`; the last of at most `most` lines ends in … when more follows. */
export function linesOf(words: string, size: number, width: number, most: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of words.split(/\s+/)) {
    const longer = line ? `${line} ${word}` : word
    if (!line || widthOf(longer, size) <= width) line = longer
    else {
      lines.push(line)
      line = word
    }
  }
  lines.push(line)
  if (lines.length <= most) return lines
  const kept = lines.slice(0, most)
  return [...kept.slice(0, -1), `${kept.at(-1)}…`]
}
