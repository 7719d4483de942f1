import { SaxesParser } from 'saxes'
import { UnreadableSheet } from './grid.ts'

type Attributes = Readonly<Record<string, string>>

export interface XmlListener {
  /** Name without its namespace prefix; attributes with theirs. */
  open(name: string, attributes: Attributes): void
  close(name: string): void
  text(text: string): void
}

const local = (name: string) => name.slice(name.indexOf(':') + 1)

/**
 * Feeds a part of a spreadsheet to a listener as its bytes arrive. A document type is refused, so that no entity is
 * ever expanded and nothing outside the file is asked for.
 */
export function xmlReader(listener: XmlListener): (chunk: Uint8Array, last: boolean) => void {
  const parser = new SaxesParser({ xmlns: false, position: false })
  const decoder = new TextDecoder('utf-8')
  parser.on('doctype', () => {
    throw new UnreadableSheet('spreadsheets.refusal.doctype')
  })
  parser.on('error', () => {
    throw new UnreadableSheet('spreadsheets.refusal.damaged')
  })
  parser.on('opentag', ({ name, attributes }) => listener.open(local(name), attributes))
  parser.on('closetag', ({ name }) => listener.close(local(name)))
  parser.on('text', (text) => listener.text(text))
  parser.on('cdata', (text) => listener.text(text))
  return (chunk, last) => {
    parser.write(decoder.decode(chunk, { stream: !last }))
    if (last) parser.close()
  }
}
