import type { Block } from './report-blocks.ts'

/** A paper to be read from front to back, the same for PDF and docx: its kind in words, and what stands in it. */
export interface Written {
  title: string
  blocks: readonly Block[]
}
