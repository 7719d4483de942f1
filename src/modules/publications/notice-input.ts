import { z } from 'zod'

/** An optional text: blank is none. */
const optional = (most: number) =>
  z
    .string()
    .trim()
    .max(most, 'publications.refusal.tooLong')
    .nullish()
    .transform((text) => text || null)

const day = z
  .union([z.iso.date('publications.refusal.day'), z.literal('')])
  .nullish()
  .transform((text) => text || null)

/**
 * What somebody writes into a notice. Indonesian is required, English is whole or absent: half a translation
 * would show the reader two languages at once.
 */
export const noticeInput = z
  .object({
    titleId: z
      .string('publications.refusal.title')
      .trim()
      .min(1, 'publications.refusal.title')
      .max(120, 'publications.refusal.titleLong'),
    titleEn: optional(120),
    bodyId: z
      .string('publications.refusal.body')
      .trim()
      .min(1, 'publications.refusal.body')
      .max(20_000, 'publications.refusal.tooLong'),
    bodyEn: optional(20_000),
    imageAltId: optional(300),
    imageAltEn: optional(300),
    validFrom: day,
    validUntil: day,
    source: optional(300),
    electionId: optional(60),
  })
  .superRefine((input, check) => {
    const problem = (field: string, message: string) =>
      check.addIssue({ code: 'custom', path: [field], message })
    if (input.titleEn && !input.bodyEn) problem('bodyEn', 'publications.refusal.halfEnglish')
    if (input.bodyEn && !input.titleEn) problem('titleEn', 'publications.refusal.halfEnglish')
    if (input.validFrom && input.validUntil && input.validUntil < input.validFrom)
      problem('validUntil', 'publications.refusal.validityOrder')
  })

export type NoticeInput = z.output<typeof noticeInput>
