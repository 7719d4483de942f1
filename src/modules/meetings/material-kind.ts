import { unzipSync } from 'fflate'

export const materialKinds = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const
export type MaterialKind = keyof typeof materialKinds

/** 10 MB, what a slow line still takes. */
export const largestMaterial = 10 * 1024 * 1024

const parts: readonly [name: string, kind: MaterialKind][] = [
  ['word/document.xml', 'docx'],
  ['ppt/presentation.xml', 'pptx'],
  ['xl/workbook.xml', 'xlsx'],
]

/**
 * What a file is by its content; its name and declared type are not asked. Null for everything that may not be kept.
 * An office file with macros is none of these, whatever it calls itself.
 */
export function materialKind(bytes: Uint8Array): MaterialKind | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 5))
  if (head === '%PDF-') return 'pdf'
  if (!head.startsWith('PK\u0003\u0004')) return null
  const names = namesIn(bytes)
  if (!names.includes('[Content_Types].xml') || names.some((name) => /vbaProject\.bin$/i.test(name)))
    return null
  return parts.find(([name]) => names.includes(name))?.[1] ?? null
}

/** Names of the files in an archive; nothing is unpacked. */
function namesIn(bytes: Uint8Array): string[] {
  const names: string[] = []
  try {
    unzipSync(bytes, {
      filter: ({ name }) => {
        names.push(name)
        return false
      },
    })
  } catch {
    return []
  }
  return names
}
