import { strToU8, unzipSync, zipSync } from 'fflate'
import { xlsxOf } from './sheets.ts'

/** One pixel, as a camera or a screenshot would begin. */
export const png = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
)

export const pdf = strToU8('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n1 0 obj\n<<>>\nendobj\n', true)

/** The first bytes of an xls or of a workbook locked with a password. */
export const oldExcel = Uint8Array.from([
  0xd0,
  0xcf,
  0x11,
  0xe0,
  0xa1,
  0xb1,
  0x1a,
  0xe1,
  ...new Uint8Array(504),
])

let bomb: Uint8Array | null = null

/** A workbook whose sheet is 220 MB of spaces: 220 KB to send, and honest about its size. */
export function zipBomb(): Uint8Array {
  bomb ??= replaced(
    xlsxOf([['Nama', 'Jabatan']]),
    'xl/worksheets/sheet1.xml',
    new Uint8Array(220 * 1024 * 1024).fill(32),
  )
  return bomb
}

/** The same that says it is small: both headers claim 1,000 bytes. */
export function lyingZipBomb(): Uint8Array {
  const bytes = zipBomb().slice()
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 0; at < bytes.length - 46; at++) {
    const mark = view.getUint32(at, true)
    const size = mark === 0x04034b50 ? at + 22 : mark === 0x02014b50 ? at + 24 : -1
    if (size >= 0 && view.getUint32(size, true) > 1_000_000) view.setUint32(size, 1_000, true)
  }
  return bytes
}

/** A workbook with one part exchanged. */
export function replaced(workbook: Uint8Array, name: string, part: Uint8Array): Uint8Array {
  return zipSync({ ...unzipSync(workbook), [name]: [part, { level: 1 }] })
}

/** A sheet that declares an entity which would grow a thousandfold, and one that reads a file. */
export const withEntities = () =>
  replaced(
    xlsxOf([['Nama', 'Jabatan']]),
    'xl/sharedStrings.xml',
    strToU8(
      '<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY a "aaaaaaaaaa"><!ENTITY f SYSTEM "file:///etc/passwd">]><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&a;&f;</t></si></sst>',
    ),
  )
