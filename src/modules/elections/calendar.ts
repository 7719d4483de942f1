import ical, { ICalCalendarMethod } from 'ical-generator'
import { dayAfter, instantIn } from '../../platform/clock.ts'
import type { Translator } from '../../platform/i18n/catalogue.ts'
import { formats, zoneName } from '../../platform/i18n/formats.ts'
import { type Election, nameIn } from './elections-read-model.ts'
import type { Stage } from './stages-read-model.ts'

export interface CalendarInput {
  t: Translator
  election: Election
  stages: readonly Stage[]
  /** The unit the calendar is for: its name and zone; null for the whole country. */
  unit: { name: string; timeZone: string } | null
  /** Address of the installation, so that events stay the same ones wherever they are read. */
  publicUrl: string
  /** The day it is made (YYYY-MM-DD): a calendar asked for twice in a day is the same to the byte. */
  today: string
}

const midnight = (day: string) => new Date(`${day}T00:00:00Z`)

/**
 * The calendar of an election as iCalendar (RFC 5545). Stages are events of whole days, which mean the same in every
 * time zone. For a unit the opening of polling stations is an event of its own, at that hour of the unit's zone; for
 * the whole country it is said in words, since it is another instant in each of the three zones.
 */
export function calendarOf({ t, election, stages, unit, publicUrl, today }: CalendarInput): string {
  const name = unit ? `${nameIn(t.locale, election)}, ${unit.name}` : nameIn(t.locale, election)
  const host = new URL(publicUrl).host
  const calendar = ical({
    name,
    prodId: { company: 'Jangkau', product: 'elections', language: t.locale.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    timezone: null,
    x: unit ? { 'X-WR-TIMEZONE': unit.timeZone } : {},
  })
  const stamp = midnight(today)
  for (const stage of stages) {
    calendar.createEvent({
      id: `${election.id}.${stage.id}@${host}`,
      summary: `${nameIn(t.locale, stage)} (${nameIn(t.locale, election)})`,
      description: descriptionOf(t, election, stage),
      start: midnight(stage.from),
      // The end of an event of whole days is the first day after it.
      end: midnight(dayAfter(stage.until, 1)),
      allDay: true,
      stamp,
    })
  }
  const voting = stages.find(({ kind }) => kind === 'voting')
  if (unit && voting && election.opensAt) {
    const start = instantIn(unit.timeZone, voting.from, election.opensAt)
    calendar.createEvent({
      id: `${election.id}.${voting.id}.opens@${host}`,
      summary: t('elections.ical.opens'),
      description: t('elections.ical.opensAt', {
        at: formats(t.locale).instant(start, unit.timeZone),
      }),
      start,
      stamp,
    })
  }
  return calendar.toString()
}

function descriptionOf(t: Translator, election: Election, stage: Stage): string {
  const source = t('elections.ical.source', { source: stage.source })
  if (stage.kind !== 'voting' || !election.opensAt) return source
  const zones = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'].map(zoneName).join(', ')
  return `${t('elections.ical.local', { time: election.opensAt.replace(':', '.'), zones })}\n${source}`
}
