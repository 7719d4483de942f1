import { z } from 'zod'
import type { PersonData } from './people-store.ts'

/** What is typed in place of nothing. */
const emptyAsNull = (text: string) => (text === '' ? null : text)

/** Typed data of a person, tidied: spaces single, the phone as digits with its +. Messages are message keys. */
export const personData = z.object({
  name: z
    .string('directory.refusal.name')
    .transform((name) => name.trim().replace(/\s+/g, ' '))
    .pipe(z.string().min(2, 'directory.refusal.name').max(120, 'directory.refusal.name')),
  gender: z
    .enum(['f', 'm', ''], 'ui.form.invalid')
    .nullish()
    .transform((gender) => (gender === 'f' || gender === 'm' ? gender : null)),
  phone: z
    .string()
    .nullish()
    .transform((phone) => (phone ?? '').replace(/[\s().-]/g, ''))
    .pipe(z.string().regex(/^(\+?\d{7,15})?$/, 'directory.refusal.phone'))
    .transform(emptyAsNull),
  email: z
    .string()
    .nullish()
    .transform((email) => (email ?? '').trim())
    .pipe(z.union([z.literal(''), z.email()], 'directory.refusal.email'))
    .transform(emptyAsNull),
  staffNumber: z
    .string()
    .nullish()
    .transform((number) => (number ?? '').replace(/\s/g, ''))
    .pipe(z.string().regex(/^([0-9A-Za-z./-]{4,30})?$/, 'directory.refusal.staffNumber'))
    .transform(emptyAsNull),
}) satisfies z.ZodType<PersonData>
