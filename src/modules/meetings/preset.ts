import { z } from 'zod'
import { presetJson } from '../../platform/preset.ts'
import { delegateTasks } from './tables.ts'

const day = z.string().regex(/^\d{4}-\d\d-\d\d$/)

const shape = z.object({
  source: z.string(),
  slug: z.string(),
  host: z.string(),
  city: z.string(),
  timeZone: z.string(),
  startsOn: day,
  endsOn: day,
  nameId: z.string(),
  nameEn: z.string(),
  purposeId: z.string(),
  purposeEn: z.string(),
  evaluates: z.string(),
  prepares: z.string(),
  participants: z.number().int(),
  groups: z.array(z.object({ code: z.string(), nameId: z.string(), nameEn: z.string() })),
  hotels: z.object({ division: z.string(), participants: z.number().int(), names: z.array(z.string()) }),
  /** Of the example accounts, by sign-in name and letter of the venue. */
  tasks: z.array(z.object({ account: z.string(), task: z.enum(delegateTasks), venue: z.string() })),
})

/** The coordination meeting that the preset tells of, as its source reports it. */
export const presetMeeting = () => shape.parse(presetJson('meeting.json'))
