import type { ExportTable } from '../../platform/export.ts'
import { formats } from '../../platform/i18n/formats.ts'
import type { Services } from '../../platform/services.ts'
import { unitParam } from '../directory/index.ts'
import { type Meeting, meetingName } from '../meetings/index.ts'
import type { Evidence } from './evidence.ts'
import { byUnit, type EvidenceNames } from './evidence-names.ts'
import { evidenceIn } from './evidence-read-model.ts'

/** Travel days and days present of everybody accounted for, a line each and a line with the sum of each unit. */
export async function expenseSheet(
  services: Services,
  names: EvidenceNames,
  meeting: Meeting,
): Promise<ExportTable> {
  const { t } = names
  const people = (await evidenceIn(services.db, meeting)).filter(({ counts }) => counts)
  // By the code offices know, as in every other file; where there is none, by the id.
  const codeOf = (id: string) => {
    const unit = names.tree.byId(id)
    return unit ? unitParam(unit) : id
  }
  const sum = (numbers: readonly number[]) => numbers.reduce((before, number) => before + number, 0)
  const toldOf = (some: readonly Evidence[]) => some.flatMap(({ travel }) => (travel ? [travel.days] : []))
  const column = (key: string, type: 'text' | 'number' | 'day', label: string) => ({ key, type, label })
  return {
    title: t('evidence.expenses.title', { meeting: meetingName(meeting, t.locale) }),
    sheet: t('evidence.expenses.sheet'),
    columns: [
      column('unitCode', 'text', t('evidence.expenses.code')),
      column('unit', 'text', t('evidence.expenses.unit')),
      column('name', 'text', t('evidence.expenses.name')),
      column('office', 'text', t('evidence.expenses.office')),
      column('people', 'number', t('evidence.expenses.people')),
      column('from', 'day', t('evidence.expenses.from')),
      column('until', 'day', t('evidence.expenses.until')),
      column('travelDays', 'number', t('evidence.expenses.travelDays')),
      column('travelTold', 'number', t('evidence.expenses.travelTold')),
      column('daysPresent', 'number', t('evidence.expenses.daysPresent')),
      column('attended', 'number', t('evidence.expenses.attended')),
      column('expected', 'number', t('evidence.expenses.expected')),
    ],
    rows: byUnit(names, people).flatMap(([unitId, some]) => [
      ...some.map((one) => ({
        unitCode: codeOf(unitId),
        unit: names.unit(unitId),
        name: names.person(one.participantId),
        office: names.office(one.participantId),
        people: 1,
        from: one.travel?.from ?? null,
        until: one.travel?.until ?? null,
        travelDays: one.travel?.days ?? null,
        travelTold: one.travel ? 1 : 0,
        daysPresent: one.daysPresent.length,
        attended: one.attended,
        expected: one.expected,
      })),
      {
        unitCode: codeOf(unitId),
        unit: names.unit(unitId),
        name: t('evidence.expenses.sum'),
        office: null,
        people: some.length,
        from: null,
        until: null,
        travelDays: toldOf(some).length === 0 ? null : sum(toldOf(some)),
        travelTold: toldOf(some).length,
        daysPresent: sum(some.map(({ daysPresent }) => daysPresent.length)),
        attended: sum(some.map(({ attended }) => attended)),
        expected: sum(some.map(({ expected }) => expected)),
      },
    ]),
    notes: [
      t('evidence.expenses.source', {
        at: formats(t.locale).instant(services.clock.now(), meeting.timeZone),
      }),
      t('evidence.expenses.travelNote'),
      t('evidence.expenses.presentNote'),
      ...(meeting.example ? [t('evidence.expenses.example')] : []),
    ],
    notesSheet: t('evidence.expenses.notes'),
  }
}
