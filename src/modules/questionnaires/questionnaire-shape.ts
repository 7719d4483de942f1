import { z } from 'zod'

const text = (most: number) => z.string().trim().max(most, 'questionnaires.refusal.long')
const optional = (most: number) =>
  text(most)
    .default('')
    .transform((typed) => (typed === '' ? null : typed))

/** The form of a questionnaire itself. An empty class is the whole meeting. */
export const questionnaireShape = z.object({
  titleId: text(200).min(1, 'questionnaires.refusal.title'),
  titleEn: optional(200),
  classId: z
    .string()
    .default('')
    .transform((typed) => (typed === '' ? null : typed)),
  isAnonymous: z
    .enum(['yes', 'no'], 'questionnaires.refusal.anonymous')
    .transform((typed) => typed === 'yes'),
  isPaired: z.enum(['yes', 'no'], 'questionnaires.refusal.moments').transform((typed) => typed === 'yes'),
})
