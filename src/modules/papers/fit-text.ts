import { lineHeight, type Press, type Style } from './press.ts'

export interface Fitted {
  lines: string[]
  style: Style
}

/** What a text has to fit in, in points. `style.size` is the largest size. */
export interface Frame {
  width: number
  style: Style
  /** Lines at most. */
  most?: number
  height?: number
  /** Words stay whole down to this size. */
  smallest: number
}

/**
 * The largest size at which texts, each beginning a line, stand whole in a frame; sizes go down in half points. Below
 * `smallest` words may be broken, and the text goes on shrinking: a name is never cut.
 */
export function fitted(press: Press, texts: string | readonly string[], frame: Frame): Fitted {
  const { width, style, most = Number.POSITIVE_INFINITY, height = Number.POSITIVE_INFINITY, smallest } = frame
  const all = typeof texts === 'string' ? [texts] : texts
  const words = all.flatMap((text) => text.split(/\s+/))
  for (let size = style.size; size >= 1; size -= 0.5) {
    const tried = { ...style, size }
    if (size >= smallest && words.some((word) => press.widthOf(word, tried) > width)) continue
    // Each begins a line, and is a word apart from the one before to who hears them.
    const lines = all.flatMap((text, at) =>
      press.broken(at < all.length - 1 ? `${text} ` : text, width, tried),
    )
    if (lines.length <= most && lines.length * lineHeight(tried) <= height) return { lines, style: tried }
  }
  throw new Error('A text is longer than any paper.')
}

/** Writes a text fitted into a frame as one part of the paper; returns where the next may begin. */
export function writeFitted(
  press: Press,
  texts: string | readonly string[],
  { x, y, as = 'P', ...frame }: Frame & { x: number; y: number; as?: string },
): number {
  const { lines, style } = fitted(press, texts, frame)
  const from = { start: x, centre: x + frame.width / 2, end: x + frame.width }[style.align ?? 'start']
  let next = y
  if (lines.length === 0) return next
  press.tagged(as, () => {
    next = press.lines(lines, from, y, style)
  })
  return next
}
