/** Something drawn on a page, and the marks it is drawn under. */
export interface Drawn {
  kind: 'text' | 'shape' | 'picture'
  /** Outermost first: tag, and the number of the marked content where it has one. */
  marks: { tag: string; mcid: number | null }[]
  /** Of text: name of the font (`F1`), the codes in hexadecimal, and the baseline it was put on. */
  font?: string
  y?: number
  codes?: string
}

const shapes = new Set(['f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 'S', 's', 'sh'])
const texts = new Set(['Tj', 'TJ', "'", '"'])

/** A token of a content stream: a name, a text in hexadecimal, a bracket, a number or an operator. */
const token =
  /%[^\r\n]*|\/[^\s/<>[\]()]*|<<|>>|<[\s0-9A-Fa-f]*>|[[\]]|\((?:\\[\s\S]|[^\\()])*\)|[^\s/<>[\]()]+/g

/**
 * What a content stream draws, in its order, with the marked content it stands in; and how often marks were closed that
 * were not open, or left open. Texts in brackets are given as hexadecimal, as texts in angle brackets are.
 */
export function readContent(content: string): {
  drawn: Drawn[]
  /** Numbers of all marked content, also of what has nothing drawn in it. */
  numbers: Set<number>
  unbalanced: number
  forms: string[]
} {
  const drawn: Drawn[] = []
  const numbers = new Set<number>()
  const forms: string[] = []
  const marks: Drawn['marks'] = []
  let unbalanced = 0
  let font = ''
  let y = 0
  let operands: string[] = []
  for (const [word] of content.matchAll(token)) {
    if (word.startsWith('%')) continue
    if (!/^[A-Za-z'"]/.test(word)) {
      operands.push(word)
      continue
    }
    if (word === 'BMC' || word === 'BDC') {
      const mcid = operands.indexOf('/MCID')
      const number = mcid < 0 ? null : Number(operands[mcid + 1])
      if (number !== null) numbers.add(number)
      marks.push({ tag: (operands[0] ?? '').slice(1), mcid: number })
    } else if (word === 'EMC') {
      if (!marks.pop()) unbalanced += 1
    } else if (word === 'Tf') {
      font = (operands[0] ?? '').slice(1)
    } else if (word === 'Tm') {
      y = Number(operands[5])
    } else if (word === 'Do') {
      forms.push((operands[0] ?? '').slice(1))
      drawn.push({ kind: 'picture', marks: [...marks] })
    } else if (shapes.has(word)) {
      drawn.push({ kind: 'shape', marks: [...marks] })
    } else if (texts.has(word)) {
      const codes = operands.filter((one) => /^[<(]/.test(one)).map(hexOf)
      drawn.push({ kind: 'text', marks: [...marks], font, y, codes: codes.join('') })
    }
    operands = []
  }
  return { drawn, numbers, unbalanced: unbalanced + marks.length, forms }
}

const hexOf = (text: string) =>
  text.startsWith('<')
    ? text.replace(/[<>\s]/g, '')
    : Buffer.from(text.slice(1, -1).replace(/\\([\s\S])/g, '$1'), 'latin1').toString('hex')
