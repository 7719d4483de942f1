import { UnreadableSheet } from './grid.ts'

/** First bytes of what people upload by mistake, and the word for it. */
const signatures: readonly [bytes: readonly number[], kind: 'image' | 'pdf' | 'oldExcel' | 'archive'][] = [
  [[0x89, 0x50, 0x4e, 0x47], 'image'],
  [[0xff, 0xd8, 0xff], 'image'],
  [[0x47, 0x49, 0x46, 0x38], 'image'],
  [[0x42, 0x4d], 'image'],
  [[0x52, 0x49, 0x46, 0x46], 'image'],
  [[0x25, 0x50, 0x44, 0x46], 'pdf'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'oldExcel'],
  [[0x1f, 0x8b], 'archive'],
  [[0x52, 0x61, 0x72, 0x21], 'archive'],
  [[0x37, 0x7a, 0xbc, 0xaf], 'archive'],
]

const begins = (bytes: Uint8Array, with_: readonly number[]) => with_.every((byte, at) => bytes[at] === byte)

/**
 * What a file is, by its content; its name and its declared type are not asked.
 * Refuses an empty file and everything that is no table, each with its own sentence.
 */
export function sniffFile(bytes: Uint8Array): 'zip' | 'text' {
  if (bytes.length === 0) throw new UnreadableSheet('spreadsheets.refusal.empty')
  if (begins(bytes, [0x50, 0x4b])) return 'zip'
  const wide = begins(bytes, [0xff, 0xfe]) || begins(bytes, [0xfe, 0xff]) || utf16WithoutMark(bytes) !== null
  if (wide) return 'text'
  const head = bytes.subarray(0, 65_536)
  const binary = head.includes(0)
  const found = signatures.find(([signature]) => begins(bytes, signature))
  // `BM` and `RIFF` also begin words; only a binary file is an image.
  if (found && (binary || found[0].length > 2 || found[1] === 'archive')) {
    throw new UnreadableSheet(`spreadsheets.refusal.kind.${found[1]}`)
  }
  if (binary) throw new UnreadableSheet('spreadsheets.refusal.kind.binary')
  const start = new TextDecoder('windows-1252').decode(head.subarray(0, 512)).trimStart().toLowerCase()
  if (/^(<!doctype|<html|<table|<\?xml)/.test(start))
    throw new UnreadableSheet('spreadsheets.refusal.kind.html')
  return 'text'
}

/** UTF-16 without a byte order mark shows as a zero in every other byte. */
export function utf16WithoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const head = bytes.subarray(0, 512)
  if (head.length < 4) return null
  let [even, odd] = [0, 0]
  head.forEach((byte, at) => {
    if (byte === 0) at % 2 === 0 ? even++ : odd++
  })
  const half = head.length / 2
  if (odd > half * 0.7 && even === 0) return 'utf-16le'
  if (even > half * 0.7 && odd === 0) return 'utf-16be'
  return null
}
