import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A value of a PDF as qpdf writes it: names begin with `/`, texts with `u:`, bytes with `b:`, references end with ` R`. */
export type PdfValue = null | boolean | number | string | PdfValue[] | PdfDictionary
export type PdfDictionary = { [key: string]: PdfValue }

export interface PdfObject {
  value?: PdfValue
  stream?: { dict: PdfDictionary; data: string }
}

/** Every object of a file by its reference (`12 0 R`). */
export interface PdfObjects {
  objects: Map<string, PdfObject>
  trailer: PdfDictionary
  /** What stands behind a reference, or the value itself. */
  at(value: PdfValue | undefined): PdfValue
  dictionary(value: PdfValue | undefined): PdfDictionary
  list(value: PdfValue | undefined): PdfValue[]
  /** The bytes of a stream, without its compression. */
  bytes(value: PdfValue | undefined): Buffer
}

/**
 * Reads a file with qpdf, which shares nothing with the program that wrote it. Throws on what qpdf itself finds wrong.
 * Source of the shape: qpdf's manual, "qpdf JSON", version 2.
 */
export function pdfObjects(bytes: Uint8Array): PdfObjects {
  const options = ['--json=2', '--json-key=qpdf', '--json-stream-data=inline', '--decode-level=generalized']
  // It reads from the end first, so that it takes no stream.
  const folder = mkdtempSync(join(tmpdir(), 'jangkau-pdf-'))
  const path = join(folder, 'paper.pdf')
  writeFileSync(path, bytes)
  const { status, stdout, stderr, error } = spawnSync('qpdf', [...options, path, '-'], { maxBuffer: 2 ** 28 })
  rmSync(folder, { recursive: true })
  if (status !== 0 || stderr.length > 0) throw new Error(`qpdf: ${error?.message ?? stderr}`)
  const [, all] = (JSON.parse(stdout.toString('utf8')) as { qpdf: [unknown, Record<string, PdfObject>] }).qpdf
  const objects = new Map(
    Object.entries(all).flatMap(([key, object]) => (key.startsWith('obj:') ? [[key.slice(4), object]] : [])),
  )
  return pdfOf(objects, all.trailer?.value as PdfDictionary)
}

/** The same of objects that were read already. */
export function pdfOf(objects: Map<string, PdfObject>, trailer: PdfDictionary): PdfObjects {
  const found = (value: PdfValue | undefined) => (typeof value === 'string' ? objects.get(value) : undefined)
  const at = (value: PdfValue | undefined): PdfValue => {
    const object = found(value)
    return object ? (object.stream?.dict ?? object.value ?? null) : (value ?? null)
  }
  const dictionary = (value: PdfValue | undefined): PdfDictionary => {
    const is = at(value)
    return is !== null && typeof is === 'object' && !Array.isArray(is) ? is : {}
  }
  return {
    objects,
    trailer,
    at,
    dictionary,
    list: (value) => {
      const is = at(value)
      return Array.isArray(is) ? is : is === null ? [] : [value as PdfValue]
    },
    bytes: (value) => Buffer.from(found(value)?.stream?.data ?? '', 'base64'),
  }
}

/** A text without its mark, undefined for what is none. */
export const textOf = (value: PdfValue | undefined): string | undefined =>
  typeof value === 'string' && value.startsWith('u:') ? value.slice(2) : undefined
