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

/** Whether there are fields at all to compare: a program may send null. */
const isTyped = ({ value }: { value: unknown }) => typeof value === 'object' && value !== null

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
  // Said together with what else is wrong, not only once everything else is right.
  .refine(({ titleEn, bodyEn }) => !titleEn || Boolean(bodyEn), {
    path: ['bodyEn'],
    error: 'publications.refusal.halfEnglish',
    when: isTyped,
  })
  .refine(({ titleEn, bodyEn }) => !bodyEn || Boolean(titleEn), {
    path: ['titleEn'],
    error: 'publications.refusal.halfEnglish',
    when: isTyped,
  })
  .refine(({ validFrom, validUntil }) => !validFrom || !validUntil || validFrom <= validUntil, {
    path: ['validUntil'],
    error: 'publications.refusal.validityOrder',
    when: isTyped,
  })

export type NoticeInput = z.output<typeof noticeInput>
