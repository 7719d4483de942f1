import { dayIn } from '../../platform/clock.ts'
import type { Translator } from '../../platform/i18n/catalogue.ts'
import { formats } from '../../platform/i18n/formats.ts'
import type { Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { type Finding, findingsIn } from '../evaluation/index.ts'
import { type Meeting, meetingName } from '../meetings/index.ts'
import { type MeetingReport, meetingReportDocx, meetingReportPdf, type Paper } from '../papers/index.ts'
import { certificatesOf, ruleOf } from './certificates-read-model.ts'
import type { Evidence } from './evidence.ts'
import { byUnit, type EvidenceNames, evidenceNames, orderOf } from './evidence-names.ts'
import { evidenceIn } from './evidence-read-model.ts'
import { answersSection, minutesSections, questionnaireSections } from './report-sections.ts'
import { regionOf, totalsOf } from './totals.ts'

export const reportFormats = ['pdf', 'docx'] as const

/** The report of the meeting as it stands now, every figure with its day, source and denominator. */
export async function printReport(
  services: Services,
  t: Translator,
  meeting: Meeting,
  format: (typeof reportFormats)[number],
): Promise<Result<Paper>> {
  const names = await evidenceNames(services, t, meeting)
  const report = await reportOf(services, names, meeting)
  const order = orderOf(services, names, meeting)
  return (format === 'pdf' ? meetingReportPdf : meetingReportDocx)(order, report)
}

async function reportOf(services: Services, names: EvidenceNames, meeting: Meeting): Promise<MeetingReport> {
  const { t } = names
  const format = formats(t.locale)
  const all = await evidenceIn(services.db, meeting)
  const rule = await ruleOf(services.db, meeting)
  const certificates = await certificatesOf(services.db, meeting)
  const asOf = dayIn(meeting.timeZone, services.clock.now())
  const total = totalsOf(all, rule?.atLeast)
  const doors = t('evidence.source.doors')
  const people = t('evidence.unit.people')
  const of = (label: string, value: number, source: string, denominator: string | null, unit = people) => ({
    label,
    value: format.number(value),
    unit,
    asOf,
    source,
    denominator,
  })
  const list = t('evidence.source.list')
  const ofCounted = t('evidence.report.ofCounted', { count: total.counted })
  return {
    summary: [
      t('evidence.report.summary', {
        meeting: meetingName(meeting, t.locale),
        counted: total.counted,
        arrived: total.arrived,
        at: format.instant(services.clock.now(), meeting.timeZone),
      }),
      t('evidence.report.presence'),
    ],
    figures: [
      of(t('evidence.figure.listed'), total.listed, list, null),
      of(
        t('evidence.figure.counted'),
        total.counted,
        list,
        t('evidence.report.ofListed', { count: total.listed }),
      ),
      of(t('evidence.figure.arrived'), total.arrived, doors, ofCounted),
      of(
        t('evidence.figure.filled'),
        total.filled,
        doors,
        t('evidence.report.ofSeats', { count: total.seats }),
        t('evidence.unit.seats'),
      ),
      of(t('evidence.figure.travelTold'), total.travelTold, list, ofCounted),
      ...(rule
        ? [
            of(t('evidence.figure.reached', { atLeast: rule.atLeast }), total.reached, doors, ofCounted),
            of(
              t('evidence.figure.certificates'),
              certificates.filter(({ revokedAt }) => revokedAt === null).length,
              t('evidence.source.certificates'),
              t('evidence.report.ofReached', { count: total.reached }),
            ),
          ]
        : []),
    ],
    attendance: {
      byProvince: provinces(names, all),
      byClass: classes(names, all),
      asOf,
      source: doors,
    },
    findings: findings(names, await findingsIn(services.db, [meeting.workUnitId], { meetingId: meeting.id })),
    sections: [
      answersSection(names, asOf),
      ...(await minutesSections(services, names, { meeting, asOf })),
      ...(await questionnaireSections(services, names, { meeting, asOf })),
    ],
  }
}

/** What each class found: what kind it is, what was proposed, and the votes where they were counted. */
function findings({ t, ...names }: EvidenceNames, all: readonly Finding[]): MeetingReport['findings'] {
  const ofClass = Map.groupBy(all, ({ classCode }) => classCode)
  const { compare } = new Intl.Collator(t.locale, { numeric: true })
  return [...ofClass]
    .toSorted(([one], [other]) => compare(one, other))
    .map(([code, some]) => ({
      origin: [code, t.locale === 'en' ? (some[0]?.topicEn ?? some[0]?.topicId) : some[0]?.topicId]
        .filter(Boolean)
        .join(' · '),
      findings: some.map((one) => ({
        text: [
          `${t(`evaluation.kind.${one.kind}`)}: ${one.words}`,
          ...(one.proposal ? [t('evidence.report.proposal', { proposal: one.proposal })] : []),
          ...(one.votesFor === null
            ? []
            : [
                t('evidence.report.votes', {
                  inFavour: one.votesFor,
                  against: one.votesAgainst ?? 0,
                  abstained: one.votesAbstained ?? 0,
                }),
              ]),
        ].join(' '),
        unit: one.unitId === null ? null : names.unit(one.unitId),
      })),
    }))
}

/** People of each province who were there, of those accounted for. */
const provinces = (names: EvidenceNames, all: readonly Evidence[]) =>
  byUnit(
    names,
    all.filter(({ counts }) => counts).map((one) => ({ ...one, unitId: regionOf(one) })),
  ).map(([unit, some]) => ({
    label: names.unit(unit),
    present: totalsOf(some, undefined).arrived,
    seats: some.length,
  }))

/** People of each class who were in one of its sessions, of those who have a seat in it or came in without. */
const classes = (names: EvidenceNames, all: readonly Evidence[]) =>
  names.classes.flatMap((one) => {
    const sessions = new Set(names.sessions.flatMap(({ id, classId }) => (classId === one.id ? [id] : [])))
    if (sessions.size === 0) return []
    const concerned = all.flatMap((person) => {
      const some = person.sessions.filter(({ sessionId }) => sessions.has(sessionId))
      return some.length > 0 ? [some] : []
    })
    return [
      {
        label: names.class(one),
        present: concerned.filter((some) => some.some(({ isPresent }) => isPresent)).length,
        seats: concerned.length,
      },
    ]
  })
