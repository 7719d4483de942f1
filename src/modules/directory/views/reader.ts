import type { RequestVariables } from '../../../platform/http/route.ts'
import type { AppointmentRecord } from '../appointments-read-model.ts'

/** The language and the number and date formats of who reads a page. */
export type Reader = Pick<RequestVariables, 't' | 'format'>

/** The days of an appointment: `8 Okt 2018 – 7 Okt 2023`, or since when. */
export const daysOf = ({ t, format }: Reader, { from, until }: Pick<AppointmentRecord, 'from' | 'until'>) =>
  until === null
    ? t('directory.unit.since', { from: format.day(from, 'short') })
    : t('directory.unit.sinceUntil', { from: format.day(from, 'short'), until: format.day(until, 'short') })
